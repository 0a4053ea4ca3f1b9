/** The customer's touches, as shown. */
import { firstArrival, lastArrival } from '../../core/lead/touches.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { sourceIn, splitTags, type Arrival } from '../../core/vocabulary/touch.ts';
import type { DeskLead, TouchView } from '../../shared/desk.ts';

/** Null if nothing is known of either. */
export function presentTouches(lead: Lead): DeskLead['touches'] {
  const first = firstArrival(lead);
  const last = lastArrival(lead);
  if (!first || !last || (isEmpty(first) && isEmpty(last))) return null;
  return { first: presentTouch(first), ...(last.at !== first.at && { last: presentTouch(last) }) };
}

function presentTouch({ at, kind, source }: Arrival): TouchView {
  const { page, referrer, landing, dialed, utm } = source;
  const { tags, clicks } = splitTags(utm);
  const name = sourceIn(source);
  const campaign = tags.find(([tag]) => tag === 'campaign')?.[1];
  return {
    at,
    kind,
    ...(name !== undefined && { source: name }),
    ...(campaign !== undefined && { campaign }),
    ...(page !== undefined && { page }),
    ...(referrer !== undefined && { referrer }),
    ...(landing !== undefined && { landing }),
    ...(dialed !== undefined && { dialed }),
    tags: tags.filter(([tag]) => tag !== 'source' && tag !== 'campaign'),
    clicks,
  };
}

function isEmpty({ source }: Arrival): boolean {
  return Object.keys(source).length === 0;
}
