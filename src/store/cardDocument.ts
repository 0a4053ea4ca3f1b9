/** What a card says of its lead. */
import { identityOf } from '../core/lead/identity.ts';
import { knownDetails, takesDetails } from '../core/lead/details.ts';
import { waitsSince, type Lead } from '../core/lead/lead.ts';
import { sourcesOf } from '../core/lead/touches.ts';
import { bandOf } from '../core/vocabulary/score.ts';
import type { AnyDocument } from './model.ts';
import { searchWordsOf } from './searchWords.ts';

/** The label of open leads that may be duplicates. */
export const SUSPECTED = 'is:suspected';

/** The card as it is stored. */
export function cardDocument(lead: Lead, rev: number): AnyDocument {
  const agents = agentsOf(lead);
  const [first] = lead.inquiries;
  const labels = labelsOf(lead);
  const identity = identityOf(lead);
  return {
    _id: lead.id,
    rev,
    createdAt: new Date(lead.createdAt),
    place: lead.state === 'closed' ? lead.outcome : lead.state,
    ...(lead.state === 'closed' && lead.outcomeId !== undefined && { outcomeId: lead.outcomeId }),
    campaignId: lead.campaignId,
    ...(agents.length > 0 && { agents }),
    ...(first && { source: first.kind }),
    ...(labels.length > 0 && { labels }),
    ...('wait' in lead && { waitsSince: new Date(waitsSince(lead.wait)) }),
    ...(lead.state === 'callback' && { dueAt: new Date(lead.promise.dueAt) }),
    ...(lead.state !== 'closed' && lead.score && { score: lead.score.points }),
    ...(takesDetails(lead) && { known: knownDetails(lead) }),
    ...(identity !== null && { identity }),
    words: lead.erased ? [] : searchWordsOf(lead),
  };
}

function labelsOf(lead: Lead): readonly string[] {
  const {
    inquiries: [first],
    tags = [],
    score,
    erased,
  } = lead;
  return [
    ...(first ? [`source:${first.kind}`] : []),
    ...(erased ? [] : sourcesOf(lead).map((source) => `from:${source}`)),
    ...(erased ? [] : tags.map((tag) => `tag:${tag}`)),
    ...(erased || !score ? [] : [`band:${bandOf(score.points)}`]),
    ...(mayBeDuplicate(lead) ? [SUSPECTED] : []),
  ];
}

/** Only open leads can be merged, and only those have the label: any other costs the lists no index key. */
export function mayBeDuplicate({ state, suspectedDuplicateIds }: Lead): boolean {
  return state !== 'closed' && suspectedDuplicateIds.length > 0;
}

function agentsOf(lead: Lead): readonly string[] {
  const last = lead.state === 'closed' ? lead.ownerId : 'owner' in lead ? lead.owner.agentId : undefined;
  return [...new Set([last, lead.lastAccept?.agentId, lead.promise?.ownerId])].filter((id) => id !== undefined);
}
