/**
 * The link to a customer's own page: `/p/<inquiry>.<day>.<signature>`. It is signed, not stored, so emailing one costs
 * no write. The signature covers the email address that it is sent to, which the link itself doesn't contain: once the
 * inquiry is erased, nothing matches anymore.
 */
import { DAY } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';

/** Longer than a promise can last, so that a link in an email works while it is useful. */
const LINK_MS = 90 * DAY;
const TOKEN = /^([\w-]{1,64})\.([0-9a-z]{1,6})\.([\w-]{43})$/;

type LinkParts = Pick<Parts, 'clock' | 'signer' | 'inquiries'>;

/** Anyone who reads this address's email may act on what it sent, until the link expires. */
export interface PageLink {
  readonly inquiry: Inquiry;
  readonly email: string;
}

export async function pagePathFor({ clock, signer }: LinkParts, { id }: Inquiry, email: string): Promise<string> {
  // Whole days, so that an email that is sent again has the same link.
  const lastDay = Math.ceil((clock.now() + LINK_MS) / DAY).toString(36);
  return `/p/${id}.${lastDay}.${await signer.sign(signedText(id, lastDay, email))}`;
}

/** Null if the token isn't one of ours or has ended, whatever the reason. */
export async function readPageLink({ clock, signer, inquiries }: LinkParts, token: string): Promise<PageLink | null> {
  const [, id = '', lastDay = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (id === '') return null;
  const inquiry = await inquiries.byId(id);
  const email = inquiry?.person.email;
  if (!inquiry || email === undefined) return null;
  const isOurs = await signer.isSigned(signedText(id, lastDay, email), signature);
  return isOurs && clock.now() < parseInt(lastDay, 36) * DAY ? { inquiry, email } : null;
}

function signedText(inquiryId: string, lastDay: string, email: string): string {
  return ['customer page', inquiryId, lastDay, email].join('\n');
}
