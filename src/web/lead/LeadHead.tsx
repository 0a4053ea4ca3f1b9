/** The heading of the lead page: name, state and campaign. */
import type { DeskLead } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { outcomeText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { Name, UserText } from '../base/ui/UserText.tsx';

const BADGE: Readonly<Record<DeskLead['state'], string>> = {
  waiting: 'badge-accent',
  offered: 'badge-accent',
  connecting: 'badge-accent',
  talking: 'badge-good',
  wrapUp: 'badge-warn',
  callback: 'badge-warn',
  closed: '',
};

export function LeadHead({ lead }: { lead: DeskLead }) {
  const t = useText(leadText);
  return (
    <div class="lead-page-head">
      <div class="row">
        <h1>{lead.person.name.trim() === '' ? <Name name="" /> : <UserText text={lead.person.name} lines={2} />}</h1>
        <span class={`badge ${BADGE[lead.state]}`}>{t(`state.${lead.state}`)}</span>
        {lead.outcome ? <span class="badge">{outcomeText(lead, t)}</span> : null}
      </div>
      <p class="muted">
        <bdi>{lead.campaign.name}</bdi>
        {lead.attempts > 0 ? ` · ${t('attempts', { count: lead.attempts })}` : ''}
      </p>
    </div>
  );
}
