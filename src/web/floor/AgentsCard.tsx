/** Agents on shift: status, activity, whether their desk responds, and since when. */
import { useState } from 'preact/hooks';
import type { Floor, FloorAgent } from '../../shared/floor.ts';
import { deskText } from '../../shared/text/desk.ts';
import { floorText } from '../../shared/text/floor.ts';
import { serverNow } from '../base/serverClock.ts';
import { awayText } from '../base/awayText.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import { SuperviseButtons } from '../supervise/SuperviseButtons.tsx';
import { countAgents } from './countAgents.ts';
import { PresenceDialog } from './PresenceDialog.tsx';
import { ScheduleLine } from './ScheduleLine.tsx';

const RANK: Readonly<Record<FloorAgent['presence'], number>> = { available: 0, away: 1, offline: 2 };
const DOT: Readonly<Record<FloorAgent['presence'], string>> = { available: 'dot-good', away: 'dot-warn', offline: '' };
const BADGE: Readonly<Record<FloorAgent['activity'], string>> = {
  idle: '',
  offered: 'badge-accent',
  connecting: 'badge-accent',
  talking: 'badge-good',
  wrapUp: 'badge-warn',
};

export function AgentsCard({ agents, schedule }: Pick<Floor, 'agents' | 'schedule'>) {
  const t = useText(floorText);
  const [chosen, setChosen] = useState<FloorAgent | null>(null);
  const sorted = [...agents].sort((a, b) => RANK[a.presence] - RANK[b.presence] || a.name.localeCompare(b.name));
  return (
    <section class="card card-flush">
      <div class="card-head">
        <h2>{t('agents')}</h2>
        <span class="small muted">{t('agents.summary', { ...countAgents(agents) })}</span>
      </div>
      {schedule ? <ScheduleLine {...schedule} /> : null}
      {agents.length === 0 ? <p class="empty">{t('agents.empty')}</p> : null}
      {agents.length > 0 ? (
        <table class="table agents">
          <thead>
            <tr>
              <th>{t('agent')}</th>
              <th>{t('presence')}</th>
              <th>{t('activity')}</th>
              <th class="wide-only">{t('reach')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((agent) => (
              <AgentLine key={agent.id} agent={agent} onSet={setChosen} />
            ))}
          </tbody>
        </table>
      ) : null}
      {chosen ? <PresenceDialog agent={chosen} onClose={() => setChosen(null)} /> : null}
    </section>
  );
}

function AgentLine({ agent, onSet }: { agent: FloorAgent; onSet: (agent: FloorAgent) => void }) {
  const ticking = useElapsedFormat();
  const t = useText(floorText);
  const desk = useText(deskText);
  const now = serverNow();
  const reason = awayText(agent, desk, useStore(language));
  const isOff = agent.presence === 'offline';
  const call = agent.lead?.call;
  return (
    <tr class={isOff ? 'off' : ''}>
      <td>
        <strong>
          <Name name={agent.name} />
        </strong>
        {isOff ? null : (
          <div>
            <button type="button" class="link-button small" onClick={() => onSet(agent)}>
              {t('agent.set')}
              <span class="visually-hidden">: {agent.name}</span>
            </button>
          </div>
        )}
        {agent.missedInRow > 0 ? <div class="small late">{t('missed', { count: agent.missedInRow })}</div> : null}
      </td>
      <td>
        <span class="row nowrap">
          <span class={`dot ${DOT[agent.presence]}`} />
          {desk(`presence.${agent.presence}`)}
        </span>
        <div class="small muted">
          {reason && !isOff ? `${reason} · ` : ''}
          {ticking(now - agent.presenceSince)}
          {agent.by === undefined ? null : (
            <div>
              <bdi>{t('agent.setBy', { by: agent.by, note: agent.note ?? '' })}</bdi>
            </div>
          )}
        </div>
      </td>
      <td>
        {agent.presence !== 'available' && agent.activity === 'idle' ? (
          <span class="muted">–</span>
        ) : (
          <>
            <span class={`badge ${BADGE[agent.activity]}`}>{desk(`activity.${agent.activity}`)}</span>{' '}
            <span class="small muted">{ticking(now - agent.activitySince)}</span>
            {call ? (
              <span class={`small ${call.onHold ? 'late' : 'muted'}`}>
                {' '}
                · {t(call.isConsulting ? 'agent.consulting' : call.onHold ? 'agent.onHold' : 'agent.onPhone')}
              </span>
            ) : null}
          </>
        )}
        {agent.lead ? (
          <div class="small clip agent-lead">
            <a href={`/leads/${encodeURIComponent(agent.lead.id)}`}>
              <Name name={agent.lead.name} numberEnd={agent.lead.numberEnd} />
            </a>
          </div>
        ) : null}
        {agent.lead && call ? <SuperviseButtons leadId={agent.lead.id} name={agent.name} isSmall /> : null}
      </td>
      <td class="wide-only">
        <span class={agent.reach === 'silent' ? 'late' : agent.reach === 'absent' ? 'muted' : ''}>
          {t(`reach.${agent.reach}`)}
        </span>
        <div class="small muted">{ticking(now - agent.reachSince)}</div>
        {isOff ? null : <div class="small muted">{t(`phone.${agent.phone}`)}</div>}
      </td>
    </tr>
  );
}
