/** Where the customer came from, as their browser or a program reported it. */
import type { InquirySource } from '../vocabulary/inquirySources.ts';
import { isClickId, type Touch } from '../vocabulary/touch.ts';
import { originOf } from '../vocabulary/origin.ts';

/** Parameters with a field of their own. */
export const REFERRER = 'referrer';
export const LANDING = 'landing';
/** As many as a sender may name. */
const MOST_TAGS = 20;
const LONGEST_TAG = 500;
const HOST = /^[a-z0-9][a-z0-9.-]{0,252}$/;

export interface SentTouch {
  /** `form`: our own page sent it, and `page` may be the page of another site that linked to it. */
  readonly kind: InquirySource;
  readonly page?: string;
  /** Clean names and values. */
  readonly tags: Readonly<Record<string, string>>;
  /** The origins on which the business shows the form. */
  readonly ownSites: readonly string[];
}

/** Tags that were sent win over those in the page's URL. What can't be read is left out. */
export function readTouch({ kind, page, tags, ownSites }: SentTouch): Touch {
  const url = page !== undefined && URL.canParse(page) ? new URL(page) : undefined;
  const isElsewhere = kind === 'form' && url !== undefined && !ownSites.map(originOf).includes(url.origin);
  const named = withShortNames({ ...(kind === 'api' && url && tagsIn(url)), ...withShortNames(tags) });
  const { [REFERRER]: sentReferrer, [LANDING]: sentLanding, ...utm } = named;
  const referrer = hostIn(sentReferrer) ?? (isElsewhere ? hostIn(url.href) : undefined);
  const landing = pathIn(sentLanding);
  return {
    ...(page !== undefined && { page }),
    ...(Object.keys(utm).length > 0 && { utm: Object.fromEntries(Object.entries(utm).slice(0, MOST_TAGS)) }),
    ...(referrer !== undefined && { referrer }),
    ...(landing !== undefined && { landing }),
  };
}

/** `utm_source` and `source` are one tag; the short name wins. Empty ones are left out. */
function withShortNames(tags: Readonly<Record<string, string>>): Record<string, string> {
  const all = Object.entries(tags).filter(([, value]) => value !== '');
  const long = all.filter(([name]) => name.startsWith('utm_'));
  return Object.fromEntries([
    ...long.map(([name, value]) => [name.slice('utm_'.length), value] as const),
    ...all.filter(([name]) => !name.startsWith('utm_')),
  ]);
}

/** Anything else in a query may say something about the person. */
function tagsIn({ searchParams }: URL): Record<string, string> {
  const known = [...searchParams].filter(
    ([name, value]) => value.length <= LONGEST_TAG && (/^utm_[a-z0-9_-]{1,36}$/.test(name) || isClickId(name)),
  );
  return Object.fromEntries(known.slice(0, MOST_TAGS));
}

function hostIn(site: string | undefined): string | undefined {
  if (site === undefined) return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(site) ? site : `https://${site}`;
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
  return HOST.test(host) ? host : undefined;
}

/** Without its query, which may say something about the person. */
function pathIn(page: string | undefined): string | undefined {
  if (page === undefined || !/^(https?:\/\/|\/(?!\/))/.test(page) || !URL.canParse(page, 'https://own.example'))
    return undefined;
  return new URL(page, 'https://own.example').pathname;
}
