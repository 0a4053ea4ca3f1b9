/** Adds numbers to the do-not-call list and cancels planned contacts with them at once (L24). */
import type { DoNotCallAct } from '../../ports/doNotCall.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';

type Act = Omit<DoNotCallAct, 'tel'>;

export async function listNumber(parts: Parts, { tel, ...act }: DoNotCallAct): Promise<'added' | 'known'> {
  const added = await parts.doNotCall.add({ ...act, tel });
  // Also if it was listed before: a crash may have interrupted this.
  await endPlans(parts, [tel], act);
  return added;
}

/** Returns the numbers that were not in force before. */
export async function listNumbers(parts: Parts, tels: readonly string[], act: Act): Promise<readonly string[]> {
  const added = await parts.doNotCall.addAll(tels, act);
  await endPlans(parts, tels, act);
  return added;
}

async function endPlans(parts: Parts, tels: readonly string[], { by, source }: Act): Promise<void> {
  const listed = new Set(tels);
  for (const { id, tel } of await parts.doNotCall.openLeads(tels))
    if (tel !== undefined && listed.has(tel)) await changeLead(parts, id, { kind: 'listed', by, tel, source });
}
