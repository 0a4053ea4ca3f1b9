/**
 * Takes a call by pressing its key. The network accepts a key only while its prompt runs, which starts a moment after the
 * answer. So the click is remembered and the key is repeated until the server confirms it.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { usePhone, usePhoneState } from '../context.ts';

const AGAIN_MS = 1500;

export function useConnect(): { readonly connect: () => void; readonly isConnecting: boolean } {
  const phone = usePhone();
  const { kind } = usePhoneState();
  const [isWanted, setWanted] = useState(false);
  const isConnecting = isWanted && kind === 'inCall';
  useEffect(() => {
    if (!isConnecting) return undefined;
    phone?.press('1');
    const timer = setInterval(() => phone?.press('1'), AGAIN_MS);
    return () => clearInterval(timer);
  }, [phone, isConnecting]);
  const connect = useCallback(() => setWanted(true), []);
  return { connect, isConnecting };
}
