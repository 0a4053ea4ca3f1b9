/** Closed leads with the inquiries that opened them, read in batches by the index on when they closed. */
import type { Connection } from 'mongoose';
import type { EndedLead, ScoreStore } from '../ports/scores.ts';
import { trusted } from './connection.ts';
import { inquiryModel } from './inquiries.ts';
import { leadModel } from './leads.ts';
import { runGuarded, toPlain } from './plain.ts';

const BATCH = 500;
const OF_LEAD = {
  campaignId: 1,
  createdAt: 1,
  closedAt: 1,
  outcome: 1,
  previousLeadId: 1,
  erased: 1,
  'inquiries.id': 1,
};
const OF_INQUIRY = {
  ...{ kind: 1, person: 1, interest: 1, message: 1, callAt: 1, answers: 1, source: 1 },
  ...{ 'consent.now': 1, 'consent.text': 1 },
};

interface Closed {
  readonly id: string;
  readonly campaignId: string;
  readonly createdAt: number;
  readonly closedAt: number;
  readonly outcome: EndedLead['outcome'];
  readonly previousLeadId?: string;
  readonly erased?: true;
  readonly inquiries: readonly { readonly id: string }[];
}

export function scoreStore(connection: Connection): ScoreStore {
  const leads = leadModel(connection);
  const inquiries = inquiryModel(connection);
  return {
    async *ended(since, most, except) {
      let before: number | null = null;
      let seen = new Set<string>();
      for (let read = 0; read < most;) {
        const until: object = before === null ? {} : { $lte: new Date(before) };
        const documents = await runGuarded(() =>
          leads
            .find(
              { closedAt: trusted({ $gte: new Date(since), ...until }), outcome: trusted({ $nin: [...except] }) },
              OF_LEAD,
            )
            .sort({ closedAt: -1 })
            .limit(BATCH + seen.size)
            .lean()
            .exec(),
        );
        const all = documents.map((document) => toPlain<Closed>(document));
        const fresh = all.filter(({ id }) => !seen.has(id));
        const last = fresh.at(-1);
        if (!last) return;
        read += fresh.length;
        before = last.closedAt;
        // Those of the last moment come again.
        seen = new Set(all.filter(({ closedAt }) => closedAt === before).map(({ id }) => id));
        yield await withInquiries(fresh.filter(({ erased }) => !erased));
      }
    },
  };

  async function withInquiries(closed: readonly Closed[]): Promise<readonly EndedLead[]> {
    const ids = closed.flatMap(({ inquiries: [first] }) => (first ? [first.id] : []));
    const found = await runGuarded(() =>
      inquiries
        .find({ _id: trusted({ $in: ids }) }, OF_INQUIRY)
        .lean()
        .exec(),
    );
    const byId = new Map(found.map((document) => [document._id, toPlain<EndedLead['inquiry']>(document)]));
    return closed.flatMap(({ campaignId, createdAt, closedAt, outcome, previousLeadId, inquiries: [first] }) => {
      const inquiry = byId.get(first?.id ?? '');
      if (!inquiry) return [];
      const isReturning = previousLeadId !== undefined;
      return [{ campaignId, openedAt: createdAt, closedAt, outcome, isReturning, inquiry }];
    });
  }
}
