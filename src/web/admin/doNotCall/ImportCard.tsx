/** A file of numbers: checked first, then added, with its progress. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ImportCounts, ImportProgress } from '../../../shared/adminDoNotCall.ts';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../../base/troubleText.ts';
import { useFigure } from '../ui/useFigure.ts';

const PATH = '/api/do-not-call/imports';
const ASK_EVERY_MS = 1000;
type ImportStatus = { readonly progress: ImportProgress | null };

export function ImportCard({ onChanged }: { onChanged: () => void }) {
  const t = useText(adminDoNotCallText);
  const id = useId();
  const [content, setContent] = useState<string | null>(null);
  const [counts, setCounts] = useState<ImportCounts | null>(null);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useProgress(progress, setProgress, onChanged);
  const send = async (query: string): Promise<unknown> => {
    if (content === null) return null;
    setBusy(true);
    const answer = await ask(PATH + query, { method: 'POST', body: { file: content } });
    setBusy(false);
    setTrouble(answer.ok ? null : answer.trouble);
    return answer.ok ? answer.data : null;
  };
  const check = async () => {
    const data = await send('?dryRun=1');
    if (data !== null) setCounts(data as ImportCounts);
  };
  const choose = async (file: File | undefined) => {
    setCounts(null);
    setTrouble(null);
    setContent(file ? await file.text() : null);
  };
  const start = async () => {
    const data = await send('');
    if (data === null) return;
    setProgress((data as ImportStatus).progress);
    setCounts(null);
  };
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('import.title')}</h2>
      <p class="muted">{t('import.intro')}</p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <label class="visually-hidden" for={id}>
          {t('import.file')}
        </label>
        <input
          id={id}
          class="input grow"
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          required
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
        />
        <button type="submit" class="button" disabled={busy}>
          {t(busy ? 'import.checking' : 'import.check')}
        </button>
      </form>
      <p class="field-error" role="alert">
        {trouble ? troubleText(trouble) : ''}
      </p>
      <div role="status" class="stack">
        {counts ? <Counts counts={counts} isBusy={busy} onStart={() => void start()} /> : null}
        {progress ? <Progress progress={progress} /> : null}
      </div>
    </section>
  );
}

/** What runs is asked for until it ends, also when the page was opened in the middle. */
function useProgress(
  progress: ImportProgress | null,
  set: (progress: ImportProgress | null) => void,
  onChanged: () => void,
): void {
  const isRunning = progress?.state === 'running';
  const latest = useRef({ set, onChanged });
  latest.current = { set, onChanged };
  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      const answer = await ask<ImportStatus>(PATH);
      if (!isWanted || !answer.ok) return;
      const now = answer.data.progress;
      // What ended before the page was opened is no news.
      if (isRunning || now?.state === 'running') latest.current.set(now);
      if (isRunning && now?.state !== 'running') latest.current.onChanged();
    };
    void look();
    const timer = isRunning ? setInterval(() => void look(), ASK_EVERY_MS) : undefined;
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [isRunning]);
}

interface CountsProps {
  readonly counts: ImportCounts;
  readonly isBusy: boolean;
  readonly onStart: () => void;
}

function Counts({ counts: { rows, numbers, known, unread, unreadRows }, isBusy, onStart }: CountsProps) {
  const t = useText(adminDoNotCallText);
  const figure = useFigure();
  const fresh = numbers - known;
  const figures = { rows: figure(rows), numbers: figure(numbers), fresh: figure(fresh), known: figure(known) };
  return (
    <>
      <p>{t('import.counts', figures)}</p>
      {unread > 0 ? (
        <div>
          <p class="notice notice-warn">{t('import.unread', { count: unread })}</p>
          <ul class="lines">
            {unreadRows.map(({ line, text }) => (
              <li class="line" key={line}>
                <span class="muted small">{t('import.line', { line })}</span>
                <bdi class="grow user-text user-text-block">{text}</bdi>
              </li>
            ))}
          </ul>
          {unread > unreadRows.length ? (
            <p class="muted small">{t('import.more', { count: figure(unread - unreadRows.length) })}</p>
          ) : null}
        </div>
      ) : null}
      {fresh > 0 ? (
        <div class="row">
          <button type="button" class="button button-primary" disabled={isBusy} onClick={onStart}>
            {t('import.go', { count: fresh, figure: figure(fresh) })}
          </button>
        </div>
      ) : numbers > 0 ? (
        <p>{t('import.nothing')}</p>
      ) : null}
    </>
  );
}

function Progress({ progress: { state, total, done, added } }: { progress: ImportProgress }) {
  const t = useText(adminDoNotCallText);
  const figure = useFigure();
  const figures = { total: figure(total), done: figure(done), added: figure(added) };
  return (
    <>
      <p class={state === 'failed' ? 'notice notice-bad' : ''}>{t(`import.${state}`, figures)}</p>
      {state === 'running' ? <progress max={total} value={done} aria-label={t('import.title')} /> : null}
    </>
  );
}
