/** The candidates of one routing pass, with the slots that this pass has already assigned. */
import type { Candidate } from '../../core/routing/candidate.ts';
import { Floor } from '../../core/routing/floor.ts';

export class Board {
  readonly floor: Floor;
  constructor(candidates: readonly Candidate[]) {
    this.floor = new Floor(candidates);
  }
  /** Agents who could take a lead now. */
  free(): readonly Candidate[] {
    return this.floor.candidates.filter(
      ({ agent, heldSlots }) =>
        agent.presence === 'available' && agent.reach === 'reachable' && heldSlots.length < agent.capacity,
    );
  }
  freeSlots(): number {
    return this.free().reduce((sum, { agent, heldSlots }) => sum + agent.capacity - heldSlots.length, 0);
  }
  take(agentId: string, slot: number): void {
    const index = this.floor.indexOf(agentId) ?? -1;
    const candidate = this.floor.candidates[index];
    if (!candidate) return;
    const { heldSlots, taken, doing = 'idle' } = candidate;
    const more = taken && { taken: { ...taken, today: taken.today + 1, lastHour: taken.lastHour + 1 } };
    this.floor.replace(index, {
      ...candidate,
      heldSlots: [...heldSlots, slot],
      doing: doing === 'idle' ? 'offered' : doing,
      ...more,
    });
  }
}
