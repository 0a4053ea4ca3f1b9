/**
 * A lead is scored when it opens, in the write that creates it, and again when what is known about the open lead
 * changes, in the write of that change (V190, V191).
 */
import { scoreByRules, type ScoreFacts, type Scoring } from '../score/rules.ts';
import type { Behavior, LeadScore } from '../vocabulary/score.ts';
import type { LeadEvent } from './events.ts';
import type { Lead } from './lead.ts';
import { ruleFactsOf } from './ruleFacts.ts';
import type { Context, Step } from './step.ts';

/** Events that can change what is known. */
const TEACHES: readonly LeadEvent['kind'][] = ['profile', 'inquiry'];

/** The lead with its score; without one if the campaign doesn't score. */
export function withScore(lead: Lead, context: Pick<Context, 'scoring' | 'hours'>): Lead {
  const score = scoreOf(lead, context);
  if (score) return { ...lead, score };
  const { score: _score, ...rest } = lead;
  return rest;
}

/** The step with a new score if it changed what is known about an open lead. */
export function withNewScore(before: Lead, event: LeadEvent['kind'], step: Step, context: Context): Step {
  if (step.kind !== 'changed' || step.lead.state === 'closed' || !TEACHES.includes(event)) return step;
  const { person, interest, answers } = step.lead;
  const isSame = person === before.person && interest === before.interest && answers === before.answers;
  return isSame ? step : { ...step, lead: withScore(step.lead, context) };
}

function scoreOf(lead: Lead, { scoring, hours }: { scoring?: Scoring; hours: Context['hours'] }): LeadScore | null {
  return scoring ? scoreByRules(scoring, scoreFactsOf(lead), hours) : null;
}

/** What is known now, and what the customer did when the lead opened. */
export function scoreFactsOf(lead: Lead): ScoreFacts {
  const { score: _score, ...facts } = ruleFactsOf(lead);
  return { ...facts, kind: lead.inquiries[0]?.kind ?? 'form', behaviors: behaviorsOf(lead), openedAt: lead.createdAt };
}

function behaviorsOf({ person, message, inquiries, consents, liveCall, previousLeadId }: Lead): readonly Behavior[] {
  const [first] = inquiries;
  const [consent] = consents;
  const shown: readonly (readonly [Behavior, boolean])[] = [
    ['wroteMessage', (message ?? '') !== ''],
    ['gaveEmail', person.email !== undefined],
    ['wantsCallNow', consent?.now === true],
    ['choseTime', first?.callAt !== undefined],
    ['permitsText', consent?.text === true],
    ['onPhone', first?.kind === 'call' || liveCall?.direction === 'inbound'],
    ['returning', previousLeadId !== undefined],
  ];
  return shown.flatMap(([behavior, isShown]) => (isShown ? [behavior] : []));
}
