/** Small values about the service, and stored responses of requests with a key. */
import type { Moment } from '../core/vocabulary/time.ts';
import type { Edited, Replaced } from './basics.ts';

/** Small values about the whole service: marks, one-time links, leases. */
export interface SettingsStore {
  get<T>(key: string): Promise<T | null>;
  set(key: string, value: unknown): Promise<void>;
  /** Writes a versioned value if it is still at `basedOn`; 0 if none is stored yet. */
  replace(key: string, value: Edited, basedOn: number): Promise<Replaced>;
  /** Removes the key and returns whether it had this value: for one-time links. */
  takeOnce(key: string, value: unknown): Promise<boolean>;
  /** Takes or renews a lease; false while another holder has it. */
  lease(name: string, holder: string, now: Moment, until: Moment): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** The response to a request with a key: status and JSON text. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** Requests with a key: claimed before they act; responses are kept for a day. */
export interface ReplyStore {
  /**
   * `claimed` if the request may act: it is the first, or the previous claim dates from `lostBefore` or earlier and has
   * no response. A claim is identified by its time, `now`.
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
  /** Does nothing if another request took over the claim. */
  keep(id: string, at: Moment, answer: KeptAnswer): Promise<void>;
  release(id: string, at: Moment): Promise<void>;
}
