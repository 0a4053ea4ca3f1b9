/** People who sign in: accounts, passwords, links and sessions. */
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
  /** Absent until the invitation was taken up. */
  readonly passwordHash?: string;
  readonly active: boolean;
  readonly agent?: AgentProfile;
  /** The one link that this person may use now; a new one replaces it. */
  readonly link?: PersonLink;
}

/** A link that lets somebody choose a password, once. Only its digest is stored. */
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
  /** Absolute end, whatever the activity. */
  readonly expiresAt: Moment;
}

/** One-way hashing: of passwords, slow and salted; of our own random secrets, quick. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time for `null`, the hash of somebody unknown, and is then false. */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Digest of a secret of 256 random bits, under which it is stored: such a secret needs no salt and no slow hash. */
  digest(secret: string): string;
}

export interface UserStore {
  byId(id: string): Promise<User | null>;
  byEmail(email: string): Promise<User | null>;
  count(): Promise<number>;
  all(): Promise<readonly User[]>;
  /** `taken` when the mail address belongs to somebody. */
  add(user: Omit<User, 'version'>, at: Moment): Promise<'added' | 'taken'>;
  /**
   * Writes what administrators edit, if the person is still at `basedOn`; the password stays as it is, and so does the link
   * unless it is dropped. `taken` when the mail address belongs to somebody else.
   */
  edit(
    user: Pick<User, 'id' | 'name' | 'email' | 'role' | 'language' | 'active' | 'agent'> & Edited,
    basedOn: number,
    dropsLink?: boolean,
  ): Promise<Replaced | 'taken'>;
  /** The new link; the one before works no more. `onlyWithPassword`: not for somebody who still has an invitation. */
  setLink(id: string, link: PersonLink, onlyWithPassword?: boolean): Promise<boolean>;
  dropLink(id: string): Promise<void>;
  /** Whose link it is, if it may still be used. */
  byLink(link: Pick<PersonLink, 'kind' | 'digest'>, now: Moment): Promise<User | null>;
  /** Uses the link up and sets the password in one write: of two at once, one gets it. null when it is no more. */
  takeLink(
    link: Pick<PersonLink, 'kind' | 'digest'>,
    now: Moment,
    chosen: { readonly passwordHash: string; readonly name?: string; readonly by?: string },
  ): Promise<User | null>;
  /** Of those that are known. From memory; a change is seen here at once, on other nodes within a second. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The language of a person's screens, as `names`; null for an unknown person. */
  language(id: string): Promise<Language | null>;
  /** Whoever looks after the floor: active supervisors, or the administrators where there are none. */
  supervisors(): Promise<readonly User[]>;
}

export interface SessionStore {
  add(session: Session): Promise<void>;
  find(tokenHash: string): Promise<Session | null>;
  touch(tokenHash: string, at: Moment): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** Ends every sign-in of a person. */
  removeOf(userId: string): Promise<void>;
  /** As `removeOf`, because the account was closed; whoever holds the token can be told. */
  closeOf(userId: string): Promise<void>;
  /** Whose sign-in it was that ended because the account was closed; null for every other token. */
  closedOf(tokenHash: string): Promise<string | null>;
}
