/**
 * Lifts the entry of a number (L6) and returns its waiting lead to the queue. The caller must have checked that the act
 * may lift it: a key pressed in an attested call, START by text, or an administrator's reason.
 */
import type { DoNotCallAct } from '../../ports/doNotCall.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';

/** False if no entry was in force. Also recovers a lead that a crash left behind. */
export async function liftDoNotCall(parts: Parts, act: DoNotCallAct): Promise<boolean> {
  const isLifted = await parts.doNotCall.lift(act);
  const lead = await parts.leads.openByKey(`tel:${act.tel}`);
  if (lead?.state === 'callback' && lead.promise.why === 'doNotCall')
    await changeLead(parts, lead.id, { kind: 'unlisted', by: act.by, source: act.source });
  return isLifted;
}
