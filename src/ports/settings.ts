/** Small facts about the service, and answers kept for requests that carry a key. */
import type { Moment } from '../core/vocabulary/time.ts';
import type { Edited, Replaced } from './basics.ts';

/** Small facts about the whole service: marks, one-time links, the routing lease. */
export interface SettingsStore {
  get<T>(key: string): Promise<T | null>;
  set(key: string, value: unknown): Promise<void>;
  /** Writes a value with a version if it is still at `basedOn`; 0 for one that has none yet. */
  replace(key: string, value: Edited, basedOn: number): Promise<Replaced>;
  /** Removes the key and says whether it was there with this value: for links that work once. */
  takeOnce(key: string, value: unknown): Promise<boolean>;
  /** Takes or renews a lease; false while somebody else holds it. */
  lease(name: string, holder: string, now: Moment, until: Moment): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** What a request with a key was answered: the status and the JSON text. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** Requests that carry a key: claimed before they act, their answers kept for a day. */
export interface ReplyStore {
  /**
   * `claimed` when the request may act: it is the first, or the one before it was claimed at or before `lostBefore` and
   * has no answer. A claim is known by its moment, `now`.
   */
  claim(
    id: string,
    bodyHash: string,
    now: Moment,
    lostBefore: Moment,
  ): Promise<
    | { readonly kind: 'claimed' }
    | { readonly kind: 'pending' }
    | { readonly kind: 'kept'; readonly answer: KeptAnswer }
    | { readonly kind: 'other-body' }
  >;
  /** Nothing happens when the claim of that moment was taken over. */
  keep(id: string, at: Moment, answer: KeptAnswer): Promise<void>;
  release(id: string, at: Moment): Promise<void>;
}
