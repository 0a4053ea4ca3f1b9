/**
 * Invented leads whose outcome depends on what was known when they opened, by a known process, so that there is
 * something to learn from them. Open ones have a score, and some have tags: every filter and order of the leads page
 * finds a part of them.
 */
import type { Lead } from '../../src/core/lead/lead.ts';
import type { InquirySource } from '../../src/core/vocabulary/inquirySources.ts';
import type { Moment } from '../../src/core/vocabulary/time.ts';
import { dice, type Dice } from '../many/dice.ts';
import { INVENTED, inventAll, type Census, type Written } from '../many/fill.ts';
import { inventLead, type Ending, type Invented } from '../many/invent.ts';

export const TAGS = ['vip', 'spring-fair', 'partner'] as const;
export const KINDS: readonly InquirySource[] = ['form', 'call', 'api'];

/** Training reads this many of the newest leads that ended; no other inquiry is read by what is measured. */
const INQUIRIES = 60_000;
/** The sweep restores missing facts of what closed within an hour. */
const FACTS = 2000;
const TAGGED_EVERY = 20;

const INTERESTS: Readonly<Record<string, number>> = { roof: 1, battery: 0.2, wallbox: -0.4, advice: -0.8 };
const SOURCES: Readonly<Record<string, number>> = { google: 0.5, facebook: -0.6, newsletter: 0.9, tv: 0, flyer: -0.2 };
const USUAL = -2;

/** What is written of them, by collection. */
export const WRITTEN: Written = {
  leads: INVENTED.leads,
  cards: INVENTED.cards,
  inquiries: INVENTED.inquiries,
  facts: INVENTED.facts,
};
/** How many of the newest closed ones a collection has; all unless it's here. */
const NEWEST: Readonly<Record<string, number>> = { inquiries: INQUIRIES, facts: FACTS };

export function promisingLeads(census: Census, now: Moment, collection: string): Iterable<Invented> {
  const closed = Math.min(census.closed, NEWEST[collection] ?? Infinity);
  return inventAll({ ...census, closed }, now, promisingLead);
}

export function promisingLead(index: number, ending: Ending, now: Moment): Invented {
  const { inquiry, change, decisions } = inventLead(index, ending, now);
  const random = dice(index * 5 + 3);
  const { lead } = change;
  const [interest, utmSource, kind] = [
    random.of(Object.keys(INTERESTS)),
    random.of(Object.keys(SOURCES)),
    random.weighted(KINDS.map((each) => [each, each === 'form' ? 6 : 2] as const)),
  ];
  const bill = 40 + random.upTo(400);
  const source = { ...inquiry.source, utm: { source: utmSource } };
  const known = { interest, answers: { ...inquiry.answers, bill } };
  const odds =
    USUAL + (INTERESTS[interest] ?? 0) + (SOURCES[utmSource] ?? 0) + (kind === 'call' ? 0.8 : 0) + bill / 400;
  const tags = index % TAGGED_EVERY === 0 ? { tags: [random.of(TAGS)] } : {};
  const inquiries = lead.inquiries.map((each) => ({ ...each, kind, source }));
  const changed = ended({ ...lead, ...known, ...tags, inquiries }, odds, random);
  return {
    inquiry: { ...inquiry, ...known, kind, source },
    change: { ...change, lead: changed },
    decisions,
  };
}

/** A closed lead is won by its chance; an open one has that chance, in percent, as its score. */
function ended(lead: Lead, odds: number, random: Dice): Lead {
  const chance = 1 / (1 + Math.exp(-odds));
  if (lead.state !== 'closed') return { ...lead, score: { points: Math.round(chance * 100), reasons: [] } };
  const isWon = random.upTo(1_000_000) < chance * 1_000_000;
  const lost = lead.outcome === 'won' ? 'notInterested' : lead.outcome;
  return { ...lead, outcome: isWon ? 'won' : lost };
}
