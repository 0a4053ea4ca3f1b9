/**
 * Enqueue: waits in a queue, executing the wait document again and again, until taken, redirected, leaving or gone. How it
 * ended is told to `action`: https://www.twilio.com/docs/voice/twiml/enqueue
 */
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import { callParameters } from '../../webhooks/parameters.ts';
import type { Parameters } from '../../webhooks/sign.ts';
import { Interruption, orInterrupted, unlessStopped } from '../interruption.ts';
import { answerInbound, tell } from '../lifecycle.ts';
import { NEXT, type Ending, type Flow, type Outcome } from '../outcome.ts';
import {
  averageWait,
  joinQueue,
  leaveQueue,
  openQueue,
  positionOf,
  queueNamed,
  secondsInQueue,
  type Member,
  type Queue,
  type Taken,
} from '../queue.ts';
import { actionOf, sourceAt } from '../resolve.ts';

type QueueResult = 'bridged' | 'queue-full' | 'redirected' | 'redirected-from-bridged' | 'hangup' | 'leave' | 'error';

/** A wait document that takes no time is asked for again only after this. */
const BETWEEN_WAIT_DOCUMENTS_MS = 1000;

export async function enqueue(flow: Flow, verb: Verb): Promise<Outcome> {
  const { net, call } = flow;
  if (flow.room !== 'call') throw new TwimlFailure(12200, 'Enqueue is not allowed here');
  answerInbound(net, call);
  const queue = queueNamed(net, verb.text) ?? openQueue(net, verb.text);
  const member = joinQueue(net, queue, call, Number(verb.attributes['maxQueueSize'] ?? Infinity));
  if (!member) return afterQueue(flow, verb, { QueueResult: 'queue-full', QueueTime: '0', QueueSid: queue.sid });

  net.log.write('call', `${call.from} waits in the queue ${verb.text}, place ${positionOf(queue, member)}`, {
    callSid: call.sid,
  });
  const resultOf = (result: QueueResult) => ({
    QueueResult: result,
    QueueSid: queue.sid,
    QueueTime: String(member.isTaken ? Math.round(call.queueTimeMs / 1000) : secondsInQueue(net, member)),
  });
  try {
    const ending = await waitInQueue(flow, verb, queue, member);
    if (ending === 'hangup') return { kind: 'hangup' };
    return afterQueue(flow, verb, resultOf(ending === 'leave' ? 'leave' : 'bridged'));
  } catch (error) {
    // A wait document that cannot be had, or used, takes the call out of the queue: the action goes on.
    if (error instanceof TwimlFailure && verb.attributes['action'] !== undefined) {
      net.log.write('error', `${error.code}: ${error.message}`, { callSid: call.sid, details: { url: error.url } });
      return afterQueue(flow, verb, resultOf('error'));
    }
    if (error instanceof Interruption) tellInterrupted(flow, verb, resultOf(resultOfInterruption(error, member)));
    throw error;
  } finally {
    leaveQueue(net, queue, member);
  }
}

/** Until the member is out of the queue; `bridged` when the conversation that took it is over as well. */
async function waitInQueue(flow: Flow, verb: Verb, queue: Queue, member: Member): Promise<Ending | 'bridged'> {
  const stop = new AbortController();
  void member.taken.promise.then(() => {
    leaveQueue(flow.net, queue, member);
    stop.abort(new Interruption('stopped'));
  });
  let ending: Ending = 'done';
  const waiting = async () => {
    ending = await playWaitDocuments(flow, verb, queue, member, AbortSignal.any([flow.signal, stop.signal]));
  };
  if (await unlessStopped(waiting(), flow.signal)) return ending;
  await converse(flow, await member.taken.promise);
  return 'bridged';
}

async function playWaitDocuments(
  flow: Flow,
  verb: Verb,
  queue: Queue,
  member: Member,
  signal: AbortSignal,
): Promise<Ending> {
  const { net, call } = flow;
  const { waitUrl, waitUrlMethod } = verb.attributes;
  if (waitUrl === undefined || waitUrl === '') {
    call.device?.hear({ kind: 'music', url: null });
    return orInterrupted(new Promise<Ending>(() => undefined), signal);
  }
  const parameters = (): Parameters => ({
    QueueSid: queue.sid,
    QueuePosition: String(positionOf(queue, member)),
    QueueTime: String(secondsInQueue(net, member)),
    AvgQueueTime: String(averageWait(queue)),
    CurrentQueueSize: String(queue.members.length),
  });
  for (;;) {
    const startedAt = net.clock.now();
    const source = sourceAt(flow, waitUrl, waitUrlMethod);
    const ending = await flow.run({ net, call, signal, room: 'queue-wait', url: flow.url, parameters }, source);
    if (ending !== 'done') return ending;
    if (net.clock.now() - startedAt < BETWEEN_WAIT_DOCUMENTS_MS)
      await net.clock.sleep(BETWEEN_WAIT_DOCUMENTS_MS, signal);
  }
}

/** Taken: hears the whisper, then talks until one of the two leaves. */
async function converse(flow: Flow, taken: Taken): Promise<void> {
  const { net, call, signal } = flow;
  const { whisper, ready, bridge } = taken;
  try {
    if (whisper) {
      const ending = await flow.run(
        { net, call, signal, room: 'whisper', url: flow.url, parameters: () => ({}) },
        whisper,
      );
      if (ending === 'hangup') return;
    }
    ready.resolve(true);
    await orInterrupted(bridge.over.promise, signal);
  } finally {
    // Only the first answer counts: whoever took the member never waits for ever.
    ready.resolve(false);
  }
}

function resultOfInterruption({ why }: Interruption, member: Member): QueueResult {
  if (why === 'ended') return member.isTaken ? 'bridged' : 'hangup';
  return member.isTaken ? 'redirected-from-bridged' : 'redirected';
}

function afterQueue(flow: Flow, verb: Verb, parameters: Parameters): Outcome {
  const source = actionOf(flow, verb, parameters);
  return source ? { kind: 'goto', source } : NEXT;
}

/** Hung up or sent elsewhere: the action is told, but what it answers is not executed. */
function tellInterrupted(flow: Flow, verb: Verb, parameters: Parameters): void {
  const { net, call } = flow;
  const source = actionOf(flow, verb, parameters);
  if (source?.kind !== 'url') return;
  const all = { ...callParameters(net.account.sid, call), ...source.parameters };
  void tell(net, 'voice', source, `The call left the queue: ${parameters['QueueResult'] ?? ''}`, all, call.sid);
}
