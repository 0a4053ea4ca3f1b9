/**
 * Whether a call is answered at all, and whom we may dial: what keeps robots from running up the bill of a toll-free
 * number (toll-free pumping) and of the numbers that a form may name (IRSF). A refused call is not billed, is recorded,
 * and its reason is counted.
 */
import type { CallFlow } from './flow.ts';
import type { RejectReason } from './call.ts';

export interface CallerHistory {
  /** Calls of this number in the last hour, this one left out. */
  readonly ofCaller: number;
  /** Calls of the same block: of numbers that agree but for the last four digits, or of all who withhold theirs. */
  readonly ofPrefix: number;
}

/** Null when the call is answered. `tel` is absent for who withholds it: they are served, and count with each other. */
export function admitCaller(flow: CallFlow, tel: string | undefined, history: CallerHistory): RejectReason | null {
  const { blocked, perCallerPerHour, perPrefixPerHour } = flow.limits;
  if (tel !== undefined && blocked.some((beginning) => tel.startsWith(beginning))) return 'blocked';
  return history.ofCaller >= perCallerPerHour || history.ofPrefix >= perPrefixPerHour ? 'tooMany' : null;
}

/** What the callers of one block have in common; those of a campaign who withhold their numbers are one. */
export function blockOf(tel: string | undefined, campaignId: string): string {
  return tel === undefined ? `withheld:${campaignId}` : tel.slice(0, -4);
}

export type DialRefusal = 'country' | 'numberType' | 'overBudget';

// Dialling these costs by the minute, reaches a machine, or a firm instead of the person.
const REFUSED_TYPES = ['PREMIUM_RATE', 'PERSONAL_NUMBER', 'SHARED_COST', 'TOLL_FREE', 'UAN', 'VOICEMAIL', 'PAGER'];

/** A well-formed number of a range that nobody knows yet: it may be called by somebody who looks at it, and by nothing else. */
export const UNKNOWN_TYPE = 'UNKNOWN';

/** Null when the person's number may be dialled for money; the law of contact is another question. */
export function mayDial(
  flow: CallFlow,
  person: { readonly telCountry?: string; readonly telType?: string },
  minutesToday: number,
): DialRefusal | null {
  if (minutesToday >= flow.limits.minutesPerDay) return 'overBudget';
  if (person.telCountry === undefined || !flow.dialling.countries.includes(person.telCountry)) return 'country';
  return person.telType !== undefined && REFUSED_TYPES.includes(person.telType) ? 'numberType' : null;
}
