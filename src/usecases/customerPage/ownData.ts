/**
 * What a customer who proved their number sees and does with their data (L83, L84): how much is stored, a copy of it, and
 * its erasure, which is an administrator's in every respect but who asked for it.
 */
import { keepsRequiredRecords, MOST_TRIES, stageOf } from '../../core/law/numberProof.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ErasureKeeps, PersonCounts } from '../../shared/adminPersons.ts';
import { CUSTOMER } from '../admin/refusals.ts';
import { exportDossier } from '../evidence/exportDossier.ts';
import { erasePerson } from '../persons/erasePerson.ts';
import { countOf, keyOfTel, knownPerson } from '../persons/findPerson.ts';
import { proofOf, provableLink, type ProvableLink } from './proveNumber.ts';

export type OwnData =
  | { readonly kind: 'start' }
  | { readonly kind: 'asked'; readonly triesLeft: number }
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
  /** The last two digits of the number that the inquiry gave. */
  readonly ending: string;
  /** E.164. */
  readonly callUs: string;
  readonly zone: string;
  readonly data: OwnData;
}

/** Null if the link isn't valid. Changes nothing. */
export async function viewOwnData(parts: Parts, token: string, secret: string | null): Promise<OwnDataPage | null> {
  const link = await provableLink(parts, token);
  if (!link) return null;
  const { inquiry, tel, callUs, campaign } = link;
  const business = await parts.business.known();
  return {
    language: inquiry.person.language,
    ...(business && { business: business.name }),
    ending: tel.slice(-2),
    callUs,
    zone: inquiry.person.zones[0] ?? campaign.hours.zone,
    data: await dataOf(parts, link, secret),
  };
}

async function dataOf(parts: Parts, { inquiry, tel }: ProvableLink, secret: string | null): Promise<OwnData> {
  const proof = await proofOf(parts, secret, inquiry);
  if (!proof) return { kind: 'start' };
  switch (stageOf(proof, parts.clock.now())) {
    case 'asked':
      return { kind: 'asked', triesLeft: MOST_TRIES - proof.tries };
    case 'spent':
      return { kind: 'spent' };
    case 'proven':
      return {
        kind: 'proven',
        until: proof.provenUntil ?? 0,
        counts: await countOf(parts, await knownPerson(parts, keyOfTel(tel))),
        keeps: keepsOf(inquiry.person.telCountry),
      };
    case 'erasing':
      return { kind: 'erasing' };
    case 'over':
      return { kind: 'start' };
  }
}

function keepsOf(telCountry: string | undefined): ErasureKeeps {
  return keepsRequiredRecords(telCountry) ? 'sealed' : 'nothing';
}

/** Null without a proof. */
export async function exportOwnData(parts: Parts, token: string, secret: string | null) {
  const proven = await provenLink(parts, token, secret);
  if (!proven) return null;
  const result = await exportDossier(parts, CUSTOMER, keyOfTel(proven.link.tel));
  return result.ok ? result : null;
}

/** `digits`: the typed digits aren't the last four of the number. `busy`: an administrator is erasing them otherwise. */
export type OwnErasure = 'begun' | 'digits' | 'busy' | 'unproven';

/** After a crash in between they ask again, which finds the erasure that is running. */
export async function eraseOwnData(
  parts: Parts,
  token: string,
  secret: string | null,
  lastFour: string,
): Promise<OwnErasure> {
  const proven = await provenLink(parts, token, secret);
  if (!proven) return (await wasErased(parts, secret)) ? 'begun' : 'unproven';
  const { link, proofId } = proven;
  const key = keyOfTel(link.tel);
  if (lastFour !== key.slice(-4)) return 'digits';
  const keeps = keepsOf(link.inquiry.person.telCountry);
  const result = await erasePerson(parts, CUSTOMER, { key, lastFour, tellsCustomer: false, keeps });
  if (!result.ok) return 'busy';
  await parts.proofs.erasedBy(proofId, result.erasure.id);
  return 'begun';
}

/** How the erasure that this browser asked for is doing; null if it asked for none. The link itself ends with it. */
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
