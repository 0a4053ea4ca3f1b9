/**
 * Creates a card for every lead, or renews them all, and removes fields that only search and counting needed. Running it
 * twice is harmless.
 */
import { factsOf } from '../core/lead/facts.ts';
import { DAY } from '../core/vocabulary/time.ts';
import { cardDocument, mayBeDuplicate } from './cardDocument.ts';
import { trusted, type Connection } from './connection.ts';
import { factDocument } from './facts.ts';
import { toLoaded, telsOf } from './leadDocument.ts';
import { leadModel } from './leads.ts';
import type { Loaded } from '../ports/leads.ts';
import type { AnyDocument } from './model.ts';
import { runGuarded, toPlain } from './plain.ts';

const BATCH = 500;
/** Figures of the current day come from facts, so the facts of the last two days are created too. */
const COUNTED_MS = 2 * DAY;

export async function fillCards(connection: Connection): Promise<void> {
  const native = connection.collection<AnyDocument>('leads');
  for await (const all of allLeads(connection)) {
    const recent = all.filter(({ lead }) => lead.changedAt > Date.now() - COUNTED_MS);
    await put(connection, 'facts', recent.flatMap(({ lead, history }) => factsOf(lead, history)).map(factDocument));
    await putCards(connection, all);
    await runGuarded(() =>
      native.bulkWrite(
        all.map(({ lead, rev }) => {
          const tels = lead.erased ? [] : telsOf(lead);
          const update = {
            $unset: { searchKeys: 1 as const, isSuperseded: 1 as const },
            ...(tels.length > 0 && { $set: { tels: [...tels] } }),
          };
          return { updateOne: { filter: { _id: lead.id, rev }, update } };
        }),
      ),
    );
  }
}

/** Rewrites the card of every lead, for fields that cards didn't have before. */
export async function renewCards(connection: Connection): Promise<void> {
  for await (const all of allLeads(connection)) await putCards(connection, all);
}

/**
 * The same for open leads that may be duplicates. By ID, through all leads: asked for by state, a batch of a large database might
 * take longer than a query may.
 */
export async function labelSuspects(connection: Connection): Promise<void> {
  for await (const all of allLeads(connection))
    await putCards(
      connection,
      all.filter(({ lead }) => lead.state !== 'closed' && mayBeDuplicate(lead)),
    );
}

async function* allLeads(connection: Connection): AsyncGenerator<readonly Loaded[], void> {
  const leads = leadModel(connection);
  for (let last = ''; ;) {
    const documents = await runGuarded(() =>
      leads
        .find({ _id: trusted({ $gt: last }) })
        .sort({ _id: 1 })
        .limit(BATCH)
        .lean()
        .exec(),
    );
    const end = documents.at(-1)?._id;
    if (end === undefined) return;
    yield documents.map((document) => toLoaded(toPlain<Record<string, unknown>>(document)));
    if (documents.length < BATCH) return;
    last = end;
  }
}

function putCards(connection: Connection, all: readonly Loaded[]): Promise<void> {
  return put(
    connection,
    'cards',
    all.map(({ lead, rev }) => cardDocument(lead, rev)),
  );
}

async function put(connection: Connection, name: string, documents: readonly AnyDocument[]): Promise<void> {
  if (documents.length === 0) return;
  await runGuarded(() =>
    connection.collection<AnyDocument>(name).bulkWrite(
      documents.map((replacement) => ({
        replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
      })),
      { ordered: false },
    ),
  );
}
