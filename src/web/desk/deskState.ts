/** The desk’s state and everything that changes it, as types. What each event does: store.ts. */
import type { Failure } from '../../core/vocabulary/errors.ts';
import type { DeskLead, DeskPresence, DeskOffer, DeskMe, DeskPromise, DeskDay } from '../../shared/desk.ts';
import type { Colleague, DeskConsult } from '../../shared/deskCall.ts';
import type { DeskToServer, DeskCalls, OfferEndReason, Snapshot } from '../../shared/deskEvents.ts';
import type { Refusal } from '../../shared/text/refusals.ts';

type Requests = DeskToServer & DeskCalls;

export type DeskRequest = {
  [E in keyof Requests]: { readonly event: E; readonly body: Parameters<Requests[E]>[0] };
}[keyof Requests];

/** All possible replies, over all requests. */
export type DeskReply =
  | ({ readonly ok: true } & {
      readonly lead?: DeskLead;
      readonly presence?: DeskPresence;
      readonly dueAt?: number | null;
      readonly colleagues?: readonly Colleague[];
    })
  | Failure;

export type PendingRequest = DeskRequest & {
  readonly id: number;
  /** Whether it is being sent now; otherwise it is queued. */
  readonly inFlight: boolean;
  /** Number of sends. After more than one, the server may have carried it out already. */
  readonly tries: number;
  /** The reply takes longer than usual. */
  readonly isLate?: true;
};

export interface CurrentOffer {
  readonly offer: DeskOffer;
  /** On this page's monotonic clock, computed from the server's remaining time. */
  readonly endsAt: number;
}

export type Notice =
  | { readonly kind: 'offerEnded'; readonly reason: OfferEndReason; readonly by?: string }
  | { readonly kind: 'offerGoneWhileDown' }
  | { readonly kind: 'leadGone'; readonly why: string }
  | { readonly kind: 'consultMissed'; readonly name: string }
  | { readonly kind: 'planned'; readonly dueAt: number | null }
  | { readonly kind: 'closed'; readonly isCallback: boolean }
  | { readonly kind: 'booked'; readonly at: number; readonly place?: string }
  | { readonly kind: 'keysUnsure' }
  | { readonly kind: 'refused'; readonly event: DeskRequest['event']; readonly failure: Refusal };

export interface DeskState {
  readonly line: 'connecting' | 'up' | 'down' | 'refused';
  readonly me: DeskMe | null;
  readonly presence: DeskPresence | null;
  readonly offer: CurrentOffer | null;
  readonly lead: DeskLead | null;
  /** The lead that left this desk last, with its epoch then. Older data about it may still be in transit. */
  readonly left: Pick<DeskLead, 'id' | 'epoch'> | null;
  /** The lead accepted in this page. Its call is answered without a second click. */
  readonly acceptedHere: string | null;
  readonly consult: DeskConsult | null;
  /** Teammates that a call could be transferred to, as last loaded; null before that. */
  readonly colleagues: readonly Colleague[] | null;
  readonly promises: readonly DeskPromise[];
  readonly day: DeskDay;
  readonly demo: boolean;
  readonly requests: readonly PendingRequest[];
  readonly nextRequestId: number;
  readonly notice: Notice | null;
}

export type DeskEvent =
  | { readonly kind: 'lineDown' }
  /** The page reconnects on purpose, to load everything again. */
  | { readonly kind: 'reloading' }
  | { readonly kind: 'lineRefused' }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly receivedAt: number }
  | { readonly kind: 'offer'; readonly offer: DeskOffer; readonly receivedAt: number }
  | { readonly kind: 'offerEnded'; readonly offerId: string; readonly reason: OfferEndReason; readonly by?: string }
  | { readonly kind: 'lead'; readonly lead: DeskLead | null; readonly why?: string }
  | { readonly kind: 'consult'; readonly consult: DeskConsult | null }
  | { readonly kind: 'presence'; readonly presence: DeskPresence }
  | { readonly kind: 'day'; readonly day: DeskDay }
  | { readonly kind: 'promises'; readonly promises: readonly DeskPromise[]; readonly day: DeskDay }
  | { readonly kind: 'asked'; readonly request: DeskRequest }
  | { readonly kind: 'sent'; readonly id: number }
  | { readonly kind: 'late'; readonly id: number }
  | { readonly kind: 'unanswered'; readonly id: number }
  /** Its time is up while there is no connection on which the server could say so. */
  | { readonly kind: 'offerTimeUp'; readonly offerId: string }
  | { readonly kind: 'answered'; readonly id: number; readonly reply: DeskReply }
  | { readonly kind: 'noticeRead' };

export const FIRST_STATE: DeskState = {
  line: 'connecting',
  me: null,
  presence: null,
  offer: null,
  lead: null,
  left: null,
  acceptedHere: null,
  consult: null,
  colleagues: null,
  promises: [],
  day: { offered: 0, accepted: 0, missed: 0, talked: 0, closed: 0, won: 0 },
  demo: false,
  requests: [],
  nextRequestId: 1,
  notice: null,
};
