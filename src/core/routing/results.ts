/**
 * What agents achieved with each kind of lead: of the leads they talked with first, how many were won. A kind is a
 * campaign and an interest.
 */
import type { Outcome } from '../vocabulary/outcomes.ts';
import { PLAIN_WORD } from '../vocabulary/touch.ts';

export interface Result {
  readonly talked: number;
  readonly won: number;
}

/** By kind of lead. */
export type Results = ReadonlyMap<string, Result>;

/** What a report knows of a lead, as far as it counts here. */
export interface ResultLine {
  readonly campaignId: string;
  readonly interest?: string;
  /** Who talked first. */
  readonly agentId?: string;
  readonly talkSeconds?: number;
  /** Absent while the lead is open; it counts as not won yet. */
  readonly outcome?: Outcome;
}

/** An interest that reports can’t name is none. */
export function kindOfLead(campaignId: string, interest: string | undefined): string {
  return `${campaignId}/${interest !== undefined && PLAIN_WORD.test(interest) ? interest : ''}`;
}

/** Adds these leads to what each agent achieved. */
export function countResults(byAgent: Map<string, Map<string, Result>>, lines: readonly ResultLine[]): void {
  for (const { campaignId, interest, agentId, talkSeconds, outcome } of lines) {
    if (agentId === undefined || talkSeconds === undefined) continue;
    const own = byAgent.get(agentId) ?? new Map<string, Result>();
    byAgent.set(agentId, own);
    const kind = kindOfLead(campaignId, interest);
    const { talked, won } = own.get(kind) ?? { talked: 0, won: 0 };
    own.set(kind, { talked: talked + 1, won: won + (outcome === 'won' ? 1 : 0) });
  }
}
