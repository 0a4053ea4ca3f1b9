/** Whether the agent of an assignment or reservation can take the lead, and the text for it. */
import type { FloorAgent } from '../../shared/floor.ts';
import type { Reservation } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';

type AgentAvailability = Pick<FloorAgent, 'presence' | 'reach'> & Partial<Pick<FloorAgent, 'activity'>>;

/** Whether the agent can get offers now or after their current work. */
export function canTakeNow({ presence, reach }: AgentAvailability): boolean {
  return presence === 'available' && reach === 'reachable';
}

/** Sorts agents on shift first, free ones before busy ones, then by name. */
export function byAvailability(a: FloorAgent, b: FloorAgent): number {
  const rank = (agent: FloorAgent) =>
    canTakeNow(agent) ? (agent.activity === 'idle' ? 0 : 1) : agent.presence === 'offline' ? 3 : 2;
  return rank(a) - rank(b) || a.name.localeCompare(b.name);
}

/** The agent's status: offline, away, desk not responding, busy or available. */
export function useAvailabilityText(): (agent: AgentAvailability) => string {
  const desk = useText(deskText);
  return ({ presence, reach, activity = 'idle' }) => {
    if (presence !== 'available') return desk(`presence.${presence}`);
    if (reach !== 'reachable') return desk(`reach.desk.${reach}`);
    return activity === 'idle' ? desk('presence.available') : desk(`activity.${activity}`);
  };
}

/** The values of a text about a reservation: agent, status and end. */
export function useReservationText(): (reservation: Reservation) => { name: string; where: string; until: string } {
  const whereabouts = useAvailabilityText();
  const reads = useStore(language);
  return (reservation) => ({
    name: reservation.name,
    where: whereabouts(reservation),
    until: whenOf(reservation.until, serverNow(), reads),
  });
}
