/** Runs the effects that a crash or a failure left behind, and those that change other leads. */
import { assertNever } from '../core/errors.ts';
import { isBetweenLeads, type BetweenLeads, type Effect } from '../core/lead/effects.ts';
import { SECOND } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { deliver, deliverBy } from './deliverEffects.ts';
import { absorbLead, restoreMerged } from './absorbLead.ts';
import { reopenSpam } from './restoreLead.ts';

const LEASE_MS = 30 * SECOND;
const RETRY_MS = 5 * SECOND;
const BATCH = 100;

/** Returns how many there were. */
export async function deliverDueEffects(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  // An effect is first tried with its change; what is still there a little later was left behind.
  const leased = await parts.outbox.lease(now - RETRY_MS, now + LEASE_MS, BATCH);
  for (const { leadId, effect } of leased) {
    if (isBetweenLeads(effect)) await deliverBetween(parts, leadId, [effect]);
    else await deliver(parts, leadId, effect);
  }
  return leased.length;
}

/** Runs at once what a change of one lead does to others. */
export async function deliverBetween(parts: Parts, leadId: string, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects.filter(isBetweenLeads)) {
    await deliverBy(parts, leadId, effect, () => run(parts, leadId, effect));
  }
}

async function run(parts: Parts, leadId: string, effect: BetweenLeads): Promise<void> {
  switch (effect.kind) {
    case 'reopen':
      return reopenSpam(parts, leadId, effect.byId);
    case 'absorb':
      return absorbLead(parts, leadId, effect.intoLeadId);
    case 'restore':
      return restoreMerged(parts, leadId, effect.fromLeadId, effect.byId);
    default:
      return assertNever(effect);
  }
}
