/**
 * The life of a leg: placed, ringing, answered, over, and its progress reports. Nothing else sets a status.
 */
import type { Line } from '../handsets/device.ts';
import { newSid } from '../sids.ts';
import { callParameters, progressParameters } from '../webhooks/parameters.ts';
import type { Parameters } from '../webhooks/sign.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { isOver, makeCall, type NewCall } from './call.ts';
import type { Call, CallStatus, ProgressEvent } from './records.ts';
import { forgetOldest, type Exchange } from './exchange.ts';
import { Interruption } from './interruption.ts';
import { heardBy, farEnd, setScope, soundToOthers } from './media.ts';

/** RFC 3261, 21.4.5 and 21.4.11. */
const NOT_FOUND = '404';
const GONE = '410';
/** https://www.twilio.com/docs/api/errors/13805 */
const LONGEST_TRIAL_CALL_MS = 600_000;

/** Creates a call record. */
export function openCall(net: Exchange, given: Omit<NewCall, 'sid' | 'at'>): Call {
  const call = makeCall({ ...given, sid: newSid('CA'), at: net.clock.now() });
  net.calls.set(call.sid, call);
  forgetOldest(net.calls, net.limits.keptRecords, isOver);
  const isTrial = net.account.settings.rules.verifiedNumbers !== null;
  const longestMs = isTrial ? LONGEST_TRIAL_CALL_MS : net.limits.longestCallMs;
  const forget = net.clock.after(longestMs, () => endCall(net, call, 'completed'));
  void call.ended.promise.then(forget);
  net.log.write('call', `${call.from} calls ${call.to} (${call.direction})`, { callSid: call.sid });
  return call;
}

export type RingResult = 'answered' | 'busy' | 'no-answer' | 'failed' | 'over';

/**
 * Places an outbound call and lets it ring. `over`: the call was ended meanwhile (hung up, canceled). For every
 * other failure the caller of this function ends the call.
 */
export async function ring(net: Exchange, call: Call, timeoutMs: number): Promise<RingResult> {
  call.dialedAt = net.clock.now();
  setStatus(net, call, 'initiated');
  reportProgress(net, call, 'initiated');
  const device = net.deviceAt(call.to);
  if (!device && net.limits.unknownNumbers !== 'no-answer') {
    if (net.limits.unknownNumbers === 'failed') call.nobodysCode = NOT_FOUND;
    return net.limits.unknownNumbers;
  }
  const outcome = new Promise<RingResult>((resolve) => {
    call.onAnswer = resolve;
    const cancel = net.clock.after(timeoutMs, () => resolve('no-answer'));
    void call.ended.promise.then(() => {
      cancel();
      resolve('over');
    });
  });
  setStatus(net, call, 'ringing');
  reportProgress(net, call, 'ringing');
  call.device = device;
  device?.ring(lineOf(net, call));
  const result = await outcome;
  call.onAnswer = null;
  if (isOver(call)) return 'over';
  if (result === 'answered') {
    markAnswered(net, call);
    reportProgress(net, call, 'answered');
  }
  return result;
}

/** Answers an inbound call when a verb first needs it; does nothing afterwards. */
export function answerInbound(net: Exchange, call: Call): void {
  if (call.direction === 'inbound' && call.status === 'ringing') markAnswered(net, call);
}

function markAnswered(net: Exchange, call: Call): void {
  call.answeredAt = net.clock.now();
  setStatus(net, call, 'in-progress');
  call.device?.connected();
}

/**
 * Ends a call and notifies its phone and all waiters. Does nothing when it is over. `status` is for a call that was
 * never answered; an answered call becomes `completed`.
 */
export function endCall(net: Exchange, call: Call, status: CallStatus, heard?: 'rejected'): void {
  if (isOver(call)) return;
  call.endedAt = net.clock.now();
  setStatus(net, call, call.answeredAt === null ? status : 'completed');
  call.flow.abort(new Interruption('ended'));
  call.ended.resolve();
  if (call.scope) setScope(null, [call]);
  call.device?.over(call.sid, heard ?? call.status);
  reportProgress(net, call, 'completed');
}

function setStatus(net: Exchange, call: Call, status: CallStatus): void {
  call.status = status;
  net.log.write('call', `The call from ${call.from} to ${call.to} is ${status}`, { callSid: call.sid });
}

/** Reports progress if the call subscribes to the event. Sequence numbers count sent reports from 0. */
export function reportProgress(net: Exchange, call: Call, event: ProgressEvent): void {
  if (!call.progress?.events.has(event)) return;
  const parameters = {
    ...callParameters(net.account.sid, call),
    ...progressParameters(call, call.nextSequence++, net.clock.now()),
  };
  const { progress } = call;
  const purpose = `Call progress: ${call.status}`;
  // One after another, so that they arrive in order unless a fault reorders them. Answers are not awaited.
  call.reports = call.reports.then(() => notify(net, 'status', progress, purpose, parameters, call.sid));
}

/** Sends a callback whose answer does not matter. Resolves at once while a fault may hold it back. */
export function notify(
  net: Exchange,
  traffic: 'status' | 'conference' | 'recording' | 'message' | 'voice',
  target: Target,
  purpose: string,
  parameters: Parameters,
  callSid?: string,
): Promise<unknown> {
  if (!net.isOpen) return Promise.resolve();
  const { url, method } = target;
  const sent = net.webhooks.send({
    traffic,
    url,
    method,
    purpose,
    parameters,
    ...(callSid === undefined ? {} : { callSid }),
  });
  const mayBeHeld = net.faults.active.some((fault) => fault.on === traffic);
  return mayBeHeld ? Promise.resolve() : sent;
}

/** The phone's end of the call. */
export function lineOf(net: Exchange, call: Call): Line {
  return {
    callSid: call.sid,
    from: call.from,
    to: call.to,
    answer: () => call.onAnswer?.('answered'),
    reject(how) {
      const isNobodys = how === 'not-in-service' || how === 'gone';
      if (isNobodys) call.nobodysCode = how === 'gone' ? GONE : NOT_FOUND;
      call.onAnswer?.(isNobodys ? 'failed' : how);
    },
    press(key) {
      if (isOver(call)) return;
      soundToOthers(call, { kind: 'digits', digits: key });
      for (const listener of [...call.keyListeners]) listener(key);
    },
    speak(text, ms) {
      if (isOver(call)) return;
      soundToOthers(call, { kind: 'voice', text, from: farEnd(call) });
      for (const listener of [...call.speechListeners]) listener(text, ms);
    },
    beep: () => soundToOthers(call, { kind: 'beep' }),
    talk(isTalking) {
      call.isTalking = isTalking;
      if (isTalking) for (const listener of [...call.speechListeners]) listener('', 0);
    },
    hangUp() {
      endCall(net, call, call.direction === 'inbound' ? 'no-answer' : 'busy');
    },
    signal(to, data) {
      const members = call.scope?.members() ?? [];
      const other = members.find((member) => member !== call && farEnd(member) === to);
      if (!other || !(heardBy(call).includes(other) || heardBy(other).includes(call))) return false;
      other.device?.signal(farEnd(call), data);
      return true;
    },
  };
}
