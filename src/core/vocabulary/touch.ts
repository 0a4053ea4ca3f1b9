/** How a customer came to an inquiry, and which source it counts under. Facts without personal data come from here. */
import type { InquirySource } from './inquirySources.ts';
import type { Moment } from './time.ts';

/** How a customer came to send an inquiry, as far as the sender said. Empty if nothing is known. */
export interface Touch {
  /** The page it was sent from: a URL, or a path on our own site. */
  readonly page?: string;
  /** Campaign parameters and click ids of the link, without the `utm_`; at most 20. */
  readonly utm?: Readonly<Record<string, string>>;
  /** The host of the site that the customer came from. */
  readonly referrer?: string;
  /** The path of the first page of their visit. */
  readonly landing?: string;
  /** The number of ours that they called, E.164, and its source at that time, if the business named one. */
  readonly dialed?: string;
  readonly dialedSource?: string;
}

/** An inquiry with its origin: when and how it arrived, and where the person came from. */
export interface Arrival {
  readonly at: Moment;
  readonly kind: InquirySource;
  readonly source: Touch;
}

/** What ad networks add to a link, and which source such a click counts under if the link names none. */
const NETWORKS: Readonly<Record<string, string>> = {
  gclid: 'google',
  gbraid: 'google',
  wbraid: 'google',
  dclid: 'google',
  fbclid: 'facebook',
  msclkid: 'bing',
  ttclid: 'tiktok',
  twclid: 'twitter',
  li_fat_id: 'linkedin',
  rdt_cid: 'reddit',
  yclid: 'yandex',
};
export const CLICK_IDS: readonly string[] = Object.keys(NETWORKS);

export function isClickId(name: string): boolean {
  return Object.hasOwn(NETWORKS, name);
}

/** One name for a source, however it's typed. */
export function sourceNamed(text: string): string {
  return text.trim().toLowerCase();
}

/** Characters in the name of a source. */
export const LONGEST_SOURCE = 40;

/** A marketer's keyword or a host; anything else could be personal data. */
export const PLAIN_WORD = /^[\w.-]{1,40}$/;

/** As the link or the business says it, in lower case: one source is the same however it's typed. */
export function sourceIn({ utm = {}, referrer, dialedSource }: Touch): string | undefined {
  if (dialedSource !== undefined) return sourceNamed(dialedSource);
  // Programs of earlier versions sent the whole name.
  const named = utm['source'] ?? utm['utm_source'];
  if (named !== undefined && named.trim() !== '') return sourceNamed(named);
  const click = CLICK_IDS.find((id) => utm[id] !== undefined);
  return click === undefined ? referrer : NETWORKS[click];
}

/** The source under which an inquiry is counted and filtered; absent if it has none, or if it could be personal data. */
export function countedSource(touch: Touch): string | undefined {
  const source = sourceIn(touch);
  // The business's own words name no customer.
  return source !== undefined && (touch.dialedSource !== undefined || PLAIN_WORD.test(source)) ? source : undefined;
}

/** The click ids among the parameters, and the other ones. */
export function splitTags(utm: Touch['utm'] = {}): {
  readonly tags: readonly (readonly [string, string])[];
  readonly clicks: readonly (readonly [string, string])[];
} {
  const all = Object.entries(utm).map(([name, value]) => [name.replace(/^utm_/, ''), value] as const);
  return { tags: all.filter(([name]) => !isClickId(name)), clicks: all.filter(([name]) => isClickId(name)) };
}
