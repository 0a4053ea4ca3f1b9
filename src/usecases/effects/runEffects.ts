/**
 * Runs effects: right after their change, and by the sweep what was left behind. An effect stays on its lead until it
 * is delivered, so a crash loses none:
 *
 *     due ──(run)──▶ delivered
 *      ▲ └─(failed, or not yet)──▶ due again after the kind's next pause
 *      │ └─(failed for the last time)──▶ dead letter: kept on the lead, or dropped
 *      └──(a node starts)───────────────────┘
 */
import type { Effect } from '../../core/lead/effects.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { EffectSpec } from './effect.ts';
import { EFFECTS } from './table.ts';

const LEASE_MS = 30 * SECOND;
/** An effect is first tried with its change; what is still due after this time was left behind. */
const LEFT_BEHIND_MS = 5 * SECOND;
const BATCH = 100;

/** Runs what a change that is on disk still has to cause. Never rejects: what fails is retried by the sweep. */
export async function runEffects(parts: Parts, leadId: string, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    const spec: EffectSpec = EFFECTS[effect.kind];
    if (spec.when === 'inBackground') continue;
    const tried = attempt(parts, leadId, effect, spec);
    if (spec.when === 'withChange') await tried;
  }
}

/** The sweep. Its first run also tries dead letters again: a new version or new settings may have removed the cause. */
export function effectSweep(parts: Parts): () => Promise<number> {
  let isFirst = true;
  return async () => {
    if (isFirst) {
      const revived = await parts.outbox.revive(parts.clock.now());
      isFirst = false;
      if (revived > 0) parts.log.info({ count: revived }, 'dead letters are tried again');
    }
    return sweepEffects(parts);
  };
}

/** Runs the effects that are due, those of one lead in order. Returns how many there were. */
export async function sweepEffects(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  const leased = await parts.outbox.lease(now - LEFT_BEHIND_MS, now + LEASE_MS, BATCH);
  const ofLead = new Map<string, Effect[]>();
  for (const { leadId, effect } of leased) ofLead.set(leadId, [...(ofLead.get(leadId) ?? []), effect]);
  // Side by side: one that waits for the phone network delays no other lead.
  await Promise.all([...ofLead].map(([leadId, effects]) => retryInOrder(parts, leadId, effects)));
  return leased.length;
}

async function retryInOrder(parts: Parts, leadId: string, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    if (!Object.hasOwn(EFFECTS, effect.kind)) {
      parts.log.error({ leadId, effect: effect.kind }, 'an unknown effect was left to a newer version');
      continue;
    }
    const spec: EffectSpec = EFFECTS[effect.kind];
    // Its tries ended without a result: each time the process died.
    if ((effect.tries ?? 0) > spec.retries.length) await failed(parts, leadId, effect, spec, 'the process ended');
    else await attempt(parts, leadId, effect, spec);
  }
}

async function attempt(parts: Parts, leadId: string, effect: Effect, spec: EffectSpec): Promise<void> {
  try {
    const againAt = await spec.run(parts, leadId, effect);
    if (typeof againAt === 'number') await parts.outbox.retry(leadId, effect.id, { at: againAt, tries: 0 });
    else await parts.outbox.delivered(leadId, effect, parts.clock.now());
  } catch (error) {
    await failed(parts, leadId, effect, spec, error);
  }
}

/** If this fails too, the effect is due again when its lease ends. */
async function failed(
  parts: Parts,
  leadId: string,
  effect: Effect,
  { retries, deadLetter }: EffectSpec,
  error: unknown,
): Promise<void> {
  const { id, kind, tries = 0 } = effect;
  const pause = retries[tries];
  const about = { leadId, effect: kind, tries: tries + 1, err: error };
  try {
    if (pause !== undefined) {
      parts.log.error(about, 'an effect failed; it will be retried');
      await parts.outbox.retry(leadId, id, { at: parts.clock.now() + pause, tries });
      return;
    }
    parts.vitals.effectFailed(kind);
    parts.log.error({ ...about, deadLetter }, 'an effect failed for the last time and is a dead letter');
    if (deadLetter === 'kept') await parts.outbox.keep(leadId, id);
    else await parts.outbox.drop(leadId, id);
  } catch (err) {
    parts.log.warn({ leadId, effect: kind, err }, 'failed to put back an effect; its lease will end');
  }
}
