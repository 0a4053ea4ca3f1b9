/** Dials the first call in a queue, or the next one to join. It may hear a whisper before it is connected. */
import type { Verb } from '../../language/document.ts';
import { makeBridge } from '../bridge.ts';
import { Interruption, deferred, orInterrupted } from '../interruption.ts';
import { answerInbound } from '../lifecycle.ts';
import type { Flow } from '../outcome.ts';
import { queueNamed, secondsInQueue } from '../queue.ts';
import type { Member, Queue } from '../records.ts';
import { secondsOf, sourceAt } from '../resolve.ts';
import { converse } from './converse.ts';
import type { DialResult } from './dialResult.ts';

const DEFAULT_TIMEOUT_S = 30;

export async function dialQueue(flow: Flow, verb: Verb, noun: Verb, result: DialResult): Promise<void> {
  const { net, call, signal } = flow;
  const queue = queueNamed(net, noun.text);
  if (!queue) {
    result.status = 'failed';
    return;
  }
  answerInbound(net, call);
  const member = await nextMember(flow, verb, queue);
  if (!member) {
    result.status = 'no-answer';
    return;
  }
  result.callSid = member.call.sid;
  const bridge = makeBridge(net.clock.now());
  const ready = deferred<boolean>();
  const { url, method } = noun.attributes;
  const parameters = {
    QueueSid: queue.sid,
    QueueTime: String(secondsInQueue(net, member)),
    DequeingCallSid: call.sid,
  };
  member.pickup.resolve({ bridge, ready, whisper: url ? sourceAt(flow, url, method, parameters) : null });
  void member.call.ended.promise.then(() => ready.resolve(false));
  try {
    if (await orInterrupted(ready.promise, signal)) await converse(flow, verb, member.call, result, bridge);
    else result.status = 'failed';
  } finally {
    bridge.over.resolve('ended');
  }
}

async function nextMember({ net, signal }: Flow, verb: Verb, queue: Queue): Promise<Member | null> {
  const first = queue.members.find(({ isPickedUp }) => !isPickedUp);
  if (first) {
    first.isPickedUp = true;
    return first;
  }
  const arrival = deferred<Member>();
  const take = (member: Member) => {
    member.isPickedUp = true;
    arrival.resolve(member);
  };
  queue.dialers.push(take);
  const timeout = new AbortController();
  const cancel = net.clock.after(secondsOf(verb, 'timeout', DEFAULT_TIMEOUT_S), () =>
    timeout.abort(new Interruption('stopped')),
  );
  try {
    return await orInterrupted(arrival.promise, AbortSignal.any([signal, timeout.signal]));
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  } finally {
    cancel();
    const place = queue.dialers.indexOf(take);
    if (place !== -1) queue.dialers.splice(place, 1);
  }
}
