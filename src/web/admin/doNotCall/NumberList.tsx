/** The newest entries, those of one source, and the list as a file. */
import { useId, useState } from 'preact/hooks';
import { DO_NOT_CALL_SOURCES, type DoNotCallList, type DoNotCallNumber } from '../../../shared/adminDoNotCall.ts';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { useStore } from '../../base/createStore.ts';
import { showNumber, whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Loaded } from '../ui/Page.tsx';
import { usePages } from '../ui/usePages.tsx';
import { useResource } from '../../base/useResource.ts';
import { Acts, NumberFacts } from './NumberFacts.tsx';

interface Props {
  /** Grows with each change of the list. */
  readonly round: number;
  readonly onChanged: () => void;
}

export function NumberList({ round, onChanged }: Props) {
  const t = useText(adminDoNotCallText);
  const id = useId();
  const [source, setSource] = useState('');
  const query = source === '' ? '' : `&source=${source}`;
  const path = `/api/do-not-call?limit=50${query}`;
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <div class="row-apart">
        <h2 id={`${id}-title`}>{t('list.title')}</h2>
        <div class="row">
          <label class="visually-hidden" for={id}>
            {t('list.source')}
          </label>
          <select id={id} class="input" value={source} onChange={({ currentTarget: { value } }) => setSource(value)}>
            <option value="">{t('list.all')}</option>
            {DO_NOT_CALL_SOURCES.map((one) => (
              <option key={one} value={one}>
                {t(`source.${one}`)}
              </option>
            ))}
          </select>
          <a class="button" download href={`/api/do-not-call.csv${query.replace('&', '?')}`}>
            {t('export')}
          </a>
        </div>
      </div>
      <Newest key={`${path} ${round}`} path={path} onChanged={onChanged} />
    </section>
  );
}

function Newest({ path, onChanged }: { path: string; onChanged: () => void }) {
  const asked = useResource<DoNotCallList>(path);
  return <Loaded asked={asked}>{(list) => <Entries path={path} list={list} onChanged={onChanged} />}</Loaded>;
}

function Entries({ path, list, onChanged }: { path: string; list: DoNotCallList; onChanged: () => void }) {
  const t = useText(adminDoNotCallText);
  const { pages, more } = usePages(path, list);
  const numbers = pages.flatMap((page) => page.numbers);
  if (numbers.length === 0) return <p class="empty">{t('list.none')}</p>;
  return (
    <>
      <ul class="lines">
        {numbers.map((number) => (
          <Entry key={number.id} number={number} onChanged={onChanged} />
        ))}
      </ul>
      {more === null ? null : <div class="row">{more}</div>}
    </>
  );
}

function Entry({ number, onChanged }: { number: DoNotCallNumber; onChanged: () => void }) {
  const t = useText(adminDoNotCallText);
  const reads = useStore(language);
  const { tel, isListed, since, liftedAt, acts } = number;
  const [newest] = acts;
  return (
    <li>
      <details>
        <summary class="line">
          <span class="grow">
            {tel === null ? <span class="muted">{t('list.notKept')}</span> : <bdi>{showNumber(tel)}</bdi>}
            {newest ? <span class="muted small"> · {t(`source.${newest.source}`)}</span> : null}
          </span>
          <span class={isListed ? 'badge badge-bad' : 'badge'}>{t(isListed ? 'list.listed' : 'list.lifted')}</span>
          <span class="muted small">{whenOf(liftedAt ?? since, serverNow(), reads)}</span>
        </summary>
        {tel === null ? <Acts number={number} /> : <NumberFacts number={number} tel={tel} onChanged={onChanged} />}
      </details>
    </li>
  );
}
