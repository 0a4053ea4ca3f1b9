/**
 * Databases of a given size: documents by the store’s own builders, plus what a first start and the people of the
 * measurement added. A folder is written the way a restore does it; over the wire every key would touch its own page.
 */
import { serialize } from 'bson';
import type { Moment } from '../../src/core/vocabulary/time.ts';
import { fromFolder, toFolder } from '../../packages/embedded-mongo/src/transfer/folder.ts';
import { carry, type Piece, type Source } from '../../packages/embedded-mongo/src/transfer/pieces.ts';
import { factsOf } from '../../src/core/lead/facts.ts';
import { cardDocument } from '../../src/store/cardDocument.ts';
import { decisionDocument } from '../../src/store/decisions.ts';
import { factDocument } from '../../src/store/facts.ts';
import { inquiryDocument } from '../../src/store/inquiries.ts';
import { newDocument } from '../../src/store/leadDocument.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { inventLead, type Ending, type Invented } from './invent.ts';

/** How many leads of each kind there are. */
export type Census = Readonly<Record<Ending, number>>;

/** A business with this many closed leads: a tenth as many are waiting, a twentieth have a callback. */
export function censusOf(closed: number): Census {
  return { closed, callback: Math.ceil(closed / 20), waiting: Math.ceil(closed / 10) };
}

/** What is written of an invented lead, by collection. */
export type Written = Readonly<Record<string, (one: Invented) => readonly AnyDocument[]>>;

/** The revision of a lead that was just written; the same for all. */
let firstRev: number | undefined;

// Only the lead itself needs its history sealed, which takes most of the time.
export const INVENTED = {
  leads: ({ change }) => [newDocument(change).document],
  cards: ({ change }) => [cardDocument(change.lead, (firstRev ??= newDocument(change).loaded.rev))],
  facts: ({ change }) => factsOf(change.lead, numbered(change.entries)).map(factDocument),
  inquiries: ({ inquiry }) => [inquiryDocument(inquiry)],
  decisions: ({ decisions }) => decisions.map(decisionDocument),
} satisfies Written;

/** Entries with their places, as the seal gives them. */
const numbered = <T extends object>(entries: readonly T[]) =>
  entries.map((entry, index) => ({ ...entry, seq: index + 1 }));

export function* inventAll(census: Census, now: Moment, invent = inventLead): Generator<Invented, void> {
  for (const ending of ['closed', 'callback', 'waiting'] as const) {
    for (let index = 0; index < census[ending]; index += 1) yield invent(index, ending, now);
  }
}

/** Creates the folder: everything in `base`, which must not be in use, plus these leads, which are invented again for each collection. */
export async function fillFolder(
  base: string,
  folder: string,
  leads: (collection: string) => Iterable<Invented>,
  written: Written = INVENTED,
): Promise<void> {
  const source = await fromFolder(base, undefined);
  await carry(filled(source, leads, written), await toFolder(folder));
  await source.close();
}

function filled(base: Source, leads: (collection: string) => Iterable<Invented>, written: Written): Source {
  return {
    ...base,
    async *pieces(): AsyncGenerator<Piece> {
      for await (const piece of base.pieces()) {
        yield piece;
        if (piece.kind !== 'collection') continue;
        const documents = written[piece.name];
        if (!documents) continue;
        for (const one of leads(piece.name)) {
          for (const document of documents(one)) yield { kind: 'document', bytes: serialize(document) };
        }
      }
    },
  };
}
