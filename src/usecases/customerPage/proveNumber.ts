/**
 * A customer proves the number of their inquiry with the code that was said in a call from it, or texted to it (L80);
 * without a number, their address with one that is emailed to it (L171). Every answer is the same, whatever we know
 * about the number or address (law 11).
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { ASKED_MS, MOST_TRIES, placeFreeAt, PROVEN_MS, stageOf, type NumberProof } from '../../core/law/numberProof.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { digestOfCode } from './codes.ts';
import { keyOfEmail, keyOfTel } from '../persons/findPerson.ts';
import { leadOfLink, provableOf, type LinkedLead, type Provable } from './viewPage.ts';

export type ProvableNumber = Extract<Provable, { kind: 'number' }>;

/** A link whose inquiry has something that its reader can prove. */
export interface ProvableLink extends LinkedLead {
  readonly campaign: Campaign;
  readonly proves: Provable;
}

/** Null if the link isn't valid, or its reader can't prove anything. */
export async function provableLink(parts: Parts, token: string): Promise<ProvableLink | null> {
  const linked = await leadOfLink(parts, token);
  if (!linked) return null;
  const campaign = await parts.campaigns.byId(linked.inquiry.campaignId);
  const proves = provableOf(parts, linked.inquiry, campaign);
  return campaign && proves ? { ...linked, campaign, proves } : null;
}

/** The key of the person who is proved. */
export function keyOfProvable(proves: Provable): string {
  return proves.kind === 'number' ? keyOfTel(proves.tel) : keyOfEmail(proves.email);
}

/** The keyed hash of what is proved. */
export function provedId({ doNotCall }: Pick<Parts, 'doNotCall'>, proves: Provable): Promise<string> {
  return doNotCall.idOf(proves.kind === 'number' ? proves.tel : keyOfEmail(proves.email));
}

/** The proof of this browser for this inquiry; null without one. */
export async function proofOf(
  parts: Pick<Parts, 'proofs' | 'passwords'>,
  secret: string | null,
  inquiry: Pick<Inquiry, 'id'>,
): Promise<NumberProof | null> {
  const proof = secret === null ? null : await parts.proofs.byId(parts.passwords.digest(secret));
  return proof?.inquiryId === inquiry.id ? proof : null;
}

/** `full`: the maximum number of browsers is waiting; one more may ask at `freeAt`. `missing`: the link isn't valid. */
export type Started =
  | { readonly kind: 'started'; readonly secret: string }
  | { readonly kind: 'full'; readonly freeAt: Moment }
  | { readonly kind: 'missing' };

/** A browser with the secret of a proof that waits for the code of a number keeps it. */
export async function startProof(parts: Parts, token: string, before: string | null): Promise<Started> {
  const link = await provableLink(parts, token);
  if (!link) return { kind: 'missing' };
  const now = parts.clock.now();
  const numberId = await provedId(parts, link.proves);
  const inquiryId = link.inquiry.id;
  // An emailed code is only for the browser that asked for it.
  if (link.proves.kind === 'number') {
    const proof = await proofOf(parts, before, link.inquiry);
    if (before !== null && proof && stageOf(proof, now) === 'asked') return { kind: 'started', secret: before };
    const freeAt = placeFreeAt(await parts.proofs.waiting(numberId, now - ASKED_MS), inquiryId);
    if (freeAt !== null) return { kind: 'full', freeAt };
  }
  const secret = parts.random.secret();
  await parts.proofs.add({ id: parts.passwords.digest(secret), numberId, inquiryId, startedAt: now, tries: 0 });
  return { kind: 'started', secret };
}

/** `none`: this browser asked for no code, or none could be emailed. */
export type Entered = 'proven' | 'wrong' | 'none' | 'missing';

/**
 * The attempt is counted before the code is compared, so that simultaneous guesses are attempts too. For a number it counts
 * whether or not it got a code: how many are left must not tell whether a text was permitted (L81).
 */
export async function enterCode(parts: Parts, token: string, secret: string | null, digits: string): Promise<Entered> {
  const link = await provableLink(parts, token);
  if (!link) return 'missing';
  const proof = await proofOf(parts, secret, link.inquiry);
  const now = parts.clock.now();
  if (!proof) return 'none';
  const stage = stageOf(proof, now);
  // Sent twice.
  if (stage === 'proven') return 'proven';
  if (link.proves.kind === 'address' && stage === 'asked' && proof.textedAt === undefined) return 'none';
  if (stage !== 'asked' || !(await parts.proofs.countTry(proof.id, MOST_TRIES))) return 'wrong';
  const code = await digestOfCode(parts, await provedId(parts, link.proves), digits);
  if (await parts.proofs.prove(proof.id, code, now, now + PROVEN_MS)) return 'proven';
  const after = await parts.proofs.byId(proof.id);
  return after && stageOf(after, now) === 'proven' ? 'proven' : 'wrong';
}
