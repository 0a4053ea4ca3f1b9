/**
 * Dial: connects the call with telephones, a conference, or somebody in a queue, and afterwards asks `action` how to go on,
 * with what became of it: https://www.twilio.com/docs/voice/twiml/dial
 */
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import { callParameters } from '../../webhooks/parameters.ts';
import type { Parameters } from '../../webhooks/sign.ts';
import { Interruption } from '../interruption.ts';
import { answerInbound, tell } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { actionOf, sourceAt, truthOf } from '../resolve.ts';
import { dialConference } from './dialConference.ts';
import { dialQueue } from './dialQueue.ts';
import { dialTelephones } from './dialTelephones.ts';

/** What became of a Dial, as far as it has got; each way of dialling keeps it up to date. */
export interface DialResult {
  status: 'completed' | 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  callSid: string | null;
  /** Of the conversation. */
  seconds: () => number;
  bridged: boolean;
  /** Further parameters: a recording's. */
  more: Parameters;
}

export async function dial(flow: Flow, verb: Verb): Promise<Outcome> {
  if (flow.room === 'whisper') throw new TwimlFailure(13201, 'Dial: Cannot Dial out from a Dial Call Segment');
  if (!truthOf(verb, 'answerOnBridge', false)) answerInbound(flow.net, flow.call);
  const result: DialResult = { status: 'canceled', callSid: null, seconds: () => 0, bridged: false, more: {} };
  try {
    await connectWith(flow, verb, result);
  } catch (error) {
    // Hung up or redirected: the action is told, but its answer is not executed. A new document waits for that.
    if (error instanceof Interruption && error.why !== 'stopped') await tellInterrupted(flow, verb, result, error.why);
    throw error;
  }
  const source = actionOf(flow, verb, parametersOf(result));
  return source ? { kind: 'goto', source } : NEXT;
}

function connectWith(flow: Flow, verb: Verb, result: DialResult): Promise<void> {
  const first = verb.children[0];
  if (first?.name === 'Conference') return dialConference(flow, verb, first, result);
  if (first?.name === 'Queue') return dialQueue(flow, verb, first, result);
  return dialTelephones(flow, verb, result);
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
 * Without an action a redirected call moves on to the next verb of its old document, of which only a Redirect shows:
 * https://www.twilio.com/changelog/changes-to-dial-behavior-for-enhanced-programmable-sip-feature-accounts
 */
async function tellInterrupted(flow: Flow, verb: Verb, result: DialResult, why: 'ended' | 'redirected'): Promise<void> {
  const { net, call, nextVerb } = flow;
  const afterwards =
    why === 'redirected' && nextVerb?.name === 'Redirect'
      ? sourceAt(flow, nextVerb.text, nextVerb.attributes['method'])
      : null;
  const source = actionOf(flow, verb, parametersOf(result)) ?? afterwards;
  if (source?.kind !== 'url') return;
  const parameters = { ...callParameters(net.account.sid, call), ...source.parameters };
  const what = why === 'ended' ? 'hung up while connected' : 'was redirected out of a Dial';
  await tell(net, 'voice', source, `The call ${what}`, parameters, call.sid);
}
