/**
 * Fills a database through the wire, as fast as it takes: documents by the store's own builders, in large batches that
 * are made while the one before them is being stored.
 */
import type { Connection } from 'mongoose';
import type { Moment } from '../../src/core/time.ts';
import { decisionDocument } from '../../src/store/decisions.ts';
import { inquiryDocument } from '../../src/store/inquiries.ts';
import { documentOf, NEW_ENVELOPE } from '../../src/store/leadDocument.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { inventLead, type Ending } from './invent.ts';

/** How many leads of each kind there are. */
export type Census = Readonly<Record<Ending, number>>;

/** A business of this many closed leads: a tenth as many wait, a twentieth are owed a call. */
export function censusOf(closed: number): Census {
  return { closed, callback: Math.ceil(closed / 20), waiting: Math.ceil(closed / 10) };
}

const BATCH = 200;
/** Adds what `to` has more than `from`. */
export async function fill(connection: Connection, from: Census, to: Census, now: Moment): Promise<void> {
  const collection = (name: string) => connection.collection<AnyDocument>(name);
  const into = { leads: collection('leads'), inquiries: collection('inquiries'), decisions: collection('decisions') };
  let storing: Promise<unknown> = Promise.resolve();
  for (const ending of ['closed', 'callback', 'waiting'] as const) {
    for (let start = from[ending]; start < to[ending]; start += BATCH) {
      const made = Array.from({ length: Math.min(BATCH, to[ending] - start) }, (_, index) =>
        inventLead(start + index, ending, now),
      );
      const leads = made.map(({ change }) => documentOf(change, NEW_ENVELOPE).document as AnyDocument);
      const inquiries = made.map(({ inquiry }) => inquiryDocument(inquiry));
      const decisions = made.flatMap((one) => one.decisions.map(decisionDocument));
      await storing;
      storing = Promise.all([
        into.leads.insertMany(leads, { ordered: false }),
        into.inquiries.insertMany(inquiries, { ordered: false }),
        decisions.length > 0 && into.decisions.insertMany(decisions, { ordered: false }),
      ]);
    }
  }
  await storing;
}
