/**
 * The latest floor data. The socket only signals that something changed; the floor is then reloaded, at most twice a second,
 * and every five seconds in any case.
 */
import { useEffect, useState } from 'preact/hooks';
import { io } from 'socket.io-client';
import type { Floor } from '../../shared/floor.ts';
import { ask, type Trouble } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';
import { setServerNow } from '../base/serverClock.ts';
import { throttle } from './throttle.ts';

const AT_MOST_EVERY_MS = 500;
const AT_LEAST_EVERY_MS = 5000;

export interface FloorView {
  readonly floor: Floor | null;
  readonly trouble: Trouble | null;
}

export function useFloor(): FloorView {
  const [view, setView] = useState<FloorView>({ floor: null, trouble: null });
  useEffect(() => {
    const read = async () => {
      const answer = await ask<Floor>('/api/floor');
      if (answer.ok) setServerNow(answer.data.serverNow, performance.now());
      setView((before) =>
        answer.ok ? { floor: answer.data, trouble: null } : { floor: before.floor, trouble: answer.trouble },
      );
    };
    const reader = throttle(AT_MOST_EVERY_MS, read);
    const socket = io('/floor', { transports: ['websocket', 'polling'], tryAllTransports: true });
    socket.on('changed', reader.ask);
    socket.on('connect', reader.ask);
    const timer = setInterval(reader.ask, AT_LEAST_EVERY_MS);
    document.addEventListener('visibilitychange', reader.ask);
    const unwatch = languageKept.watch(reader.ask);
    reader.ask();
    return () => {
      unwatch();
      socket.disconnect();
      clearInterval(timer);
      reader.stop();
      document.removeEventListener('visibilitychange', reader.ask);
    };
  }, []);
  return view;
}
