/**
 * The network's log, followed while the page is looked at: a browser has six connections to a server, and telephones in
 * other tabs need theirs. It is begun anew whenever the stream broke, since a network that was restarted counts from 1.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LogEntry } from '../../shared/phone.ts';
import { followEvents } from '../softphone/eventStream.ts';

const MOST_ENTRIES = 400;
const AGAIN_MS = 1000;
const CLEARED = 'leadbell.phone.cleared';

export interface NetworkLog {
  /** What was not cleared, oldest first. */
  readonly entries: readonly LogEntry[];
  /** Everything that is known, whatever is shown. */
  readonly all: readonly LogEntry[];
  /** Forgets what is there, also for when the page is loaded anew. */
  readonly clear: () => void;
}

export function useLog(base: string): NetworkLog {
  const [entries, setEntries] = useState<readonly LogEntry[]>([]);
  const [clearedAt, setClearedAt] = useState(readCleared);
  const isVisible = useVisible();
  useEffect(() => {
    if (!isVisible) return undefined;
    let stop: () => void = () => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let collected: LogEntry[] = [];
    let drawing: number | undefined;
    // Hundreds come at once at first; they are drawn once.
    const draw = () => {
      drawing = undefined;
      setEntries([...collected]);
    };
    const begin = () => {
      collected = [];
      stop = followEvents<LogEntry>(`${base}/log/events`, {
        onEvent(entry) {
          collected = [...collected.slice(1 - MOST_ENTRIES), entry];
          drawing ??= requestAnimationFrame(draw);
        },
        onLink(isOpen) {
          if (isOpen) return;
          stop();
          timer = setTimeout(begin, AGAIN_MS);
        },
        onRefused: () => undefined,
      });
    };
    begin();
    return () => {
      stop();
      clearTimeout(timer);
      if (drawing !== undefined) cancelAnimationFrame(drawing);
    };
  }, [base, isVisible]);
  const clear = () => {
    const at = entries.at(-1)?.at ?? 0;
    setClearedAt(at);
    try {
      sessionStorage.setItem(CLEARED, String(at));
    } catch {
      // Storage may be switched off: loading the page anew then brings the entries back.
    }
  };
  const shown = useMemo(() => entries.filter(({ at }) => at > clearedAt), [entries, clearedAt]);
  return { entries: shown, all: entries, clear };
}

function useVisible(): boolean {
  const read = () => document.visibilityState === 'visible';
  const [isVisible, setVisible] = useState(read);
  useEffect(() => {
    const change = () => setVisible(read());
    document.addEventListener('visibilitychange', change);
    return () => document.removeEventListener('visibilitychange', change);
  }, []);
  return isVisible;
}

function readCleared(): number {
  try {
    return Number(sessionStorage.getItem(CLEARED) ?? 0) || 0;
  } catch {
    return 0;
  }
}
