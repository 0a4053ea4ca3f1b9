/** What the emails with a one-time link have in common. */
import type { LinkContent } from '../../core/mail/letter.ts';
import type { Message } from '../../core/mail/message.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Catalogue } from '../../shared/text/index.ts';
import { momentInWords } from '../../shared/text/mail.ts';
import type { LetterOf, MailOf } from './kind.ts';
import { businessZone } from './recipient.ts';
import type { Words } from './words.ts';

type LinkKind = 'invitation' | 'passwordReset';

/** Null if the link was removed after an earlier send. */
export async function linkContent(parts: Parts, { data, expiresAt }: MailOf<LinkKind>): Promise<LinkContent | null> {
  if (typeof data.link !== 'string') return null;
  return { ...data, zone: await businessZone(parts), ...(expiresAt !== undefined && { until: expiresAt }) };
}

/** The link, until when it works, and why they get this email. */
export function linkPart(
  { link, until, zone, language }: LetterOf<LinkKind>,
  { t, text, button }: Words<Catalogue>,
): { readonly blocks: Message['blocks']; readonly why: string } {
  const when = until === undefined ? undefined : momentInWords(until, zone, language).whole;
  return {
    blocks: [button('link.open', link), ...(when === undefined ? [] : [text('link.until', { when })])],
    why: t('link.why'),
  };
}
