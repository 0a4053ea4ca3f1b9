/**
 * The result of one decision about a lead, and what a decision may use besides the lead. A decision writes nothing: the
 * store makes the change with one conditional write, or reports that another change came first.
 */
import type { FloorLoad } from '../callback/backlog.ts';
import type { CallbackContext } from '../callback/planPromise.ts';
import type { Failure, FailureCode } from '../vocabulary/errors.ts';
import type { Policy } from '../routing/policy.ts';
import type { ScoreModel } from '../score/model.ts';
import type { Scoring } from '../score/rules.ts';
import type { FormField } from '../vocabulary/form.ts';
import { HOUR, type Moment } from '../vocabulary/time.ts';
import type { Effect, EffectKind } from './effects.ts';
import type { Actor } from '../vocabulary/people.ts';
import type { Lead, LeadFacts, Place } from './lead.ts';
import type { Entry, EntryKind } from './timeline.ts';

export interface LeadChange {
  readonly lead: Lead;
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  /** The agent who finished with the lead: moves to the end of the longest-idle order. */
  readonly freed?: string;
}

export type Step =
  | ({ readonly kind: 'changed' } & LeadChange)
  /** The event no longer applies, or was already applied: nothing to write, and no error. */
  | { readonly kind: 'same' }
  | ({ readonly kind: 'refused'; readonly code: FailureCode; readonly message: string } & RefusalDetails);

type RefusalDetails = Pick<Failure, 'mistakes' | 'current'>;

export interface Context extends CallbackContext {
  readonly policy: Policy;
  /** The campaign's bonus: its leads rank as if they had already waited this many seconds. */
  readonly bonusSeconds: number;
  /** How long a caller waits in line before a callback is promised; absent: the policy decides. */
  readonly lineMs?: number;
  /** Given where many callbacks may be due at once: the queue and the agents for it. */
  readonly load?: FloorLoad;
  /** How the campaign scores its leads; absent if it doesn't. */
  readonly scoring?: Scoring;
  /** The model in use, which scores instead, with the campaign's fields; absent if none is. */
  readonly model?: { readonly learned: ScoreModel; readonly fields: readonly FormField[] };
}

/** Webhooks are late by seconds; no one calls this often in that time. */
const PAST_CALLS = 10;

export const SAME: Step = { kind: 'same' };

export function refuse(code: FailureCode, message: string, details: RefusalDetails = {}): Step {
  return { kind: 'refused', code, message, ...details };
}

/** The step, after which this agent is done with the lead. */
export function withFreed(step: Step, { agentId }: { readonly agentId: string }): Step {
  return step.kind === 'changed' ? { ...step, freed: agentId } : step;
}

/** The facts of a lead that outlive its state; fields of the current state are left out. */
export function factsOf(lead: Lead): LeadFacts {
  const { id, campaignId, person, interest, message, answers, inquiries, consents, attempts } = lead;
  const {
    createdAt,
    changedAt,
    epoch,
    seq,
    promise,
    appointment,
    liveCall,
    pastCalls,
    skills,
    refusedBy,
    previousLeadId,
    knownAgentId,
    firstTouch,
    suspectedDuplicateIds,
    differentFromIds,
    note,
    survey,
    score,
    tags,
    clearedAt,
    continuedAs,
    mergedInto,
    absorbed,
    lastAccept,
    firstTalk,
    lastTalk,
  } = lead;
  return {
    id,
    campaignId,
    person,
    answers,
    inquiries,
    consents,
    attempts,
    createdAt,
    changedAt,
    epoch,
    seq,
    suspectedDuplicateIds,
    ...(interest !== undefined && { interest }),
    ...(message !== undefined && { message }),
    ...(promise !== undefined && { promise }),
    ...(appointment !== undefined && { appointment }),
    ...(liveCall !== undefined && { liveCall }),
    ...(pastCalls !== undefined && { pastCalls }),
    ...(skills !== undefined && { skills }),
    ...(refusedBy !== undefined && { refusedBy }),
    ...(previousLeadId !== undefined && { previousLeadId }),
    ...(knownAgentId !== undefined && { knownAgentId }),
    ...(firstTouch !== undefined && { firstTouch }),
    ...(differentFromIds !== undefined && { differentFromIds }),
    ...(note !== undefined && { note }),
    ...(survey !== undefined && { survey }),
    ...(score !== undefined && { score }),
    ...(tags !== undefined && { tags }),
    ...(clearedAt !== undefined && { clearedAt }),
    ...(continuedAs !== undefined && { continuedAs }),
    ...(mergedInto !== undefined && { mergedInto }),
    ...(absorbed !== undefined && { absorbed }),
    ...(lastAccept !== undefined && { lastAccept }),
    ...(firstTalk !== undefined && { firstTalk }),
    ...(lastTalk !== undefined && { lastTalk }),
  };
}

