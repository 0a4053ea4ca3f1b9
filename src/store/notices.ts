/**
 * How the nodes of one database learn that data they cache has changed: one document with a counter per topic,
 * increased after each such write and polled by every node once a second, half as often while nothing has changed for a
 * while (O43). A node sees its own changes at once.
 *
 * A node that dies between a write and its notice leaves the others with old data, so nothing is cached longer than
 * `KEPT_MS` without being reread, and nothing at all while the counters can't be read.
 */
import type { Connection } from 'mongoose';
import { SECOND } from '../core/vocabulary/time.ts';
import { runGuarded } from './plain.ts';

/**
 * What nodes cache: administrators' data; agents with their presence; the do-not-call registry; open leads, which an
 * erasure drops; the day's figures, which restored facts change.
 */
export type Topic = 'directory' | 'agents' | 'registry' | 'erased' | 'facts';
type Counters = Partial<Record<Topic, number>>;

export interface Notices {
  /**
   * Notifies the other nodes. Never fails: if a notice is lost, the age limit takes over. Concurrent notices become one
   * write.
   */
  raise(topic: Topic): void;
  /** Calls the listener when another node changed the topic, or when that can't be determined. */
  listen(topic: Topic, listener: () => void): void;
  /** Sends what is still to be sent. */
  stop(): Promise<void>;
}

const NAME = 'notices';
/** Including the read itself, a change is known everywhere within a second (rule A20). */
const POLL_MS = 900;
/** At most one notice in this time, so that a storm of changes costs twenty writes a second; the poll leaves room for it. */
const APART_MS = 50;
/** While no node has changed anything for this long, each polls half as often: a node at rest does little else. */
const QUIET_AFTER_MS = 60 * SECOND;

export function startNotices(connection: Connection): Notices {
  const settings = connection.collection<{ _id: string; value: Counters }>('settings');
  const listeners: Record<Topic, (() => void)[]> = { directory: [], agents: [], registry: [], erased: [], facts: [] };
  const tell = (topic: Topic) => {
    for (const listener of listeners[topic]) listener();
  };
  let known: Counters | null = null;
  let isPolling = false;
  let isStopped = false;
  const raised = new Set<Topic>();
  let changedAt = performance.now();
  let isSkipped = false;
  let raising: Promise<void> | null = null;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let hurry: () => void = () => undefined;

  const compare = (now: Counters) => {
    for (const topic of Object.keys(listeners) as Topic[]) {
      if (known && now[topic] === known[topic]) continue;
      changedAt = performance.now();
      tell(topic);
    }
    known = now;
  };
  const poll = async () => {
    if (isPolling) return;
    isSkipped = !isSkipped && performance.now() - changedAt > QUIET_AFTER_MS;
    if (isSkipped) return;
    isPolling = true;
    try {
      compare((await runGuarded(() => settings.findOne({ _id: NAME })))?.value ?? {});
    } catch {
      known = null;
      for (const topic of Object.keys(listeners) as Topic[]) tell(topic);
    } finally {
      isPolling = false;
    }
  };
  const write = async () => {
    // Everything raised in this turn, or soon after another notice, is sent together.
    await pause(isStopped ? 0 : writtenAt + APART_MS - performance.now());
    writtenAt = performance.now();
    const topics = [...raised];
    raised.clear();
    try {
      const update = { $inc: Object.fromEntries(topics.map((topic) => [`value.${topic}`, 1])) };
      const after = await runGuarded(() =>
        settings.findOneAndUpdate({ _id: NAME }, update, { upsert: true, returnDocument: 'after' }),
      );
      for (const topic of topics) {
        const count = after?.value[topic] ?? 0;
        // An increase of one is this node's own; anything more is another node's.
        if (count !== (known?.[topic] ?? 0) + 1) tell(topic);
        known = { ...known, [topic]: count };
      }
    } catch {
      // The next poll fails too, and clears the caches.
    }
    raising = raised.size > 0 ? write() : null;
  };
  const pause = (ms: number) =>
    ms <= 0
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          hurry = resolve;
          setTimeout(resolve, ms);
        });

  const timer = setInterval(() => void poll(), POLL_MS);
  timer.unref();
  return {
    raise(topic) {
      raised.add(topic);
      changedAt = performance.now();
      raising ??= write();
    },
    listen: (topic, listener) => void listeners[topic].push(listener),
    async stop() {
      isStopped = true;
      clearInterval(timer);
      hurry();
      await raising;
    },
  };
}

const KEPT_MS = 10 * SECOND;

export interface Kept<T> {
  /** The cached value; reread when it was dropped, is too old, or couldn't be read. */
  get(): Promise<T>;
  forget(): void;
}

/** Caches the result of `read` until a notice of the topic or the age limit. Concurrent callers share one read. */
export function keep<T>(notices: Notices, topic: Topic, read: () => Promise<T>): Kept<T> {
  let known: { readonly value: Promise<T>; readonly until: number } | null = null;
  const forget = () => void (known = null);
  notices.listen(topic, forget);
  return {
    get() {
      if (known && performance.now() < known.until) return known.value;
      const value = read();
      const mine = { value, until: performance.now() + KEPT_MS };
      known = mine;
      // After a failed read, the next call reads again.
      value.catch(() => {
        if (known === mine) known = null;
      });
      return value;
    },
    forget,
  };
}
