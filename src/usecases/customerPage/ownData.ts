/**
 * What a customer who proved their number, or without one their address, sees and does with their data (L83, L84,
 * L171): how much is stored, a copy of it, and its erasure, which is like an administrator's except for who asked for
 * it.
 */
import { keepsRequiredRecords, MOST_TRIES, stageOf } from '../../core/law/numberProof.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ErasureKeeps, PersonCounts } from '../../shared/adminPersons.ts';
import { CUSTOMER } from '../admin/refusals.ts';
import { exportDossier } from '../evidence/exportDossier.ts';
import { erasePerson } from '../persons/erasePerson.ts';
import { countOf, knownPerson } from '../persons/findPerson.ts';
import { keyOfProvable, proofOf, provableLink, type ProvableLink } from './proveNumber.ts';
import type { Provable } from './viewPage.ts';

/** Of a number, to confirm its erasure. */
const LAST_DIGITS = 4;

export type OwnData =
  | { readonly kind: 'start' }
  /** `isSent`: a code was texted, or emailed. */
  | { readonly kind: 'asked'; readonly triesLeft: number; readonly isSent: boolean }
  | { readonly kind: 'spent' }
  | {
      readonly kind: 'proven';
      readonly until: Moment;
      readonly counts: PersonCounts;
      readonly keeps: ErasureKeeps;
    }
  /** What they asked to erase: calls may still be ending. */
  | { readonly kind: 'erasing' };

export interface OwnDataPage {
  readonly language: Language;
  readonly business?: string;
  /** `ending`: the last two digits of the number that the inquiry gave. `callUs`: E.164. */
  readonly proves:
    { readonly kind: 'number'; readonly ending: string; readonly callUs: string } | { readonly kind: 'address' };
  readonly zone: string;
  readonly data: OwnData;
}

/** Null if the link isn't valid. Changes nothing. */
export async function viewOwnData(parts: Parts, token: string, secret: string | null): Promise<OwnDataPage | null> {
  const link = await provableLink(parts, token);
  if (!link) return null;
  const { inquiry, proves, campaign } = link;
  const business = await parts.business.known();
  return {
    language: inquiry.person.language,
    ...(business && { business: business.name }),
    proves:
      proves.kind === 'number'
        ? { kind: 'number', ending: proves.tel.slice(-2), callUs: proves.callUs }
        : { kind: 'address' },
    zone: inquiry.person.zones[0] ?? campaign.hours.zone,
    data: await dataOf(parts, link, secret),
  };
}

async function dataOf(parts: Parts, { inquiry, proves }: ProvableLink, secret: string | null): Promise<OwnData> {
  const proof = await proofOf(parts, secret, inquiry);
  if (!proof) return { kind: 'start' };
  switch (stageOf(proof, parts.clock.now())) {
    case 'asked':
      return { kind: 'asked', triesLeft: MOST_TRIES - proof.tries, isSent: proof.textedAt !== undefined };
    case 'spent':
      return { kind: 'spent' };
    case 'proven':
      return {
        kind: 'proven',
        until: proof.provenUntil ?? 0,
        counts: await countOf(parts, await knownPerson(parts, keyOfProvable(proves))),
        keeps: keepsOf(inquiry),
      };
    case 'erasing':
      return { kind: 'erasing' };
    case 'over':
      return { kind: 'start' };
  }
}

/** A person without a number has no calls to keep records of. */
function keepsOf({ person: { tel, telCountry } }: Pick<Inquiry, 'person'>): ErasureKeeps {
  return tel !== undefined && keepsRequiredRecords(telCountry) ? 'sealed' : 'nothing';
}

/** Null without a proof. */
export async function exportOwnData(parts: Parts, token: string, secret: string | null) {
  const proven = await provenLink(parts, token, secret);
  if (!proven) return null;
  const result = await exportDossier(parts, CUSTOMER, keyOfProvable(proven.link.proves));
  return result.ok ? result : null;
}

/** `unlike`: what was typed isn't the end of the number, or the address. `busy`: an administrator is erasing them otherwise. */
export type OwnErasure = 'begun' | 'unlike' | 'busy' | 'unproven';

/** `typed`: the last four digits of the number, or the address. After a crash in between they ask again, which finds the erasure that is running. */
export async function eraseOwnData(
  parts: Parts,
  token: string,
  secret: string | null,
  typed: string,
): Promise<OwnErasure> {
  const proven = await provenLink(parts, token, secret);
  if (!proven) return (await wasErased(parts, secret)) ? 'begun' : 'unproven';
  const { link, proofId } = proven;
  if (!isConfirmed(link.proves, typed)) return 'unlike';
  const key = keyOfProvable(link.proves);
  const wish = { key, lastFour: key.slice(-4), tellsCustomer: false, keeps: keepsOf(link.inquiry) };
  const result = await erasePerson(parts, CUSTOMER, wish);
  if (!result.ok) return 'busy';
  await parts.proofs.erasedBy(proofId, result.erasure.id);
  return 'begun';
}

function isConfirmed(proves: Provable, typed: string): boolean {
  const plain = typed.normalize('NFKC');
  if (proves.kind === 'address') return plain.trim().toLowerCase() === proves.email.toLowerCase();
  return plain.replace(/\D/g, '') === proves.tel.slice(-LAST_DIGITS);
}

/** The progress of the erasure that this browser asked for; null if it asked for none. The link itself ends with it. */
export async function ownErasure(parts: Parts, secret: string | null): Promise<'running' | 'done' | null> {
  const proof = secret === null ? null : await parts.proofs.byId(parts.passwords.digest(secret));
  if (proof?.provenUntil === undefined) return null;
  // A crash kept the erasure from being noted; it has forgotten the inquiry.
  if (proof.erasureId === undefined) return proof.inquiryId === undefined ? 'done' : null;
  return (await parts.persons.byId(proof.erasureId))?.state === 'running' ? 'running' : 'done';
}

async function wasErased(parts: Parts, secret: string | null): Promise<boolean> {
  return (await ownErasure(parts, secret)) !== null;
}

async function provenLink(parts: Parts, token: string, secret: string | null) {
  const link = await provableLink(parts, token);
  const proof = link && (await proofOf(parts, secret, link.inquiry));
  return proof && stageOf(proof, parts.clock.now()) === 'proven' ? { link, proofId: proof.id } : null;
}