/** The lead with its promise ended; the caller records how in the history. */
export function withoutPromise(lead: Lead): Lead {
  return { ...lead, promise: undefined } as Lead;
}

/** The lead without the person's call: it is over, or they left it. */
export function withoutCall(lead: Lead): Lead {
  const { liveCall, pastCalls = [] } = lead;
  if (!liveCall) return lead;
  return { ...lead, liveCall: undefined, pastCalls: [...pastCalls, liveCall.callId].slice(-PAST_CALLS) };
}

/** A conversation this long before an appointment keeps it; an earlier one is about something else. */
const KEPT_EARLY_MS = HOUR;

/** The lead with a new conversation of this agent, for the day's figures. Around its time, it keeps the appointment. */
export function withTalk(lead: Lead, agentId: string, at: Moment): Lead {
  const talk = { agentId, at };
  const isKept = lead.appointment !== undefined && at >= lead.appointment.at - KEPT_EARLY_MS;
  return {
    ...lead,
    firstTalk: lead.firstTalk ?? talk,
    lastTalk: talk,
    ...(isKept && { appointment: undefined }),
  };
}

/**
 * The entry of a conversation that begins; the day's figures count the lead's first one. `at.place`: where they met, if
 * it isn't a call.
 */
export function talkingNote(lead: Lead, agentId: string, at: { readonly place?: string } = {}): Note {
  const isFirst = lead.firstTalk === undefined;
  return { kind: 'talking', by: { kind: 'agent', id: agentId }, data: { ...(isFirst && { isFirst }), ...at } };
}

export interface Note {
  readonly kind: EntryKind;
  readonly by: Actor;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The lead in another state, or with another holder: epoch and seq grow, which fences off older decisions. */
export function moveTo(
  lead: Lead,
  place: Place,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[] = [],
): Step {
  return changedStep({ ...factsOf(lead), ...place, epoch: lead.epoch + 1 }, lead.seq, notes, now, effects);
}

/** The lead in the same state, with other facts or another deadline. */
export function stayInState(
  lead: Lead,
  changes: Partial<LeadFacts>,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[] = [],
): Step {
  return changedStep({ ...lead, ...changes }, lead.seq, notes, now, effects);
}

/** The step with these effects after its own. */
export function withEffects(step: Extract<Step, { kind: 'changed' }>, effects: readonly EffectKind[]): Step {
  const { lead } = step;
  if (effects.length === 0) return step;
  const first = step.effects.length;
  const added = effects.map((effect, index) => ({
    ...effect,
    id: `${lead.id}:${lead.seq}:${first + index}`,
    dueAt: lead.changedAt,
  }));
  return { ...step, effects: [...step.effects, ...added] };
}

function changedStep(
  lead: Lead,
  previousSeq: number,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[],
): Step {
  const seq = previousSeq + 1;
  return {
    kind: 'changed',
    lead: { ...lead, seq, changedAt: now },
    entries: notes.map(({ kind, by, data }) => ({ at: now, kind, by, data: data ?? {} })),
    effects: effects.map((effect, index) => ({ ...effect, id: `${lead.id}:${seq}:${index}`, dueAt: now })),
  };
}
