/** How inquiries reach us. */

interface Source {
  /** The customer wrote to us themselves and expects an answer by email, if they permitted it. */
  readonly isAcknowledged: boolean;
  /** The customer was asked nothing: the inquiry itself is the legal basis, which permits less than granted consent. */
  readonly isOwnBasis?: true;
}

const SOURCES = {
  form: { isAcknowledged: true },
  call: { isAcknowledged: false, isOwnBasis: true },
  api: { isAcknowledged: true },
  import: { isAcknowledged: false },
} as const satisfies Readonly<Record<string, Source>>;

export type InquirySource = keyof typeof SOURCES;
export const INQUIRY_SOURCES = Object.keys(SOURCES) as readonly InquirySource[];

export function isAcknowledged(source: InquirySource): boolean {
  return SOURCES[source].isAcknowledged;
}

export function isOwnBasis(source: InquirySource): boolean {
  const row: Source = SOURCES[source];
  return row.isOwnBasis === true;
}
