/**
 * Whether to answer a call, and which numbers we may dial. This keeps robots from running up the bill of a toll-free
 * number (toll-free pumping) and of numbers submitted through a form (IRSF). A rejected call isn't billed; it is
 * recorded and its reason counted.
 */
import type { DialRefusal } from '../vocabulary/contact.ts';
import type { CallFlow } from './flow.ts';
import type { RejectReason } from './call.ts';

export interface CallerHistory {
  /** Calls from this number in the last hour, not including this one. */
  readonly ofCaller: number;
  /** Calls from the same block: numbers that differ only in the last four digits, or all withheld numbers. */
  readonly ofPrefix: number;
}

/** null when the call is answered. `tel` is absent for withheld numbers, which are served and counted together. */
export function admitCaller(flow: CallFlow, tel: string | undefined, history: CallerHistory): RejectReason | null {
  const { blocked, perCallerPerHour, perPrefixPerHour } = flow.limits;
  if (tel !== undefined && blocked.some((beginning) => tel.startsWith(beginning))) return 'blocked';
  return history.ofCaller >= perCallerPerHour || history.ofPrefix >= perPrefixPerHour ? 'tooMany' : null;
}

/** The key of a caller's block. Withheld numbers of a campaign form one block. */
export function blockOf(tel: string | undefined, campaignId: string): string {
  return tel === undefined ? `withheld:${campaignId}` : tel.slice(0, -4);
}

// Dialing these types costs by the minute, or reaches a machine or a company instead of a person.
const REFUSED_TYPES = ['PREMIUM_RATE', 'PERSONAL_NUMBER', 'SHARED_COST', 'TOLL_FREE', 'UAN', 'VOICEMAIL', 'PAGER'];

/** A valid number in an unassigned range. A person may dial it manually; the system never dials it. */
export const UNKNOWN_TYPE = 'UNKNOWN';

/** null when the number may be dialed at our cost. Whether the law permits contact is a separate check. */
export function mayDial(
  flow: CallFlow,
  person: { readonly telCountry?: string; readonly telType?: string },
  minutesToday: number,
): DialRefusal | null {
  if (minutesToday >= flow.limits.minutesPerDay) return 'overBudget';
  if (person.telCountry === undefined || !flow.dialling.countries.includes(person.telCountry)) return 'country';
  return person.telType !== undefined && REFUSED_TYPES.includes(person.telType) ? 'numberType' : null;
}
