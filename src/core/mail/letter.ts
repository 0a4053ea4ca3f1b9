/**
 * An email as handed to the mailer, as values. The mailer turns them into words; names and sentences here come from
 * outside and are text, never markup or headers. Paths and links may be relative.
 */
import type { Language } from '../vocabulary/language.ts';
import type { Moment } from '../vocabulary/time.ts';

/** A callback as described to the person it was promised to. Times are shown in `zone`, an IANA name. */
interface PromiseTold {
  readonly name: string;
  readonly campaign: string;
  readonly dueAt: Moment;
  readonly windowUntil: Moment;
  readonly zone: string;
  readonly receiptPath: string;
  /** The customer's own page, where they move or cancel the callback. */
  readonly pagePath: string;
  /** Our number to call if we don't, E.164; absent if they can't be told one. */
  readonly callUs?: string;
}

export interface MissedLead {
  readonly name: string;
  readonly campaign: string;
  readonly path: string;
  /** When the call is due; absent when it is no longer a promise. */
  readonly dueAt?: Moment;
}

/** The calendar entry of an appointment, for its agent or the customer. `name` is the customer's. */
interface AppointmentContent {
  readonly kind: 'appointment';
  readonly says: 'made' | 'moved' | 'over';
  readonly isForAgent: boolean;
  readonly appointmentId: string;
  readonly sequence: number;
  readonly name: string;
  readonly campaign: string;
  readonly at: Moment;
  readonly zone: string;
  /** Where they meet; absent if it is a call, and once it is over. */
  readonly place?: string;
  /** The customer's own page, or the agent's page of the lead. */
  readonly path: string;
}

export interface LinkContent {
  readonly name?: string;
  readonly link: string;
  readonly until?: Moment;
  readonly zone: string;
}

export type LetterContent =
  | {
      readonly kind: 'acknowledgement';
      readonly name: string;
      readonly campaign: string;
      readonly receiptPath: string;
      readonly pagePath: string;
    }
  /** `triedBefore`: a call just failed to reach the person. `says`: see promiseNews.ts. */
  | ({
      readonly kind: 'promiseMade';
      readonly triedBefore: boolean;
      readonly says: 'at' | 'whenThere' | 'late';
    } & PromiseTold)
  /** `isAppointment`: they agreed on it with an agent, and meet at `place` unless it is a call. */
  | ({ readonly kind: 'promiseReminder'; readonly isAppointment?: boolean; readonly place?: string } & PromiseTold)
  | AppointmentContent
  | { readonly kind: 'addressCode'; readonly business: string; readonly code: string; readonly path: string }
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
  | ({ readonly kind: 'invitation'; readonly by?: string } & LinkContent)
  | ({ readonly kind: 'passwordReset' } & LinkContent);

/** `id` identifies the email permanently: sent again, it is the same email. */
export type Letter = LetterBase & LetterContent;
export type AppointmentLetter = LetterBase & AppointmentContent;
interface LetterBase {
  readonly id: string;
  readonly to: string;
  readonly language: Language;
}
