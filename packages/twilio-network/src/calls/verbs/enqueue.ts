/**
 * Enqueue: waits in a queue and repeats the wait document until the call is picked up, redirected, leaves or hangs up.
 * The result goes to `action`: https://www.twilio.com/docs/voice/twiml/enqueue
 */
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import { callParameters } from '../../webhooks/parameters.ts';
import type { Parameters } from '../../webhooks/sign.ts';
import { Interruption, orInterrupted, unlessStopped } from '../interruption.ts';
import { answerInbound, notify } from '../lifecycle.ts';
import { NEXT, type Ending, type Flow, type Outcome } from '../outcome.ts';
import { averageWait, joinQueue, leaveQueue, openQueue, positionOf, queueNamed, secondsInQueue } from '../queue.ts';
import type { Member, Queue, Pickup } from '../records.ts';
import { actionOf, sourceAt } from '../resolve.ts';

type QueueResult = 'bridged' | 'queue-full' | 'redirected' | 'redirected-from-bridged' | 'hangup' | 'leave' | 'error';

/** The minimum time between two requests for a wait document that takes no time. */
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
    QueueTime: String(member.isPickedUp ? Math.round(call.queueTimeMs / 1000) : secondsInQueue(net, member)),
  });
  try {
    const ending = await waitInQueue(flow, verb, queue, member);
    if (ending === 'hangup') return { kind: 'hangup' };
    return afterQueue(flow, verb, resultOf(ending === 'leave' ? 'leave' : 'bridged'));
  } catch (error) {
    // A wait document that cannot be fetched or used removes the call from the queue. The action continues it.
    if (error instanceof TwimlFailure && verb.attributes['action'] !== undefined) {
      net.log.write('error', `${error.code}: ${error.message}`, { callSid: call.sid, details: { url: error.url } });
      return afterQueue(flow, verb, resultOf('error'));
    }
    if (error instanceof Interruption) notifyAction(flow, verb, resultOf(resultOfInterruption(error, member)));
    throw error;
  } finally {
    leaveQueue(net, queue, member);
  }
}

/** Resolves when the member has left the queue; with `bridged` once the conversation is over as well. */
async function waitInQueue(flow: Flow, verb: Verb, queue: Queue, member: Member): Promise<Ending | 'bridged'> {
  const stop = new AbortController();
  void member.pickup.promise.then(() => {
    leaveQueue(flow.net, queue, member);
    stop.abort(new Interruption('stopped'));
  });
  let ending: Ending = 'done';
  const waiting = async () => {
    ending = await playWaitDocuments(flow, verb, queue, member, AbortSignal.any([flow.signal, stop.signal]));
  };
  if (await unlessStopped(waiting(), flow.signal)) return ending;
  await converse(flow, await member.pickup.promise);
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

/** Picked up: hears the whisper, then talks until either call leaves. */
async function converse(flow: Flow, pickup: Pickup): Promise<void> {
  const { net, call, signal } = flow;
  const { whisper, ready, bridge } = pickup;
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
    // Only the first value counts. The other call must never wait forever.
    ready.resolve(false);
  }
}

function resultOfInterruption({ why }: Interruption, member: Member): QueueResult {
  if (why === 'ended') return member.isPickedUp ? 'bridged' : 'hangup';
  return member.isPickedUp ? 'redirected-from-bridged' : 'redirected';
}

function afterQueue(flow: Flow, verb: Verb, parameters: Parameters): Outcome {
  const source = actionOf(flow, verb, parameters);
  return source ? { kind: 'goto', source } : NEXT;
}

/** Hung up or redirected: the action is requested, but its answer is not executed. */
function notifyAction(flow: Flow, verb: Verb, parameters: Parameters): void {
  const { net, call } = flow;
  const source = actionOf(flow, verb, parameters);
  if (source?.kind !== 'url') return;
  const all = { ...callParameters(net.account.sid, call), ...source.parameters };
  void notify(net, 'voice', source, `The call left the queue: ${parameters['QueueResult'] ?? ''}`, all, call.sid);
}
