/** How inquiries reach us. */

interface Source {
  /** The customer wrote to us themselves and expects an answer by email, if they permitted it. */
  readonly isAcknowledged: boolean;
}

const SOURCES = {
  form: { isAcknowledged: true },
  call: { isAcknowledged: false },
  api: { isAcknowledged: true },
  import: { isAcknowledged: false },
} as const satisfies Readonly<Record<string, Source>>;

export type InquirySource = keyof typeof SOURCES;
export const INQUIRY_SOURCES = Object.keys(SOURCES) as readonly InquirySource[];

export function isAcknowledged(source: InquirySource): boolean {
  return SOURCES[source].isAcknowledged;
}
