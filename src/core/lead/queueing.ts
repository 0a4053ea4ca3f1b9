/**
 * Into the queue and out of it: new leads, callbacks that come due, and giving up.
 * A lead that may not be dialled yet, or that arrives while the business is closed, becomes a promise instead.
 */
import { isOpen } from '../callback/hours.ts';
import { mayOffer, planPromise } from '../callback/planPromise.ts';
import { nextStepAt, type Policy } from '../routing/policy.ts';
import { MINUTE, SECOND, type Moment } from '../time.ts';
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import {
  SYSTEM,
  type Consent,
  type InquirySummary,
  type Lead,
  type LeadIn,
  type Outcome,
  type PromiseReason,
  type Wait,
} from './lead.ts';
import { kept, moved, SAME, withoutCall, withoutPromise, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** A caller without a number whom nobody could serve is asked for one this often. */
const ASK_EVERY_MS = MINUTE;

/**
 * Puts a lead at the start of a wait if it may be offered now; otherwise makes the promise, or closes the lead when
 * the law never permits a call. `rankedFrom` is where its priority counts from; a callback keeps its due time.
 */
export function enterQueue(
  lead: Lead,
  context: Context,
  notes: readonly Note[],
  options: {
    readonly rankedFrom?: Moment;
    readonly forAgentId?: string;
    readonly effects?: readonly EffectKind[];
  } = {},
): Step {
  const { now } = context;
  const policy = policyFor(lead, context);
  const verdict = mayOffer(lead, context);
  if (!verdict.allowed) {
    const refusal: Note = { kind: 'contactRefused', by: SYSTEM, data: { reason: verdict.reason, rule: verdict.rule } };
    return enterCallback(lead, context, { at: now, why: 'notPermittedYet' }, [...notes, refusal], options.effects);
  }
  // Whoever is on the line joined it in opening hours, and is served.
  if (!lead.liveCall && !isOpen(context.hours, now)) {
    return enterCallback(lead, context, { at: now, why: 'outsideHours' }, notes, options.effects);
  }
  // A lead held for one agent waits for them first; the policy's clock starts when it becomes anyone's.
  const startedAt = options.forAgentId === undefined ? now : now + context.cadence.ownToAnyoneMs;
  const wait: Wait = {
    startedAt,
    rankedFrom: options.rankedFrom ?? now,
    bonusMs:
      (context.bonusSeconds +
        (lead.promise ? policy.bonusSeconds.promise : 0) +
        (lead.liveCall ? policy.bonusSeconds.liveCall : 0)) *
      SECOND,
    tried: [],
    ...(options.forAgentId !== undefined && { forAgentId: options.forAgentId }),
  };
  const place = { state: 'waiting', wait, nextStepAt: nextStepAt(policy, startedAt, now) } as const;
  return moved(lead, place, notes, now, options.effects);
}

/** Back into the queue after offers without success: the place in it is kept. */
export function returnToQueue(
  lead: Lead,
  wait: Wait,
  context: Context,
  notes: readonly Note[],
  effects: readonly EffectKind[],
): Step {
  const place = {
    state: 'waiting',
    wait,
    nextStepAt: nextStepAt(policyFor(lead, context), wait.startedAt, context.now),
  } as const;
  return moved(lead, place, notes, context.now, effects);
}

/** A caller waits as long as the line allows; everybody else until the policy gives up. */
export function policyFor(lead: Lead, { policy, lineMs }: Context): Policy {
  return lead.liveCall && lineMs !== undefined ? { ...policy, giveUpMs: lineMs } : policy;
}

/** Makes or moves the promise; closes the lead with the reason when no promise can be kept. */
export function enterCallback(
  lead: Lead,
  context: Context,
  wanted: {
    readonly at: Moment;
    readonly why: PromiseReason;
    readonly ownerId?: string;
    readonly attemptsMade?: number;
    readonly windowMs?: number;
  },
  notes: readonly Note[],
  effects: readonly EffectKind[] = [],
): Step {
  const plan = planPromise(lead, context, wanted);
  if (plan.kind === 'impossible') {
    const outcome: Outcome =
      plan.reason === 'do-not-call' ? 'doNotCall' : plan.reason === 'expired' ? 'expired' : 'unreachable';
    return enterClosed(
      lead,
      outcome,
      [...notes, { kind: 'closed', by: SYSTEM, data: { outcome, reason: plan.reason } }],
      context.now,
      effects,
    );
  }
  const { promise } = plan;
  const promised: Note = { kind: 'promised', by: SYSTEM, data: { dueAt: promise.dueAt, why: promise.why } };
  const told = lead.promise?.dueAt === promise.dueAt ? [] : promiseMails(lead, promise.dueAt, context);
  const place = { state: 'callback', promise } as const;
  return moved({ ...lead, promise }, place, [...notes, promised], context.now, [...effects, ...told]);
}

/** Whoever allowed mail is told that their inquiry has come. Whether there is an address is seen when it is queued. */
export function acknowledgements(
  { id, kind }: InquirySummary,
  consent: Pick<Consent, 'email'>,
  { contactBy }: Pick<Context, 'contactBy'>,
): readonly EffectKind[] {
  const isAsked = kind === 'form' || kind === 'api';
  return isAsked && (consent.email || contactBy === 'email') ? [{ kind: 'acknowledge', inquiryId: id }] : [];
}

/** Whoever allowed mail is told when we will ring. */
export function promiseMails(lead: Lead, promisedFor: Moment, { contactBy }: Context): readonly EffectKind[] {
  const mayBeTold = contactBy === 'email' || lead.consents.some(({ email }) => email);
  return mayBeTold ? [{ kind: 'tellPromise', promisedFor }] : [];
}

/** Closes the lead: the promise ends with it. */
export function enterClosed(
  lead: Lead,
  outcome: Outcome,
  notes: readonly Note[],
  now: Moment,
  effects: readonly EffectKind[] = [],
  ownerId?: string,
): Step {
  const place = { state: 'closed', outcome, closedAt: now, ...(ownerId !== undefined && { ownerId }) } as const;
  return moved(withoutCall(withoutPromise(lead)), place, notes, now, effects);
}

/** The policy's next step has come: own becomes anyone, the pool widens, or the wait has lasted too long. */
export function waitDeadline(lead: LeadIn<'waiting'>, context: Context): Step {
  const { now } = context;
  const policy = policyFor(lead, context);
  const { wait } = lead;
  if (now >= wait.startedAt + policy.giveUpMs) return giveUp(lead, { kind: 'giveUp', why: 'noAgent' }, context);

  const next = { ...lead, nextStepAt: nextStepAt(policy, wait.startedAt, now) };
  if (wait.forAgentId === undefined || now < wait.startedAt) return kept(next, {}, [], now);
  const { forAgentId, ...anyones } = wait;
  const note: Note = { kind: 'ownToAnyone', by: SYSTEM, data: { agentId: forAgentId } };
  return kept({ ...next, wait: anyones }, {}, [note], now);
}

/** The wait ends without a conversation: the person is promised a call. */
export function giveUp(lead: Lead, { why }: EventOf<'giveUp'>, context: Context): Step {
  if (lead.state !== 'waiting') return SAME;
  if (lead.liveCall && lead.person.tel === undefined) return askForNumber(lead, context);
  const at = why === 'notPermittedYet' || why === 'outsideHours' ? context.now : context.now + context.cadence.firstMs;
  const ownerId = lead.promise?.ownerId;
  const missed: readonly EffectKind[] = why === 'noAgent' || why === 'nobodyThere' ? [{ kind: 'tellMissed' }] : [];
  return enterCallback(lead, context, { at, why, ...(ownerId !== undefined && { ownerId }) }, [], missed);
}

/** The promise is due: offered like any lead, if it is permitted at this moment. */
export function callbackDeadline(lead: LeadIn<'callback'>, context: Context): Step {
  const { promise } = lead;
  if (context.now >= promise.expiresAt) {
    return enterClosed(lead, 'expired', [{ kind: 'closed', by: SYSTEM, data: { outcome: 'expired' } }], context.now);
  }
  return enterQueue(lead, context, [{ kind: 'due', by: SYSTEM, data: { dueAt: promise.dueAt } }], {
    rankedFrom: promise.dueAt,
    ...(promise.ownerId !== undefined && { forAgentId: promise.ownerId }),
  });
}

/** Nobody can call back who left no number: the caller is asked for one, again each time, and stays in the queue. */
function askForNumber(lead: LeadIn<'waiting'>, { now }: Context): Step {
  const effects: EffectKind[] = lead.liveCall ? [{ kind: 'tellCaller', callId: lead.liveCall.callId }] : [];
  return kept({ ...lead, nextStepAt: now + ASK_EVERY_MS }, {}, [], now, effects);
}
