/** Which of our numbers the sender of an inquiry is told to call. */
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';

/**
 * That of the campaign that they wrote to, whatever else their lead is about: on the receipt, their own page and by email.
 * Undefined if they left no number, since they are written to, or the campaign takes no calls.
 */
export async function numberToCall(
  parts: Pick<Parts, 'campaigns'>,
  { campaignId, person }: Pick<Inquiry, 'campaignId' | 'person'>,
): Promise<string | undefined> {
  if (person.tel === undefined) return undefined;
  return (await parts.campaigns.byId(campaignId))?.calls?.numbers[0];
}
