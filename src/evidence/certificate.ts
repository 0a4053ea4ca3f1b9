/**
 * The certificate of one inquiry: what the customer was shown, which boxes they checked, what they entered, from where.
 * It is derived from the stored inquiry, so it costs nothing when the form is sent; the signed root of that time proves
 * that it hasn't changed since.
 */
import { CONSENT_BOXES, type ConsentBox } from '../core/vocabulary/form.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Inquiry } from '../ports/inquiries.ts';
import { sha256 } from './digest.ts';

export interface Certificate {
  readonly inquiryId: string;
  readonly kind: Inquiry['kind'];
  readonly receivedAt: Moment;
  readonly campaignId: string;
  readonly form: string;
  /** Each box with its state and the digest of its exact wording; `wording` is absent if the box wasn't shown. */
  readonly boxes: readonly { readonly box: ConsentBox; readonly isChecked: boolean; readonly wording?: string }[];
  readonly wordingVersion: number;
  readonly language: string;
  readonly page?: string;
  /** Of the network; absent once erased. */
  readonly address?: string;
  readonly browser?: string;
  /** Of a row of a file: as the business stated it. */
  readonly stated?: { readonly givenAt?: Moment; readonly basis?: string; readonly until?: Moment };
  readonly fields: Pick<Inquiry, 'person' | 'interest' | 'message' | 'callAt' | 'answers' | 'source'>;
  /** Digest of the request's body as it was received. */
  readonly bodyHash: string;
}

export function certificateOf(inquiry: Inquiry): Certificate {
  const { id, kind, receivedAt, campaignId, formKey, consent, bodyHash } = inquiry;
  const { person, interest, message, callAt, answers, source } = inquiry;
  const { wordingVersion, language, page, address, browser, givenAt, basis, until } = consent;
  const stated = { givenAt, basis, until };
  return withoutAbsent({
    inquiryId: id,
    kind,
    receivedAt,
    campaignId,
    form: formKey,
    boxes: CONSENT_BOXES.map((box) => {
      const wording = consent.wording[box];
      return { box, isChecked: consent[box], ...(wording !== undefined && { wording: sha256(wording) }) };
    }),
    wordingVersion,
    language,
    page,
    address,
    browser,
    ...(Object.values(stated).some((value) => value !== undefined) && { stated }),
    fields: { person, interest, message, callAt, answers, source },
    bodyHash,
  });
}

/** The exact wordings by digest: each text once, however many inquiries were shown it. */
export function wordingsOf(inquiries: readonly Inquiry[]): Readonly<Record<string, string>> {
  const texts = new Set(inquiries.flatMap(({ consent }) => Object.values(consent.wording)));
  return Object.fromEntries([...texts].map((text) => [sha256(text), text] as const).sort());
}

/** As JSON has it: without what is undefined. */
function withoutAbsent(certificate: object): Certificate {
  return JSON.parse(JSON.stringify(certificate)) as Certificate;
}
