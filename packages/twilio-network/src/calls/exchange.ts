/** The network's shared parts and records, passed as one value. */
import type { AccountSettings } from '../account.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Log } from '../log.ts';
import type { Device } from '../handsets/device.ts';
import type { IncomingNumbers } from '../numbers.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { Call, Conference, Queue, Recording, Message } from './records.ts';

export interface Limits {
  /** Length of speech. People say about 15 characters a second. */
  readonly speechMsPerCharacter: number;
  /** Length of an audio file. Files are not fetched. */
  readonly playMs: number;
  /** How long answering machine detection takes. */
  readonly detectionMs: number;
  /** The maximum length of a call: 4 hours. */
  readonly longestCallMs: number;
  /** The size of a queue that is created on demand. */
  readonly queueSize: number;
  /** What happens to a call to a number that is neither a handset nor a magic number. */
  readonly unknownNumbers: 'no-answer' | 'busy' | 'failed';
  /** Records kept of each kind. The oldest finished ones are deleted. */
  readonly keptRecords: number;
}

export interface Exchange {
  readonly account: { readonly sid: string; readonly token: string; readonly settings: AccountSettings };
  readonly startedAt: number;
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
  /** `ours theirs`: pairs of an account number and a number that texted STOP to it. */
  readonly stopped: Set<string>;
  /** The phone at an address (E.164 or `client:ana`); null if there is none. */
  deviceAt(address: string): Device | null;
  /** False once the network stops: no more callbacks are sent. */
  isOpen: boolean;
}

/** Limits the size of a map by deleting the oldest entries that may be deleted. */
export function forgetOldest<T>(records: Map<string, T>, most: number, mayDelete: (record: T) => boolean): void {
  if (records.size <= most) return;
  for (const [sid, record] of records) {
    if (records.size <= most) return;
    if (mayDelete(record)) records.delete(sid);
  }
}
