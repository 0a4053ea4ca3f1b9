/**
 * The link to a customer's own page: `/p/<inquiry>.<day>.<signature>`. It is signed, not stored, so sending one costs
 * no write. The signature covers the email address or number that it is sent to, which the link itself doesn't contain:
 * once the inquiry is erased, nothing matches anymore.
 */
import { DAY } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';

/** Longer than a promise can last, so that a link in an email works while it is useful. */
const LINK_MS = 90 * DAY;
const TOKEN = /^([\w-]{1,64})\.([0-9a-z]{1,6})\.([\w-]{43})$/;

type LinkParts = Pick<Parts, 'clock' | 'signer' | 'inquiries'>;

/** Anyone who reads what is sent to this email address or number (E.164) may act on what came from it, until the link expires. */
export interface PageLink {
  readonly inquiry: Inquiry;
  readonly address: string;
}

export async function pagePathFor({ clock, signer }: LinkParts, { id }: Inquiry, address: string): Promise<string> {
  // Whole days, so that an email that is sent again has the same link.
  const lastDay = Math.ceil((clock.now() + LINK_MS) / DAY).toString(36);
  return `/p/${id}.${lastDay}.${await signer.sign(signedText(id, lastDay, address))}`;
}

/** Null if the token isn't one of ours or has ended, whatever the reason. */
export async function readPageLink({ clock, signer, inquiries }: LinkParts, token: string): Promise<PageLink | null> {
  const [, id = '', lastDay = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (id === '') return null;
  const inquiry = await inquiries.byId(id);
  if (!inquiry || clock.now() >= parseInt(lastDay, 36) * DAY) return null;
  const { email, tel } = inquiry.person;
  for (const address of [email, tel].filter((one) => one !== undefined))
    if (await signer.isSigned(signedText(id, lastDay, address), signature)) return { inquiry, address };
  return null;
}

function signedText(inquiryId: string, lastDay: string, address: string): string {
  return ['customer page', inquiryId, lastDay, address].join('\n');
}
