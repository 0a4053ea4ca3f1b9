/**
 * Attempts to reach the person. Each is on the lead before anyone dials, in the write that lets them: the network's dial
 * in the change that orders it, one by hand in the accept that shows the number. What ends it says how it ended; if
 * something else came first, it stays an attempt, so no dial goes uncounted whatever happens in between (K90).
 */
import type { Attempt, DialResult } from '../vocabulary/contact.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Lead } from './lead.ts';
import type { Step } from './step.ts';

/** The attempts with one that begins now. */
export function withDial(attempts: readonly Attempt[], agentId: string, now: Moment): readonly Attempt[] {
  return [...attempts, { at: now, agentId, result: 'dialing' }];
}

/** How the attempt that is being made ended. One that began in an earlier version isn't listed yet. */
export function withResult(
  attempts: readonly Attempt[],
  ended: { readonly at: Moment; readonly agentId: string; readonly result: DialResult },
): readonly Attempt[] {
  const index = openIndex(attempts);
  return index < 0 ? [...attempts, ended] : withResultAt(attempts, index, ended.result);
}

/** Without the attempt that is being made: no phone rang. */
export function withoutDial(attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.filter((_attempt, index) => index !== openIndex(attempts));
}

/** The last attempt ended differently than it seemed. */
export function withLastResult(attempts: readonly Attempt[], result: DialResult): readonly Attempt[] {
  return withResultAt(attempts, attempts.length - 1, result);
}

/**
 * The step, with an attempt that something else cut short marked as over: the number was dialed, or shown for dialing.
 */
export function withDialEnded(before: Lead, step: Step): Step {
  if (step.kind !== 'changed' || isDialing(step.lead)) return step;
  const { attempts } = step.lead;
  const index = openIndex(attempts);
  if (index < 0) return step;
  const isByHand = before.state === 'connecting' && before.leg === 'byHand';
  const ended = withResultAt(attempts, index, isByHand ? 'unreported' : 'failed');
  return { ...step, lead: { ...step.lead, attempts: ended } };
}

/** Attempts that didn't reach the person, without the one being made. */
export function unreachedCount(attempts: readonly Attempt[]): number {
  return attempts.filter(({ result }) => result !== 'reached' && result !== 'dialing').length;
}

function isDialing(lead: Lead): boolean {
  if (lead.state !== 'connecting') return false;
  return lead.leg === 'byHand' || (lead.leg === 'prospect' && lead.dialCallId !== undefined);
}

function openIndex(attempts: readonly Attempt[]): number {
  return attempts.findLastIndex(({ result }) => result === 'dialing');
}

function withResultAt(
  attempts: readonly Attempt[],
  at: number,
  result: Exclude<Attempt['result'], 'dialing'>,
): readonly Attempt[] {
  return attempts.map((attempt, index) => (index === at ? { ...attempt, result } : attempt));
}
