/** What each kind of email says about itself: its texts, whether it is still to be sent, and what it says. */
import type { Letter } from '../../core/mail/letter.ts';
import type { MailData, MailKind, QueuedMail, SkipReason } from '../../core/mail/mail.ts';
import type { Message } from '../../core/mail/message.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Catalogue } from '../../shared/text/index.ts';
import type { Words } from './words.ts';

export type MailOf<K extends MailKind> = Extract<QueuedMail, { kind: K }>;
export type LetterOf<K extends MailKind> = Extract<Letter, { kind: K }>;

export type ComposeResult<K extends MailKind = MailKind> =
  /** `data`: what it says, stored after it is sent. */
  | { readonly kind: 'letter'; readonly letter: LetterOf<K>; readonly data?: MailData['promiseMade'] }
  | { readonly kind: 'skip'; readonly why: SkipReason }
  | { readonly kind: 'later'; readonly at: Moment };

export interface MailSpec<K extends MailKind = MailKind, C extends Catalogue = Catalogue> {
  /** The words that only this kind uses. */
  readonly text: C;
  /** When it is due: from the current state, with permission checked again. */
  compose(parts: Parts, mail: MailOf<K>): Promise<ComposeResult<K>>;
  say(letter: LetterOf<K>, words: Words<C>): Message;
}

export const skip = (why: SkipReason) => ({ kind: 'skip', why }) as const;
