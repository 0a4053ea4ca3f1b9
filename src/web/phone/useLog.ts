/**
 * Follows the network log while the page is visible: a browser has six connections per server, and phones in other tabs need
 * theirs. A broken stream starts over, because a restarted network counts from 1.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LogEntry } from '../../shared/phone.ts';
import { followEvents } from '../softphone/eventStream.ts';

const MOST_ENTRIES = 400;
const AGAIN_MS = 1000;
const CLEARED = 'leadbell.phone.cleared';

export interface NetworkLog {
  /** Entries since the last clear, oldest first. */
  readonly entries: readonly LogEntry[];
  /** All entries, including cleared ones. */
  readonly all: readonly LogEntry[];
  /** Hides the current entries, also after a reload. */
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
    // The first batch has hundreds of entries; render them once.
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
      // Storage may be disabled; a reload then shows the cleared entries again.
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
