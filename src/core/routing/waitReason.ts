/**
 * Why a lead waits now, as one reason: what stands closest to an offer. A busy agent will be free sooner than an agent
 * who is away comes back, and an agent on another team never takes it.
 */
import type { Decision, PassedOverReason } from './decision.ts';

/** Closest first. `next`: an agent is free for it. `nobody`: there are no agents. */
const CLOSENESS = [
  { why: 'orderUnknown', reasons: ['orderUnknown'] },
  { why: 'lastAgent', reasons: ['keptForLastAgent'] },
  { why: 'busy', reasons: ['otherOffer', 'wrapUp', 'connecting', 'onCall', 'busy'] },
  { why: 'tried', reasons: ['justTried', 'tried', 'declined'] },
  { why: 'pause', reasons: ['coolDown', 'capHour'] },
  { why: 'silent', reasons: ['silent'] },
  { why: 'capDay', reasons: ['capDay'] },
  { why: 'away', reasons: ['away', 'absent'] },
  { why: 'noTelephone', reasons: ['noTelephone'] },
  { why: 'skills', reasons: ['skillLevel', 'skills'] },
  { why: 'language', reasons: ['language'] },
  { why: 'offline', reasons: ['offline'] },
  { why: 'refused', reasons: ['refused'] },
  { why: 'promised', reasons: ['promisedToAnother'] },
  { why: 'site', reasons: ['otherSite'] },
  { why: 'team', reasons: ['otherTeam'] },
] as const satisfies readonly { readonly why: string; readonly reasons: readonly PassedOverReason[] }[];

export interface WaitReason {
  readonly why: 'next' | 'nobody' | (typeof CLOSENESS)[number]['why'];
  /** The agents it concerns. */
  readonly agentIds: readonly string[];
}

export function waitReasonOf({ winners, passedOver }: Pick<Decision, 'winners' | 'passedOver'>): WaitReason {
  if (winners.length > 0) return { why: 'next', agentIds: winners.map(({ agentId }) => agentId) };
  for (const { why, reasons } of CLOSENESS) {
    const agentIds = reasons.flatMap((reason) => passedOver[reason] ?? []);
    if (agentIds.length > 0) return { why, agentIds };
  }
  return { why: 'nobody', agentIds: [] };
}
