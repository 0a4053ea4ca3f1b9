/** `/admin/import`: a file to import, and the imports so far with how far each is. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { ImportLine, ImportList } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { useResource } from '../../base/useResource.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { isWorking } from './importSteps.ts';
import { Progress } from './Progress.tsx';
import { UploadCard } from './UploadCard.tsx';
import { useFigure } from '../ui/useFigure.ts';

const ASK_EVERY_MS = 2000;
const LOOK: Readonly<Record<ImportLine['state'], string>> = {
  reading: 'badge-accent',
  ready: 'badge-warn',
  checking: 'badge-accent',
  checked: 'badge-warn',
  running: 'badge-accent',
  done: 'badge-good',
  canceled: '',
  undoing: 'badge-accent',
  undone: '',
};

export function ImportsPage() {
  const t = useText(adminImportText);
  const id = useId();
  const [isLive, setLive] = useState(false);
  const asked = useResource<ImportList>('/api/imports', isLive ? { everyMs: ASK_EVERY_MS } : {});
  const works = asked.data?.imports.some(({ state }) => isWorking(state)) ?? false;
  useEffect(() => setLive(works), [works]);
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <UploadCard />
      <section class="card card-flush" aria-labelledby={id}>
        <div class="card-head">
          <h2 id={id}>{t('list.title')}</h2>
        </div>
        <Loaded asked={asked}>{({ imports }) => <Imports imports={imports} />}</Loaded>
      </section>
    </Page>
  );
}

function Imports({ imports }: ImportList) {
  const t = useText(adminImportText);
  if (imports.length === 0) return <p class="empty">{t('none')}</p>;
  return (
    <table class="table">
      <thead>
        <tr>
          <th>{t('column.file')}</th>
          <th>{t('column.state')}</th>
          <th class="number">{t('column.rows')}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line }: { line: ImportLine }) {
  const t = useText(adminImportText);
  const reads = useStore(language);
  const figure = useFigure();
  const { id, fileName, at, by, state, mode, rows, counts } = line;
  const wasTried = Object.keys(counts).length > 0 && !isWorking(state);
  return (
    <tr>
      <td>
        <a href={`/admin/import/${encodeURIComponent(id)}`}>
          <bdi class="user-text">{fileName}</bdi>
        </a>
        <div class="small muted">
          {t('list.by', { when: whenOf(at, serverNow(), reads), name: by })}
          {mode === null ? null : ` · ${t(`mode.${mode}`)}`}
        </div>
      </td>
      <td>
        <span class={`badge ${LOOK[state]}`}>{t(`state.${state}`)}</span>
        {isWorking(state) ? <Progress line={line} /> : null}
      </td>
      <td class="import-figures">
        {figure(rows)}
        {wasTried ? (
          <div class="small muted">
            {t('list.counts', { fresh: figure(counts.fresh ?? 0), broken: figure(counts.broken ?? 0) })}
          </div>
        ) : null}
      </td>
    </tr>
  );
}
