/** What is stored about the customer: counts, the newest of each kind, the lists, and what is under seal. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { SECOND } from '../../../core/vocabulary/time.ts';
import type { PersonCounts, PersonFound } from '../../../shared/adminPersons.ts';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { commonText } from '../../../shared/text/common.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { formatDuration, showNumber } from '../../base/format.ts';
import { useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { useFigure } from '../ui/useFigure.ts';
import { DossierButtons } from './DossierButtons.tsx';
import { ErasureLine } from './ErasureLine.tsx';
import { useDate } from './useDate.ts';
import { addressText, type Whom } from './whom.ts';

const COUNTS: readonly (keyof PersonCounts)[] = [
  ...(['leads', 'openLeads', 'inquiries', 'calls', 'recordings'] as const),
  ...(['emails', 'bookedTimes', 'appointments', 'importRows'] as const),
];

interface Props {
  readonly found: PersonFound;
  readonly whom: Whom | null;
  readonly onLook: (whom: Whom) => void;
  readonly onOpened: () => void;
}

export function KnownCard({ found, whom, onLook, onOpened }: Props) {
  const t = useText(adminPersonsText);
  const id = useId();
  const who = addressText(found);
  const isNothing = !found.hasAnything;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('known.title')}</h2>
      <div role="status">
        {isNothing ? (
          <p>{t('find.nothing', { who: who === '' ? t('known.noName') : who })}</p>
        ) : (
          <p>
            <strong>{found.name === '' ? t('known.noName') : <Name name={found.name} />}</strong>
            {who === '' ? null : (
              <>
                {' · '}
                <bdi>{who}</bdi>
              </>
            )}
          </p>
        )}
      </div>
      {found.alsoUnder.length > 0 ? (
        <div class="stack-tight">
          <h3 class="subhead">{t('also.title')}</h3>
          <p class="muted small">{t('also.hint')}</p>
          <div class="row">
            {found.alsoUnder.map((tel) => (
              <button type="button" class="button button-small" key={tel} onClick={() => onLook({ tel })}>
                <bdi>{showNumber(tel)}</bdi>
              </button>
            ))}
          </div>
        </div>
      ) : null}
      {isNothing ? null : <Known found={found} />}
      {found.hasAnything && whom ? <DossierButtons whom={whom} /> : null}
      {found.seals.length > 0 ? (
        <div class="stack-tight">
          <h3 class="subhead">{t('seals.title')}</h3>
          <ul class="lines">
            {found.seals.map((one) => (
              <ErasureLine key={one.id} erasure={one} onOpened={onOpened} />
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}

function Known({ found }: { found: PersonFound }) {
  const t = useText(adminPersonsText);
  const lead = useText(leadText);
  const common = useText(commonText);
  const figure = useFigure();
  const { date, when } = useDate();
  const { counts, registry, listedSince } = found;
  const doNotCall =
    listedSince === null ? t('lists.doNotCall.no') : t('lists.doNotCall.yes', { when: date(listedSince) });
  return (
    <>
      <dl class="lines">
        {COUNTS.map((kind) => (
          <Fact key={kind} name={t(`count.${kind}`)}>
            <span class={counts[kind] === 0 ? 'muted' : ''}>{figure(counts[kind])}</span>
          </Fact>
        ))}
        <Fact name={t('lists.doNotCall')}>{doNotCall}</Fact>
        {registry === null ? null : <Fact name={t('lists.registry')}>{t(`lists.registry.${registry}`)}</Fact>}
      </dl>
      <List title={t('list.leads')} isEmpty={found.leads.length === 0}>
        {found.leads.map((one) => (
          <li class="line" key={one.id}>
            <a class="grow" href={`/leads/${encodeURIComponent(one.id)}`}>
              <bdi>{one.campaign}</bdi> ·{' '}
              {one.outcome === undefined ? lead(`state.${one.state}`) : lead(`outcome.${one.outcome}`)}
              {one.appointmentAt === undefined ? '' : ` · ${t('lead.appointment', { when: when(one.appointmentAt) })}`}
            </a>
            <span class="muted small">{when(one.createdAt)}</span>
          </li>
        ))}
      </List>
      <List title={t('list.inquiries')} isEmpty={found.inquiries.length === 0}>
        {found.inquiries.map((one) => (
          <li class="line" key={one.id}>
            <span class="grow">
              <bdi>{one.campaign}</bdi> ·{' '}
              {one.consent.length === 0 ? t('consent.none') : one.consent.map((box) => t(`consent.${box}`)).join(', ')}
            </span>
            <span class="muted small">{when(one.at)}</span>
          </li>
        ))}
      </List>
      <List title={t('list.calls')} isEmpty={found.calls.length === 0}>
        {found.calls.map((one) => (
          <li class="line" key={one.id}>
            <span class="grow">
              {t(`call.${one.direction}`)} · <bdi>{one.campaign}</bdi>
              {one.seconds === null ? '' : ` · ${formatDuration(one.seconds * SECOND, common)}`}
              {one.recordings === 0 ? '' : ` · ${t('call.recordings', { count: one.recordings })}`}
            </span>
            <span class="muted small">{when(one.at)}</span>
          </li>
        ))}
      </List>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="line">
      <dt class="grow">{name}</dt>
      <dd class="import-count">{children}</dd>
    </div>
  );
}

function List(props: { title: string; isEmpty: boolean; children: ComponentChildren }) {
  if (props.isEmpty) return null;
  return (
    <div class="stack-tight">
      <h3 class="subhead">{props.title}</h3>
      <ul class="lines">{props.children}</ul>
    </div>
  );
}
