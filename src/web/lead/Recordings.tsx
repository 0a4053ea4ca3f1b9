/** Players for voicemail messages and call recordings. Renders nothing if there are none. */
import { useEffect, useState } from 'preact/hooks';
import type { SoundView } from '../../shared/api.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';

const SECOND = 1000;

/** Reloads when `entries`, the length of the history, grows: every message adds an entry. */
export function Recordings({ leadId, entries }: { leadId: string; entries: number }) {
  const ticking = useElapsedFormat();
  const t = useText(leadPageText);
  const reads = useStore(language);
  const [sounds, setSounds] = useState<readonly SoundView[]>([]);
  const path = `/api/leads/${encodeURIComponent(leadId)}/recordings`;
  useEffect(() => {
    let isLatest = true;
    void ask<{ recordings: readonly SoundView[] }>(path).then((answer) => {
      if (isLatest && answer.ok) setSounds(answer.data.recordings);
    });
    return () => {
      isLatest = false;
    };
  }, [path, entries]);
  if (sounds.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{t('sounds')}</h2>
      <ol class="stack sounds">
        {sounds.map(({ id, kind, at, seconds }) => {
          const name = `${t(`sound.${kind}`)}, ${whenOf(at, serverNow(), reads)}`;
          return (
            <li key={id} class="stack-tight">
              <div class="row-apart">
                <span>{name}</span>
                <span class="muted num">{seconds > 0 ? ticking(seconds * SECOND) : t('sound.goingOn')}</span>
              </div>
              {seconds > 0 ? (
                <audio controls preload="none" aria-label={name} src={`${path}/${encodeURIComponent(id)}`} />
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
