/** The doorbells: to desks, to other nodes, and to the routing engine. */
import type { Moment } from '../core/vocabulary/time.ts';
import type { DeskConsult, DeskLead, DeskOffer, DeskPresence, OfferEndReason } from '../shared/desk.ts';

/** The doorbell. Best effort, across nodes; every fact is in the store before it is told here. */
export interface Desk {
  offer(agentId: string, offer: DeskOffer): void;
  offerEnded(agentId: string, ended: { offerId: string; reason: OfferEndReason; by?: string }): void;
  lead(agentId: string, payload: { lead: DeskLead | null; why?: string }): void;
  consult(agentId: string, consult: DeskConsult | null): void;
  presence(agentId: string, presence: DeskPresence): void;
  promisesChanged(agentId: string): void;
  /** The figures of the agent's day changed, and no promise of theirs. */
  dayChanged(agentId: string): void;
  /** Something on the floor changed: supervisors' screens ask again. */
  floorChanged(): void;
  /** Ends every connection of a user whose sign-in ended. */
  disconnect(userId: string): void;
}

/** The line to the other nodes, where there may be some. */
export interface Nodes {
  /** Since when they cannot be heard; null while they can. */
  awaySince(): Moment | null;
  /** Calls the listener each time they can be heard again. */
  onBack(listener: () => void): void;
}

/** Rings the routing engine: something changed that it should look at now. */
export interface Bell {
  ring(): void;
  /** Calls the listener at every ring; returns what stops it. */
  answeredBy(listener: () => void): () => void;
}
