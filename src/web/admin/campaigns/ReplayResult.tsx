/** A replay's figures, pictures and the leads that would have changed most. */
import type { Range, ReplayFigures } from '../../../core/replay/figures.ts';
import type { ChangedLead, PolicyReplay } from '../../../shared/replay.ts';
import { SPEED_WITHIN } from '../../../shared/reports.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../../base/createStore.ts';
import { formatDuration, formatElapsed, whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';

const COLUMNS = ['recorded', 'live', 'draft'] as const;
const FIGURES = ['p50', 'p95', 'conversations', 'untaken', 'missedOffers', 'evenness'] as const;
/** Later is the same for people who wait. */
const PICTURED = SPEED_WITHIN.filter((seconds) => seconds <= 300);
const CHANGED_SHOWN = 10;

interface Props {
  readonly replay: PolicyReplay;
  /** Asks who would get this lead now. */
  readonly pick: (leadId: string) => void;
}

export function ReplayResult({ replay, pick }: Props) {
  const t = useText(adminPolicyText);
  if (replay.leads === 0) return <p class="small muted">{t('replay.empty')}</p>;
  return (
    <div class="stack-tight">
      <p class="small muted">
        {t('replay.leads', { count: replay.leads })}
        {replay.waiting > 0 ? ` ${t('replay.waiting', { count: replay.waiting })}` : ''}
        {replay.scheduled > 0 ? ` ${t('replay.scheduled', { count: replay.scheduled })}` : ''}
      </p>
      <Figures replay={replay} />
      <Within replay={replay} />
      <Taken replay={replay} />
      <Changed leads={replay.changed.slice(0, CHANGED_SHOWN)} pick={pick} />
    </div>
  );
}

function Figures({ replay }: { replay: PolicyReplay }) {
  const t = useText(adminPolicyText);
  const common = useText(commonText);
  const show = (name: keyof ReplayFigures, value: number) => {
    if (name === 'p50' || name === 'p95') return formatElapsed(Math.round(value) * 1000, common);
    return name === 'evenness' ? `${Math.round(value * 100)}%` : String(value);
  };
  const ranged = (name: keyof ReplayFigures, range: Range | null) => {
    if (!range) return '–';
    const [least, most] = [show(name, range.least), show(name, range.most)];
    return (
      <>
        {show(name, range.median)}
        {least === most ? null : (
          <span class="small muted">
            <br />
            {least}–{most}
          </span>
        )}
      </>
    );
  };
  return (
    <div class="table-scroll">
      <table class="replay-table">
        <Columns />
        <tbody>
          {FIGURES.map((name) => {
            const recorded = replay.recorded[name];
            return (
              <tr key={name}>
                <th scope="row">{t(`replay.figure.${name}`)}</th>
                <td>{recorded === null ? '–' : show(name, recorded)}</td>
                <td>{ranged(name, replay.live[name])}</td>
                <td>{ranged(name, replay.draft[name])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Columns() {
  const t = useText(adminPolicyText);
  return (
    <thead>
      <tr>
        <td />
        {COLUMNS.map((name) => (
          <th key={name} scope="col">
            {t(`replay.${name}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Side by side: the share reached within each time. */
function Within({ replay }: { replay: PolicyReplay }) {
  const t = useText(adminPolicyText);
  const common = useText(commonText);
  return (
    <section class="stack-tight" aria-label={t('replay.within')}>
      <h3>{t('replay.within')}</h3>
      <div class="replay-pictures">
        {COLUMNS.map((name) => {
          const shares = PICTURED.map((_seconds, at) => Math.round((replay.within[name][at] ?? 0) * 100));
          const said = PICTURED.map((seconds, at) => `${formatDuration(seconds * 1000, common)}: ${shares[at]}%`);
          return (
            <figure key={name}>
              <svg viewBox={`0 0 ${PICTURED.length * 14} 64`} role="img" aria-label={said.join(', ')}>
                {shares.map((share, at) => (
                  <rect
                    key={at}
                    x={at * 14 + 2}
                    y={62 - (share * 60) / 100}
                    width="10"
                    height={Math.max(1, (share * 60) / 100)}
                    rx="1"
                    fill={`var(${name === 'draft' ? '--accent' : '--line-strong'})`}
                  >
                    <title>{said[at]}</title>
                  </rect>
                ))}
              </svg>
              <figcaption class="small muted">{t(`replay.${name}`)}</figcaption>
            </figure>
          );
        })}
      </div>
    </section>
  );
}

function Taken({ replay: { agents } }: { replay: PolicyReplay }) {
  const t = useText(adminPolicyText);
  return (
    <details>
      <summary>{t('replay.agents')}</summary>
      <div class="table-scroll">
        <table class="replay-table">
          <Columns />
          <tbody>
            {agents.map(({ id, name, recorded, live, draft }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td>{recorded}</td>
                <td>{live.median}</td>
                <td>{draft.median}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Changed({ leads, pick }: { leads: readonly ChangedLead[] } & Pick<Props, 'pick'>) {
  const t = useText(adminPolicyText);
  const common = useText(commonText);
  const reads = useStore(language);
  if (leads.length === 0) return null;
  const said = ({ seconds, agent }: ChangedLead['draft']) =>
    [
      agent ?? t('replay.noOne'),
      seconds === null ? t('replay.notReached') : formatDuration(seconds * 1000, common),
    ].join(', ');
  return (
    <details>
      <summary>{t('replay.changed')}</summary>
      <ul class="stack-tight small">
        {leads.map((lead) => (
          <li key={lead.id}>
            <a href={`/leads/${encodeURIComponent(lead.id)}`}>{whenOf(lead.at, serverNow(), reads)}</a>{' '}
            <bdi>{t('replay.instead', { before: said(lead.recorded), after: said(lead.draft) })}</bdi>{' '}
            <button type="button" class="link-button" onClick={() => pick(lead.id)}>
              {t('replay.pick')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
