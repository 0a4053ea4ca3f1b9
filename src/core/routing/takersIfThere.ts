/** Who could take a lead if they were there: for saying whether and when someone is expected. Decides no offer. */
import type { Agent } from '../agent/agent.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Candidate, RoutedLead } from './candidate.ts';
import { isLasting, questionOf, refusalOf } from './eligibility.ts';
import type { PolicyStep } from './policy.ts';
import type { LeadPolicy } from './rules.ts';

/** Of these agents, under this step or one that follows, also if they are busy with what they hold. */
export function takersIfThere(
  lead: RoutedLead,
  candidates: readonly Candidate[],
  policy: LeadPolicy,
  step: PolicyStep,
  now: Moment,
): readonly Agent[] {
  const questions = stepsAhead(policy, step).map((one) => questionOf(lead, policy, one, now));
  return candidates.flatMap((candidate) => {
    const { agent } = candidate;
    const there: Candidate = { ...candidate, agent: { ...agent, presence: 'available', reach: 'reachable' } };
    const isTaker = questions.some((question) => {
      const reason = refusalOf(there, question);
      // A phone is connected when the shift begins.
      return reason === null || reason === 'noTelephone' || !isLasting(reason);
    });
    return isTaker ? [agent] : [];
  });
}

/** Whether supervisors are asked now or later: they may give the lead to someone. */
export function asksSupervisors(policy: LeadPolicy, step: PolicyStep): boolean {
  return stepsAhead(policy, step).some(({ supervisors }) => supervisors === true);
}

/** This step of the policy and those that follow. */
export function stepsAhead({ steps }: LeadPolicy, step: PolicyStep): readonly PolicyStep[] {
  return steps.slice(steps.indexOf(step));
}
