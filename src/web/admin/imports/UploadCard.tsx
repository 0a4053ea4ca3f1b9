/** A file of leads, chosen or dropped, with the progress of its upload. Its import then has a page of its own. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { LARGEST_FILE } from '../../../core/vocabulary/imports.ts';
import type { ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { adminMistakesText } from '../../../shared/text/adminMistakes.ts';
import { sendFile } from '../../base/sendFile.ts';
import { useText } from '../../base/text.ts';
import { navigate } from '../route.ts';
import { troubleText } from '../../base/troubleText.ts';

export function UploadCard() {
  const t = useText(adminImportText);
  const mistakes = useText(adminMistakesText);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const { share, wrong, send, stop, say } = useUpload();
  const choose = (next: File | undefined) => {
    setFile(next ?? null);
    say(next && next.size > LARGEST_FILE ? mistakes('fileTooLarge') : '');
  };
  const isSending = share !== null;
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (file && !isSending && file.size <= LARGEST_FILE) void send(file);
        }}
      >
        <h2 id={`${id}-title`}>{t('file.title')}</h2>
        <div
          class={isOver ? 'field import-drop import-drop-over' : 'field import-drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            const files = event.dataTransfer?.files;
            if (!files?.[0] || isSending || !input.current) return;
            input.current.files = files;
            choose(files[0]);
          }}
        >
          <label for={id}>{t('file.label')}</label>
          <p class="muted small">{t('file.drop')}</p>
          <input
            ref={input}
            id={id}
            class="input"
            type="file"
            required
            disabled={isSending}
            accept=".csv,.tsv,.txt,.xlsx"
            aria-describedby={`${id}-hint ${id}-wrong`}
            aria-invalid={wrong !== ''}
            onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
          />
          <p class="field-hint" id={`${id}-hint`}>
            {t('file.hint')}
          </p>
          <p class="field-error" id={`${id}-wrong`} role="alert">
            {wrong}
          </p>
        </div>
        <div class="row">
          {isSending ? (
            <button type="button" class="button" onClick={stop}>
              {t('file.stop')}
            </button>
          ) : (
            <button type="submit" class="button button-primary">
              {t('file.send')}
            </button>
          )}
          {file && isSending ? <Sending share={share} name={file.name} /> : null}
        </div>
      </form>
    </section>
  );
}

function Sending({ share, name }: { share: number; name: string }) {
  const t = useText(adminImportText);
  const label = t(share < 1 ? 'file.sending' : 'file.reading', { file: name });
  return (
    <>
      <progress class="import-progress" {...(share < 1 && { value: share, max: 1 })} aria-label={label} />
      <p class="small muted" role="status">
        <bdi class="user-text">{label}</bdi>
      </p>
    </>
  );
}

function useUpload() {
  const [share, setShare] = useState<number | null>(null);
  const [wrong, say] = useState('');
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const send = async (file: File) => {
    const abort = new AbortController();
    running.current = abort;
    setShare(0);
    say('');
    const options = { withName: true, onProgress: setShare, signal: abort.signal };
    const answer = await sendFile<ImportView>('/api/imports', file, options);
    if (abort.signal.aborted) return;
    setShare(null);
    if (answer.ok) navigate(`/admin/import/${encodeURIComponent(answer.data.id)}`);
    else say(troubleText(answer.trouble));
  };
  const stop = () => {
    running.current?.abort();
    setShare(null);
  };
  return { share, wrong, say, send, stop };
}
