/** Waiting leads, longest first, with a running wait time. */
import type { WaitView } from '../../shared/api.ts';
import type { FloorLead } from '../../shared/floor.ts';
import { floorText } from '../../shared/text/floor.ts';
import { useStore } from '../base/createStore.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import { canTakeNow, useReservationText } from '../lead/agentAvailability.ts';
import { waitOf } from '../lead/decisionSentences.ts';
import { LeadLink } from './LeadLink.tsx';

/** Target of the link in the floor's first line. */
export const WAITING_ID = 'waiting';
/** Longer waits are highlighted: the floor's goal is an answer within a minute. */
const LONG_MS = 60_000;

export function WaitingCard({ leads, total }: { leads: readonly FloorLead[]; total: number }) {
  const ticking = useElapsedFormat();
  const t = useText(floorText);
  const now = serverNow();
  const sorted = [...leads].sort((a, b) => a.waitingSince - b.waitingSince);
  return (
    <section class="card card-flush" id={WAITING_ID} tabIndex={-1}>
      <div class="card-head">
        <h2>{t('waiting')}</h2>
        <span class={`badge ${total > 0 ? 'badge-accent' : ''}`}>{total}</span>
      </div>
      {leads.length === 0 ? <p class="empty">{t('waiting.empty')}</p> : null}
      {leads.length > 0 ? (
        <table class="table">
          <thead>
            <tr>
              <th class="number age">{t('age')}</th>
              <th>{t('lead')}</th>
              <th>{t('place')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((lead) => (
              <tr key={lead.id}>
                <td class={`number age ${now - lead.waitingSince > LONG_MS ? 'late' : ''}`}>
                  {ticking(now - lead.waitingSince)}
                </td>
                <td>
                  <LeadLink
                    id={lead.id}
                    name={lead.name}
                    numberEnd={lead.numberEnd}
                    about={lead.interest ?? lead.campaign}
                  />
                </td>
                <td>
                  <Place lead={lead} />
                  {lead.waits ? <Why waits={lead.waits} /> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {total > leads.length ? (
        <p class="table-foot small muted">{t('waiting.more', { count: total - leads.length })}</p>
      ) : null}
    </section>
  );
}

function Why({ waits }: { waits: WaitView }) {
  const reads = useStore(language);
  return <div class="small muted waits">{waitOf(waits, reads, serverNow())}</div>;
}

/** The lead's routing state: offered to an agent, reserved for one, open to all, or without any agent who could take it. */
function Place({ lead: { offeredTo, reservedFor, isUnattended, isCallback } }: { lead: FloorLead }) {
  const t = useText(floorText);
  const words = useReservationText();
  if (offeredTo !== undefined) return <>{t('ringingAt', { name: offeredTo })}</>;
  if (reservedFor === undefined)
    return isUnattended ? <span class="late">{t('unattended')}</span> : <>{t(isCallback ? 'whenFree' : 'inQueue')}</>;
  return <span class={canTakeNow(reservedFor) ? '' : 'late'}>{t('reservedFor', words(reservedFor))}</span>;
}
