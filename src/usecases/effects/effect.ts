/** What each kind of effect says about itself: how it runs, when, how often it is retried, and what its failure leaves. */
import type { Effect } from '../../core/lead/effects.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { readonly kind: K }>;

export interface EffectSpec<E extends Effect = Effect> {
  /**
   * Does what must be done; doing it twice is harmless. Resolves to the time of the next try when it isn't done yet,
   * otherwise to nothing. Rejects when it failed.
   */
  run(parts: Parts, leadId: string, effect: E): Promise<Moment | undefined> | Promise<void>;
  /**
   * - withChange    right after the change; the caller that made the change waits for it
   * - afterAnswer   right after the change; no one waits, because it depends on the phone network
   * - inBackground  by the sweep, a few seconds later
   *
   * The sweep also runs what a crash left behind, of any kind.
   */
  readonly when: 'withChange' | 'afterAnswer' | 'inBackground';
  /** The pauses in ms between tries. When the try after the last one fails, the effect is a dead letter. */
  readonly retries: readonly number[];
  /**
   * - kept     still owed: stays on its lead, counts as an exception to the law of conservation, and is tried again
   *            after the next start
   * - dropped  pointless by then: removed
   */
  readonly deadLetter: 'kept' | 'dropped';
}

/** For what matters only now: about two minutes. */
export const BRIEF: readonly number[] = [SECOND, 10 * SECOND, 30 * SECOND, MINUTE];
/** For what outlasts an outage: about eight hours. */
export const PATIENT: readonly number[] = [
  ...[SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 4 * HOUR],
];

/** A request to the phone network. Without a network there is nothing to do. */
export function phoneEffect<K extends Effect['kind']>(
  run: (parts: Parts, phone: Phone, leadId: string, effect: EffectOf<K>) => Promise<void>,
): EffectSpec<EffectOf<K>> {
  return {
    run: async (parts, leadId, effect) => {
      if (parts.phone) await run(parts, parts.phone, leadId, effect);
    },
    when: 'afterAnswer',
    retries: PATIENT,
    // Calls end by themselves, and settleCalls.ts asks the network about those that say nothing.
    deadLetter: 'dropped',
  };
}
