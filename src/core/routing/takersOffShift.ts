/** Who isn't on shift and could take a lead if they were: for saying when someone is expected. Decides no offer. */
import type { Moment } from '../vocabulary/time.ts';
import type { Candidate, RoutedLead } from './candidate.ts';
import { isLasting, questionOf, refusalOf } from './eligibility.ts';
import type { PolicyStep } from './policy.ts';
import type { LeadPolicy } from './rules.ts';

/** Their IDs, under this step or one that follows. */
export function takersOffShift(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): readonly string[] {
  const questions = policy.steps.slice(policy.steps.indexOf(step)).map((one) => questionOf(lead, policy, one, now));
  return candidates.flatMap((candidate) => {
    const { agent } = candidate;
    if (agent.presence !== 'offline') return [];
    const onShift: Candidate = { ...candidate, agent: { ...agent, presence: 'available', reach: 'reachable' } };
    const isTaker = questions.some((question) => {
      const reason = refusalOf(onShift, question);
      // A phone is connected when the shift begins.
      return reason === null || reason === 'noTelephone' || !isLasting(reason);
    });
    return isTaker ? [agent.id] : [];
  });
}
