/**
 * A lead is scored when it opens, in the write that creates it, and again when what is known about the open lead
 * changes, in the write of that change (V190, V191): by the model in use, or else by its campaign's rules.
 */
import { possiblePlaces } from '../law/possiblePlaces.ts';
import { knownOf } from '../score/known.ts';
import { scoreByModel } from '../score/model.ts';
import { scoreByRules, type ScoreFacts } from '../score/rules.ts';
import type { InquirySource } from '../vocabulary/inquirySources.ts';
import type { Person } from '../vocabulary/people.ts';
import type { Behavior, LeadScore } from '../vocabulary/score.ts';
import type { Moment } from '../vocabulary/time.ts';
import { sourceIn, type Touch } from '../vocabulary/touch.ts';
import type { Lead } from './lead.ts';
import { ruleFactsOf } from './ruleFacts.ts';
import type { Context } from './step.ts';

type Scored = Pick<Context, 'scoring' | 'model' | 'hours'>;

/** The lead with its score; without one if nothing scores it. */
export function withScore(lead: Lead, context: Scored): Lead {
  const score = scoreOf(lead, context);
  if (score) return { ...lead, score };
  const { score: _score, ...rest } = lead;
  return rest;
}

/** An open lead with a new score if more or something else is known about it than before; otherwise it keeps its score. */
export function rescored(before: Lead, lead: Lead, context: Scored): Lead {
  if (lead.state === 'closed' || knowledgeOf(lead) === knowledgeOf(before)) return lead;
  return withScore(lead, context);
}

function knowledgeOf(lead: Lead): string {
  const facts = scoreFactsOf(lead);
  return JSON.stringify({ ...facts, places: facts.places() });
}

function scoreOf(lead: Lead, { scoring, model, hours: { zone } }: Scored): LeadScore | null {
  if (!scoring && !model) return null;
  const facts = scoreFactsOf(lead);
  if (!model) return scoring ? scoreByRules(scoring, facts, { zone }) : null;
  const { usesProtected } = model.learned;
  const known = knownOf(facts, { id: lead.campaignId, zone, fields: model.fields, usesProtected });
  return scoreByModel(model.learned, known);
}

/** What is known now, and what the customer did when the lead opened. */
export function scoreFactsOf(lead: Lead): ScoreFacts {
  const { score: _score, ...facts } = ruleFactsOf(lead);
  const { person, message, inquiries, consents, liveCall, previousLeadId } = lead;
  const [first] = inquiries;
  const kind = first?.kind ?? 'form';
  const given = consents[0];
  const consent = { now: given?.now === true, text: given?.text === true };
  const isReturning = previousLeadId !== undefined;
  const onPhone = liveCall?.direction === 'inbound';
  const done = { kind, person, message, callAt: first?.callAt, consent, isReturning, onPhone };
  return { ...facts, kind, behaviors: behaviorsOf(done), openedAt: lead.createdAt };
}

/** The same of a lead as it was when it opened, by the inquiry that opened it. */
export function openingFacts({ openedAt, isReturning, inquiry }: Opening): ScoreFacts {
  const { person, interest, answers, source: touch, kind } = inquiry;
  const source = sourceIn(touch);
  return {
    language: person.language,
    answers,
    ...(interest !== undefined && { interest }),
    ...(source !== undefined && { source }),
    places: () => possiblePlaces(person),
    kind,
    behaviors: behaviorsOf({ ...inquiry, isReturning, onPhone: false }),
    openedAt,
  };
}

interface Opening {
  readonly openedAt: Moment;
  readonly isReturning: boolean;
  readonly inquiry: Omit<Done, 'isReturning' | 'onPhone'> & {
    readonly interest?: string;
    readonly answers: Lead['answers'];
    readonly source: Touch;
  };
}

interface Done {
  readonly kind: InquirySource;
  readonly person: Person;
  readonly message?: string | undefined;
  readonly callAt?: Moment | undefined;
  readonly consent: { readonly now: boolean; readonly text: boolean };
  readonly isReturning: boolean;
  readonly onPhone: boolean;
}

function behaviorsOf({ kind, person, message = '', callAt, consent, isReturning, onPhone }: Done): readonly Behavior[] {
  const shown: readonly (readonly [Behavior, boolean])[] = [
    ['wroteMessage', message !== ''],
    ['gaveEmail', person.email !== undefined],
    ['wantsCallNow', consent.now],
    ['choseTime', callAt !== undefined],
    ['permitsText', consent.text],
    ['onPhone', onPhone || kind === 'call'],
    ['returning', isReturning],
  ];
  return shown.flatMap(([behavior, isShown]) => (isShown ? [behavior] : []));
}
