/**
 * Taking a call by its key. The network hears a key only while it asks for one, which begins a moment after the call was
 * answered: the click is kept, and the key pressed again until the server says that it was heard.
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
