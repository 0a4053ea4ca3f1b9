/**
 * Queues: calls in the order in which they came. A member leaves by hanging up, by its wait document (Leave), by being
 * redirected, or by being taken by a call that dials the queue.
 */
import { newSid } from '../sids.ts';
import type { Call } from './call.ts';
import type { Exchange } from './exchange.ts';
import { deferred, type Deferred } from './interruption.ts';
import type { Bridge } from './bridge.ts';
import type { Source } from './outcome.ts';

export interface Member {
  readonly call: Call;
  readonly enqueuedAt: number;
  /** Resolved when a call that dialled the queue takes the member. */
  readonly taken: Deferred<Taken>;
  isTaken: boolean;
}

export interface Taken {
  readonly bridge: Bridge;
  /** What the member hears before it is connected. */
  readonly whisper: Source | null;
  /** Resolve it when the whisper is over. */
  readonly ready: Deferred<boolean>;
}

export interface Queue {
  readonly sid: string;
  readonly createdAt: number;
  friendlyName: string;
  updatedAt: number;
  maxSize: number;
  readonly members: Member[];
  /** Waiting times of those who left, in seconds; the last hundred. */
  readonly waits: number[];
  /** Calls that wait for the next member. */
  readonly dialers: ((member: Member) => void)[];
}

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

/** Joins the end of the queue; null when it is full. */
export function joinQueue(net: Exchange, queue: Queue, call: Call, mostMembers = queue.maxSize): Member | null {
  if (queue.members.length >= Math.min(queue.maxSize, mostMembers)) return null;
  const member: Member = { call, enqueuedAt: net.clock.now(), taken: deferred(), isTaken: false };
  queue.members.push(member);
  queue.dialers.shift()?.(member);
  return member;
}

/** Takes the member out of the queue. Harmless when it has left. */
export function leaveQueue(net: Exchange, queue: Queue, member: Member): void {
  const place = queue.members.indexOf(member);
  if (place === -1) return;
  queue.members.splice(place, 1);
  member.call.queueTimeMs = net.clock.now() - member.enqueuedAt;
  queue.waits.push(Math.round(member.call.queueTimeMs / 1000));
  if (queue.waits.length > KEPT_WAITS) queue.waits.shift();
}

/** Seconds, of those who left. */
export const averageWait = (queue: Queue): number =>
  queue.waits.length === 0 ? 0 : Math.round(queue.waits.reduce((sum, wait) => sum + wait, 0) / queue.waits.length);

export const secondsInQueue = (net: Exchange, member: Member): number =>
  Math.round((net.clock.now() - member.enqueuedAt) / 1000);

/** Counted from 1, as the API counts. */
export const positionOf = (queue: Queue, member: Member): number => queue.members.indexOf(member) + 1;
