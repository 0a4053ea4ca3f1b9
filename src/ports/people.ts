/** People who sign in: accounts, passwords, links and sessions. */
import type { SavedSchedule, Schedule } from '../core/vocabulary/hours.ts';
import type { Language } from '../core/vocabulary/language.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Role } from '../shared/api.ts';
import type { AgentProfile } from './agents.ts';
import type { Edited, Replaced } from './basics.ts';

export interface User extends Edited {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** Absent until the invitation is accepted. */
  readonly passwordHash?: string;
  readonly active: boolean;
  readonly agent?: AgentProfile;
  /** When the agent is to work; absent: no schedule. */
  readonly schedule?: Schedule;
  /** When it was saved; absent for those of earlier versions. */
  readonly scheduleAt?: Moment;
  /** The person's current link; a new one replaces it. */
  readonly link?: PersonLink;
}

/** A one-time link for setting a password. Only its digest is stored. */
export interface PersonLink {
  readonly kind: 'invitation' | 'passwordReset';
  readonly digest: string;
  readonly expiresAt: Moment;
}

export interface Session {
  /** SHA-256 of the token in the cookie; the token itself is never stored. */
  readonly tokenHash: string;
  readonly userId: string;
  readonly createdAt: Moment;
  readonly seenAt: Moment;
  /** Absolute expiry, regardless of activity. */
  readonly expiresAt: Moment;
}

/** One-way hashing: slow and salted for passwords, fast for our own random secrets. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time if `hash` is null (unknown person), and returns false. */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** The digest under which a secret of 256 random bits is stored: such a secret needs no salt and no slow hash. */
  digest(secret: string): string;
}

export interface UserStore {
  byId(id: string): Promise<User | null>;
  byEmail(email: string): Promise<User | null>;
  count(): Promise<number>;
  all(): Promise<readonly User[]>;
  /** `taken` if the email is in use. */
  add(user: Omit<User, 'version'>, at: Moment): Promise<'added' | 'taken'>;
  /**
   * Writes the fields that administrators edit, if the person is still at `basedOn`. The password stays, and so does
   * the link unless it is dropped. `taken` if the email is in use.
   */
  edit(
    user: Pick<User, 'id' | 'name' | 'email' | 'role' | 'language' | 'active' | 'agent' | 'schedule' | 'scheduleAt'> &
      Edited,
    basedOn: number,
    dropsLink?: boolean,
  ): Promise<Replaced | 'taken'>;
  /**
   * Sets a new link and invalidates the previous one. `onlyWithPassword`: not for a person with a pending invitation.
   */
  setLink(id: string, link: PersonLink, onlyWithPassword?: boolean): Promise<boolean>;
  dropLink(id: string): Promise<void>;
  /** The person whose link it is, if it is still valid. */
  byLink(link: Pick<PersonLink, 'kind' | 'digest'>, now: Moment): Promise<User | null>;
  /**
   * Uses up the link and sets the password in one write, so that only one of two concurrent requests succeeds. Null if
   * it is no longer valid.
   */
  takeLink(
    link: Pick<PersonLink, 'kind' | 'digest'>,
    now: Moment,
    chosen: { readonly passwordHash: string; readonly name?: string; readonly by?: string },
  ): Promise<User | null>;
  /** Names of known IDs. From memory; changes are visible here at once, on other nodes within a second. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The language of a person's pages, from the same memory; null for an unknown person. */
  language(id: string): Promise<Language | null>;
  /** The schedules by user ID, of those who have one, from the same memory. Deactivated people keep theirs. */
  schedules(): Promise<ReadonlyMap<string, SavedSchedule>>;
  /** Who supervises the floor: active supervisors, or the administrators if there are none. */
  supervisors(): Promise<readonly User[]>;
  /** Active administrators. */
  administrators(): Promise<readonly User[]>;
}

export interface SessionStore {
  add(session: Session): Promise<void>;
  find(tokenHash: string): Promise<Session | null>;
  touch(tokenHash: string, at: Moment): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** Ends every session of a person. */
  removeOf(userId: string): Promise<void>;
  /** Like `removeOf`, for a deactivated account; the holder of the token can learn why. */
  closeOf(userId: string): Promise<void>;
  /** The user whose session ended because of deactivation; null for any other token. */
  closedOf(tokenHash: string): Promise<string | null>;
}
