/**
 * A mail as it is handed to the mailer: everything it says, as values. The mailer turns them into words; names and
 * sentences in here come from outside and are text, never markup or headers. Paths and links may be relative.
 */
import type { Language } from '../campaign.ts';
import type { Moment } from '../time.ts';

/** A callback as it is told to whoever it was promised. Times are shown in `zone`, an IANA name. */
interface PromiseTold {
  readonly name: string;
  readonly campaign: string;
  readonly dueAt: Moment;
  readonly windowUntil: Moment;
  readonly zone: string;
  readonly receiptPath: string;
}

export interface MissedLead {
  readonly name: string;
  readonly campaign: string;
  readonly path: string;
  /** When it will be rung; absent when it is not a promise any more. */
  readonly dueAt?: Moment;
}

export type LetterContent =
  | {
      readonly kind: 'acknowledgement';
      readonly name: string;
      readonly campaign: string;
      readonly receiptPath: string;
    }
  /** `triedBefore`: the person was rung in vain just before. `says`: see promiseNews.ts. */
  | ({
      readonly kind: 'promiseMade';
      readonly triedBefore: boolean;
      readonly says: 'at' | 'whenThere' | 'late';
    } & PromiseTold)
  | ({ readonly kind: 'promiseReminder' } & PromiseTold)
  | {
      readonly kind: 'missedLead';
      readonly leads: readonly MissedLead[];
      /** How many more there are than listed. */
      readonly more: number;
      readonly zone: string;
    }
  | {
      readonly kind: 'alarm';
      readonly sentence: string;
      readonly since: Moment;
      readonly path: string;
      readonly zone: string;
    }
  | {
      readonly kind: 'invitation' | 'passwordReset';
      readonly name?: string;
      readonly by?: string;
      readonly link: string;
      readonly until?: Moment;
      readonly zone: string;
    };

/** `id` names the mail for ever: sent again, it is the same mail. */
export type Letter = { readonly id: string; readonly to: string; readonly language: Language } & LetterContent;
