/**
 * Faults on demand. A fault says which traffic it strikes, what it does, and how often; the first that fits strikes.
 * Delays are waited on the network's clock, so a manual clock decides when they are over.
 *
 * | do             | webhooks and callbacks                                       | REST                               |
 * | -------------- | ------------------------------------------------------------ | ---------------------------------- |
 * | drop           | never sent; a document counts as a failed connection (11205) | the connection is cut, nothing done |
 * | delay          | sent `ms` later                                              | done `ms` later                    |
 * | slow           | sent at once, the answer arrives `ms` later (15 s budget)    | answered `ms` later                |
 * | duplicate      | sent twice, same token, the second `ms` later                | –                                  |
 * | reorder        | kept back until the next one of that call was sent, or `ms`  | –                                  |
 * | fail           | not sent; counts as answered with `status` (503)             | answered with `status` (503), not done |
 * | lose-response  | sent, the answer is lost                                     | done, the connection is cut        |
 *
 * On `text`, a message that the network took: `fail` ends it as undelivered with `code` (30008), `delay` delivers it `ms`
 * later, `drop` never says what came of it. Nothing else strikes it.
 */
import type { Log } from './log.ts';

export type Traffic = 'voice' | 'status' | 'conference' | 'recording' | 'message' | 'rest' | 'text';
export type Deed = 'drop' | 'delay' | 'slow' | 'duplicate' | 'reorder' | 'fail' | 'lose-response';

export const TRAFFIC: readonly Traffic[] = ['voice', 'status', 'conference', 'recording', 'message', 'rest', 'text'];
export const DEEDS: readonly Deed[] = ['drop', 'delay', 'slow', 'duplicate', 'reorder', 'fail', 'lose-response'];

export interface Fault {
  readonly on: Traffic;
  readonly do: Deed;
  /** Strikes only where the address, method or a parameter's `Name=value` contains this. */
  readonly where?: string;
  /** How often it strikes; without it, until removed. */
  readonly times?: number;
  /** Milliseconds for delay, slow, duplicate and reorder. Default 1000; for reorder 10000. */
  readonly ms?: number;
  /** HTTP status for fail. Default 503. */
  readonly status?: number;
  /** The published error code: of a REST request that fails, by default 20000 plus the status; of a text, 30008. */
  readonly code?: number;
}

export interface Faults {
  readonly active: readonly Fault[];
  /** Adds a fault; returns its removal. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The fault that strikes this piece of traffic, counted as a strike; null when none does. */
  strike(on: Traffic, description: string): Fault | null;
}

export function makeFaults(log: Log): Faults {
  let active: { fault: Fault; left: number }[] = [];
  return {
    get active() {
      return active.map(({ fault }) => fault);
    },
    add(fault) {
      const entry = { fault, left: fault.times ?? Infinity };
      active.push(entry);
      return () => {
        active = active.filter((other) => other !== entry);
      };
    },
    clear() {
      active = [];
    },
    strike(on, description) {
      const entry = active.find(({ fault }) => fault.on === on && description.includes(fault.where ?? ''));
      if (!entry) return null;
      if (--entry.left <= 0) active = active.filter((other) => other !== entry);
      log.write('fault', `A fault strikes: ${entry.fault.do} (${on})`, { details: { description } });
      return entry.fault;
    },
  };
}
