/** Runs effects that a crash or a failure left behind, and those that change other leads. */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isBetweenLeads, type BetweenLeads, type Effect, type TextEffect } from '../../core/lead/effects.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { deliver, deliverOrLog } from './deliverEffects.ts';
import { sendTextBack } from '../calls/textBack.ts';
import { absorbLead, restoreMerged } from './absorbLead.ts';
import { restoreClosedLead } from './restoreLead.ts';

const LEASE_MS = 30 * SECOND;
const RETRY_MS = 5 * SECOND;
const BATCH = 100;

/** Returns how many there were. */
export async function deliverDueEffects(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  // Effects are first tried with their change; what remains a little later was left behind.
  const leased = await parts.outbox.lease(now - RETRY_MS, now + LEASE_MS, BATCH);
  // Texts wait for the network; other effects don't wait for texts.
  const texts = leased.map(({ leadId, effect }) =>
    effect.kind === 'textBack' ? deliverText(parts, leadId, effect) : Promise.resolve(),
  );
  for (const { leadId, effect } of leased) {
    if (isBetweenLeads(effect)) await deliverBetween(parts, leadId, [effect]);
    else await deliver(parts, leadId, effect);
  }
  await Promise.all(texts);
  return leased.length;
}

/** After a failure it is retried when its lease ends. */
async function deliverText(parts: Parts, leadId: string, effect: TextEffect): Promise<void> {
  try {
    const againAt = await sendTextBack(parts, leadId, effect);
    if (againAt === null) await parts.outbox.delivered(leadId, effect, parts.clock.now());
    else await parts.outbox.retry(leadId, effect.id, againAt);
  } catch (error) {
    parts.log.error({ leadId, effect: effect.kind, err: error }, 'an effect failed; it will be retried');
  }
}

/** Immediately runs the effects of one lead's change on others. */
export async function deliverBetween(parts: Parts, leadId: string, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects.filter(isBetweenLeads)) {
    await deliverOrLog(parts, leadId, effect, () => run(parts, leadId, effect));
  }
}

async function run(parts: Parts, leadId: string, effect: BetweenLeads): Promise<void> {
  switch (effect.kind) {
    case 'reopen':
      return restoreClosedLead(parts, leadId, effect.byId);
    case 'absorb':
      return absorbLead(parts, leadId, effect.intoLeadId);
    case 'restore':
      return restoreMerged(parts, leadId, effect.fromLeadId, effect.byId);
    default:
      return assertNever(effect);
  }
}
