/** Everything the network is made of, passed as one value: the parts that are shared, and the records it keeps. */
import type { AccountSettings } from '../account.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Log } from '../log.ts';
import type { Device } from '../handsets/device.ts';
import type { IncomingNumbers } from '../numbers.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { Call } from './call.ts';
import type { Conference } from './conference.ts';
import type { Queue } from './queue.ts';
import type { Recording } from './recording.ts';
import type { Message } from '../rest/messages.ts';

export interface Limits {
  /** How long the network speaks; about 15 characters a second, as people do. */
  readonly speechMsPerCharacter: number;
  /** Audio files are not fetched; each counts as this long. */
  readonly playMs: number;
  /** How long detection of answering machines listens until it knows. */
  readonly detectionMs: number;
  /** A call is over after this, in any case: 4 hours. */
  readonly longestCallMs: number;
  /** Places of a queue that is made on demand. */
  readonly queueSize: number;
  /** Somebody dialled who is neither a handset nor a magic number. */
  readonly unknownNumbers: 'no-answer' | 'busy' | 'failed';
  /** Records of each kind that are kept; the oldest that are over are forgotten. */
  readonly keptRecords: number;
}

export interface Exchange {
  readonly account: { readonly sid: string; readonly token: string; readonly settings: AccountSettings };
  readonly clock: Clock;
  readonly log: Log;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly webhooks: Webhooks;
  readonly numbers: IncomingNumbers;
  readonly calls: Map<string, Call>;
  readonly queues: Map<string, Queue>;
  readonly conferences: Map<string, Conference>;
  readonly recordings: Map<string, Recording>;
  readonly messages: Map<string, Message>;
  /** Pairs of our number and a person's, with a space between: they wrote STOP to it. */
  readonly stopped: Set<string>;
  /** The telephone at an address, with a colon for clients (`client:ana`); null when there is none. */
  deviceAt(address: string): Device | null;
  /** False once the network stops: nothing more is told to anybody. */
  isOpen: boolean;
}

/** Keeps a map from growing without end: forgets the oldest entries that may go. */
export function forgetOldest<T>(records: Map<string, T>, most: number, mayGo: (record: T) => boolean): void {
  if (records.size <= most) return;
  for (const [sid, record] of records) {
    if (records.size <= most) return;
    if (mayGo(record)) records.delete(sid);
  }
}
