/**
 * Dial: connects the call to phones, a conference, or the next call in a queue, then requests `action` with the result: https://www.twilio.com/docs/voice/twiml/dial
 */
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import { callParameters } from '../../webhooks/parameters.ts';
import type { Parameters } from '../../webhooks/sign.ts';
import { Interruption } from '../interruption.ts';
import { answerInbound, notify } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { actionOf, sourceAt, booleanOf } from '../resolve.ts';
import { dialConference } from './dialConference.ts';
import { dialQueue } from './dialQueue.ts';
import { dialPhones } from './dialPhones.ts';
import type { DialResult } from './dialResult.ts';

export async function dial(flow: Flow, verb: Verb): Promise<Outcome> {
  if (flow.room === 'whisper') throw new TwimlFailure(13201, 'Dial: Cannot Dial out from a Dial Call Segment');
  if (!booleanOf(verb, 'answerOnBridge', false)) answerInbound(flow.net, flow.call);
  const result: DialResult = { status: 'canceled', callSid: null, seconds: () => 0, bridged: false, more: {} };
  try {
    await connectWith(flow, verb, result);
  } catch (error) {
    // Hung up or redirected: the action is requested, but its answer is not executed. A new document waits for it.
    if (error instanceof Interruption && error.why !== 'stopped') await notifyAction(flow, verb, result, error.why);
    throw error;
  }
  const source = actionOf(flow, verb, parametersOf(result));
  return source ? { kind: 'goto', source } : NEXT;
}

function connectWith(flow: Flow, verb: Verb, result: DialResult): Promise<void> {
  const first = verb.children[0];
  if (first?.name === 'Conference') return dialConference(flow, verb, first, result);
  if (first?.name === 'Queue') return dialQueue(flow, verb, first, result);
  return dialPhones(flow, verb, result);
}

function parametersOf({ status, callSid, seconds, bridged, more }: DialResult): Parameters {
  return {
    DialCallStatus: status,
    ...(callSid === null ? {} : { DialCallSid: callSid }),
    ...(bridged ? { DialCallDuration: String(seconds()) } : {}),
    DialBridged: String(bridged),
    ...more,
  };
}

/**
 * Without an action a redirected call continues with the next verb of its old document. Only a Redirect is noticeable:
 * https://www.twilio.com/changelog/changes-to-dial-behavior-for-enhanced-programmable-sip-feature-accounts
 */
async function notifyAction(flow: Flow, verb: Verb, result: DialResult, why: 'ended' | 'redirected'): Promise<void> {
  const { net, call, nextVerb } = flow;
  const afterwards =
    why === 'redirected' && nextVerb?.name === 'Redirect'
      ? sourceAt(flow, nextVerb.text, nextVerb.attributes['method'])
      : null;
  const source = actionOf(flow, verb, parametersOf(result)) ?? afterwards;
  if (source?.kind !== 'url') return;
  const parameters = { ...callParameters(net.account.sid, call), ...source.parameters };
  const what = why === 'ended' ? 'hung up while connected' : 'was redirected out of a Dial';
  await notify(net, 'voice', source, `The call ${what}`, parameters, call.sid);
}
