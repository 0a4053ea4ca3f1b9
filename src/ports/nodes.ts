/** Doorbells to desks, other nodes and the routing engine. */
import type { Moment } from '../core/vocabulary/time.ts';
import type { DeskLead, DeskOffer, DeskPresence } from '../shared/desk.ts';
import type { DeskConsult } from '../shared/deskCall.ts';
import type { OfferEndReason } from '../shared/deskEvents.ts';

/** Doorbells to desks and floors. Best effort, across nodes; everything is stored before it is announced. */
export interface Desk {
  offer(agentId: string, offer: DeskOffer): void;
  offerEnded(agentId: string, ended: { offerId: string; reason: OfferEndReason; by?: string }): void;
  lead(agentId: string, payload: { lead: DeskLead | null; why?: string }): void;
  consult(agentId: string, consult: DeskConsult | null): void;
  presence(agentId: string, presence: DeskPresence): void;
  promisesChanged(agentId: string): void;
  /** The agent's day figures changed, but none of their callbacks. */
  dayChanged(agentId: string): void;
  /** Something on the floor changed: supervisors' pages reload it. */
  floorChanged(): void;
  /** Ends every connection of a user whose session ended. */
  disconnect(userId: string): void;
}

/** The connection to other nodes, if there may be any. */
export interface Nodes {
  /** Since when they are unreachable; null if they are reachable. */
  awaySince(): Moment | null;
  /** Calls the listener each time they are reachable again. */
  onBack(listener: () => void): void;
}

/** Wakes the routing engine: something changed that it should look at now. */
export interface Bell {
  ring(): void;
  /** Calls the listener at every ring; returns the unsubscribe function. */
  answeredBy(listener: () => void): () => void;
}
