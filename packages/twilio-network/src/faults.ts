/**
 * Faults on demand. A fault says which traffic it affects, how, and how often. The first fault that matches is applied.
 * Delays run on the network's clock.
 *
 * | do             | webhooks and callbacks                                       | REST                               |
 * | -------------- | ------------------------------------------------------------ | ---------------------------------- |
 * | drop           | never sent; counts as a failed connection (11205)            | connection closed, nothing done    |
 * | delay          | sent `ms` later                                              | processed `ms` later               |
 * | slow           | sent at once, the answer arrives `ms` later (15 s budget)    | answered `ms` later                |
 * | duplicate      | sent twice, same token, the second `ms` later                | –                                  |
 * | reorder        | held until the call's next request is sent, at most `ms`     | –                                  |
 * | fail           | not sent; counts as answered with `status` (503)             | answered with `status` (503)       |
 * | lose-response  | sent, the answer is lost                                     | done, then the connection is closed |
 *
 * On `text`, a message that was accepted: `fail` ends it as undelivered with `code` (30008), `delay` delivers it `ms`
 * later, `drop` never reports its delivery.
 */
import type { Log } from './log.ts';

export type Traffic = 'voice' | 'status' | 'conference' | 'recording' | 'message' | 'rest' | 'text';
export type FaultEffect = 'drop' | 'delay' | 'slow' | 'duplicate' | 'reorder' | 'fail' | 'lose-response';

export const TRAFFIC: readonly Traffic[] = ['voice', 'status', 'conference', 'recording', 'message', 'rest', 'text'];
export const FAULT_EFFECTS: readonly FaultEffect[] = [
  'drop',
  'delay',
  'slow',
  'duplicate',
  'reorder',
  'fail',
  'lose-response',
];

export interface Fault {
  readonly on: Traffic;
  readonly do: FaultEffect;
  /** Only where the method, the address or a parameter as `Name=value` contains this. */
  readonly where?: string;
  /** How often it applies. Default: until removed. */
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
  /** Adds a fault. Returns a function that removes it. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The fault that applies to this request, counted as used; null if there is none. */
  take(on: Traffic, description: string): Fault | null;
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
    take(on, description) {
      const entry = active.find(({ fault }) => fault.on === on && description.includes(fault.where ?? ''));
      if (!entry) return null;
      if (--entry.left <= 0) active = active.filter((other) => other !== entry);
      log.write('fault', `Fault applied: ${entry.fault.do} (${on})`, { details: { description } });
      return entry.fault;
    },
  };
}
