/**
 * Queues: calls in order of arrival. A member leaves by hanging up, by Leave in its wait document, by a redirect, or when
 * a call that dials the queue picks it up.
 */
import { newSid } from '../sids.ts';
import type { Call } from './records.ts';
import type { Exchange } from './exchange.ts';
import { deferred } from './interruption.ts';
import type { Member, Queue } from './records.ts';

const KEPT_WAITS = 100;

export const queueNamed = (net: Exchange, name: string): Queue | null =>
  [...net.queues.values()].find(({ friendlyName }) => friendlyName === name) ?? null;

export function openQueue(net: Exchange, friendlyName: string, maxSize = net.limits.queueSize): Queue {
  const now = net.clock.now();
  const queue: Queue = {
    sid: newSid('QU'),
    createdAt: now,
    updatedAt: now,
    friendlyName,
    maxSize,
    members: [],
    waits: [],
    dialers: [],
  };
  net.queues.set(queue.sid, queue);
  return queue;
}

/** Adds a call at the end of the queue; null when the queue is full. */
export function joinQueue(net: Exchange, queue: Queue, call: Call, mostMembers = queue.maxSize): Member | null {
  if (queue.members.length >= Math.min(queue.maxSize, mostMembers)) return null;
  const member: Member = { call, enqueuedAt: net.clock.now(), pickup: deferred(), isPickedUp: false };
  queue.members.push(member);
  queue.dialers.shift()?.(member);
  return member;
}

/** Removes the member. Does nothing if it has left. */
export function leaveQueue(net: Exchange, queue: Queue, member: Member): void {
  const place = queue.members.indexOf(member);
  if (place === -1) return;
  queue.members.splice(place, 1);
  member.call.queueTimeMs = net.clock.now() - member.enqueuedAt;
  queue.waits.push(Math.round(member.call.queueTimeMs / 1000));
  if (queue.waits.length > KEPT_WAITS) queue.waits.shift();
}

/** Average seconds of the members that left. */
export const averageWait = (queue: Queue): number =>
  queue.waits.length === 0 ? 0 : Math.round(queue.waits.reduce((sum, wait) => sum + wait, 0) / queue.waits.length);

export const secondsInQueue = (net: Exchange, member: Member): number =>
  Math.round((net.clock.now() - member.enqueuedAt) / 1000);

/** Counted from 1, as the API counts. */
export const positionOf = (queue: Queue, member: Member): number => queue.members.indexOf(member) + 1;
