/** Whether an agent whom a lead is given to, or held for, is there to take it; and the words for it. */
import type { FloorAgent } from '../../shared/api.ts';
import type { Reservation } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { floorText } from '../../shared/text/floor.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';

type Whereabouts = Pick<FloorAgent, 'presence' | 'reach'> & Partial<Pick<FloorAgent, 'activity'>>;

/** Whether offers reach this agent now, or once what they do is over. */
export function isHere({ presence, reach }: Whereabouts): boolean {
  return presence === 'available' && reach === 'reachable';
}

/** Who is there comes first, and of those who is free; then by name. */
export function byWhereabouts(a: FloorAgent, b: FloorAgent): number {
  const rank = (agent: FloorAgent) =>
    isHere(agent) ? (agent.activity === 'idle' ? 0 : 1) : agent.presence === 'offline' ? 3 : 2;
  return rank(a) - rank(b) || a.name.localeCompare(b.name);
}

/** Says where somebody is: off shift, away, with a desk that does not answer, busy, or available. */
export function useWhereabouts(): (agent: Whereabouts) => string {
  const desk = useText(deskText);
  const floor = useText(floorText);
  return ({ presence, reach, activity = 'idle' }) => {
    if (presence !== 'available') return desk(`presence.${presence}`);
    if (reach !== 'reachable') return floor(`reach.desk.${reach}`);
    return activity === 'idle' ? desk('presence.available') : desk(`activity.${activity}`);
  };
}

/** What a sentence about a reservation is filled with: for whom, where they are, and until when. */
export function useReservedWords(): (reservation: Reservation) => { name: string; where: string; until: string } {
  const whereabouts = useWhereabouts();
  const reads = useStore(language);
  return (reservation) => ({
    name: reservation.name,
    where: whereabouts(reservation),
    until: whenOf(reservation.until, serverNow(), reads),
  });
}
