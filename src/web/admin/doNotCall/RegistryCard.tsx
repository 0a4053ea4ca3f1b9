/** The national registry: which area codes are in force and how old they are, and a file of it with its progress. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { RegistryProgress, RegistryView } from '../../../shared/adminRegistry.ts';
import { adminRegistryText } from '../../../shared/text/adminRegistry.ts';
import { useStore } from '../../base/createStore.ts';
import type { Trouble } from '../../base/http.ts';
import { sendFile } from '../../base/sendFile.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Loaded } from '../ui/Page.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { useFigure } from '../ui/useFigure.ts';
import { useResource, type Resource } from '../../base/useResource.ts';

const PATH = '/api/do-not-call/registry';
const ASK_EVERY_MS = 1000;

export function RegistryCard() {
  const t = useText(adminRegistryText);
  const id = useId();
  const asked = useResource<RegistryView>(PATH);
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('title')}</h2>
      <p class="muted">{t('intro')}</p>
      <Loaded asked={asked}>{(view) => <Lists view={view} />}</Loaded>
      <Import asked={asked} />
    </section>
  );
}

function Lists({ view: { areas, numbers, scrub } }: { view: RegistryView }) {
  const t = useText(adminRegistryText);
  const figure = useFigure();
  const reads = useStore(language);
  const dateOf = (at: number) => new Date(at).toLocaleDateString(reads, { dateStyle: 'medium', timeZone: 'UTC' });
  const scrubbed = { checked: figure(scrub?.checked ?? 0), closed: figure(scrub?.closed ?? 0) };
  if (areas.length === 0) return <p class="notice">{t('none')}</p>;
  const stale = areas.filter(({ isStale }) => isStale);
  return (
    <>
      <p>{t('inForce', { count: areas.length, numbers: figure(numbers) })}</p>
      {scrub === null ? null : <p class="muted small">{t(scrub.isDone ? 'scrub.done' : 'scrub.running', scrubbed)}</p>}
      {stale.length > 0 ? <p class="notice notice-warn">{t('stale', { count: stale.length })}</p> : null}
      <details>
        <summary>{t('areas')}</summary>
        <ul class="lines">
          {areas.map(({ areaCode, asOf, count, isStale }) => (
            <li class="line row-apart" key={areaCode}>
              <span>{t('area', { areaCode, figure: figure(count) })}</span>
              <span class={isStale ? 'badge badge-warn' : 'muted small'}>
                {t(isStale ? 'tooOld' : 'asOf', { date: dateOf(asOf) })}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

type Kind = RegistryProgress['kind'];

function Import({ asked: { data, put, reload } }: { asked: Resource<RegistryView> }) {
  const t = useText(adminRegistryText);
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<Kind>('full');
  const [asOf, setAsOf] = useState('');
  const [since, setSince] = useState('');
  const [allowsFewer, setAllowsFewer] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isReading = busy || data?.progress?.state === 'reading';
  const isUnderWay = isReading || data?.scrub?.isDone === false;
  // Also what another administrator imports.
  useEffect(() => {
    const timer = isUnderWay ? setInterval(reload, ASK_EVERY_MS) : undefined;
    return () => clearInterval(timer);
  }, [isUnderWay, reload]);
  const send = async () => {
    if (!file) return;
    setBusy(true);
    setTrouble(null);
    const query = new URLSearchParams({ kind, asOf });
    if (kind === 'changes') query.set('since', since);
    if (allowsFewer) query.set('allowsFewer', '1');
    const answer = await sendFile<RegistryView>(`${PATH}?${query.toString()}`, file);
    setBusy(false);
    setAllowsFewer(false);
    if (answer.ok) put(answer.data);
    else {
      setTrouble(answer.trouble);
      reload();
    }
  };
  const asksFewer = trouble?.fields['allowsFewer'] !== undefined;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset class="field">
        <legend class="visually-hidden">{t('kind')}</legend>
        <div class="row">
          {(['full', 'changes'] as const).map((one) => (
            <label class="choice" key={one}>
              <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => setKind(one)} />
              <span>{t(`kind.${one}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="row">
        {kind === 'changes' ? (
          <label class="field">
            {t('since.label')}
            <input
              class="input"
              type="date"
              required
              value={since}
              onInput={({ currentTarget: { value } }) => setSince(value)}
            />
          </label>
        ) : null}
        <label class="field">
          {t('asOf.label')}
          <input
            class="input"
            type="date"
            required
            value={asOf}
            onInput={({ currentTarget: { value } }) => setAsOf(value)}
          />
        </label>
      </div>
      <div class="row">
        <label class="visually-hidden" for={id}>
          {t('file')}
        </label>
        <input
          id={id}
          class="input grow"
          type="file"
          required
          onChange={({ currentTarget }) => {
            setFile(currentTarget.files?.[0] ?? null);
            setTrouble(null);
          }}
        />
        <button type="submit" class="button" disabled={busy}>
          {t(busy ? 'importing' : 'import')}
        </button>
      </div>
      <p class="field-error" role="alert">
        {trouble ? troubleText(trouble) : ''}
      </p>
      {asksFewer ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={allowsFewer}
            onChange={({ currentTarget }) => setAllowsFewer(currentTarget.checked)}
          />
          <span>{t('allowsFewer')}</span>
        </label>
      ) : null}
      <div role="status">{data?.progress ? <Progress progress={data.progress} /> : null}</div>
    </form>
  );
}

function Progress({ progress: { state, numbers, received, size, by } }: { progress: RegistryProgress }) {
  const t = useText(adminRegistryText);
  const figure = useFigure();
  const figures = { figure: figure(numbers), by };
  if (state !== 'reading') return <p class="muted small">{t(`progress.${state}`, figures)}</p>;
  return (
    <>
      <p>{t('progress.reading', figures)}</p>
      {size === null ? null : <progress max={size} value={received} aria-label={t('import')} />}
    </>
  );
}
