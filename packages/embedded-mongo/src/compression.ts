/**
 * Documents are stored compressed (raw DEFLATE) where that is shorter: LMDB gives each value above 2 kB whole pages of its
 * own, and the documents of a collection repeat each other's field names. With a model (models.ts) as dictionary, even small
 * documents gain; without one, those of a kilobyte and more.
 *
 *   plain        BSON; its first four bytes are its length, so the fourth is 0 or 1
 *   compressed   length of the BSON (3 bytes, little endian), marker (1 byte), id of the model if the marker says so
 *                (1 byte), DEFLATE data
 *
 * Folders of format 1 hold plain documents only, those of format 2 no models.
 */
import { inflateRawSync } from 'node:zlib';
import { deflater, type Deflate } from './deflate.ts';

/** What documents of one collection have in common. Ids are bytes, and a collection never uses one for another model. */
export interface Model {
  readonly id: number;
  readonly bytes: Buffer;
}

interface Method {
  readonly marker: number;
  readonly level: number;
  readonly windowBits: number;
  readonly memLevel: number;
  /** The largest document it's used for. */
  readonly upTo: number;
  readonly hasModel: boolean;
}

const HEAD_BYTES = 4;
const MARKER_AT = 3;
/** Smaller documents gain little. */
const SMALLEST = 1024;
export const SMALLEST_WITH_MODEL = 96;
/** Node's smallest output chunk. */
const MIN_CHUNK = 64;

/** A small window makes both directions several times faster. It holds the document and, if there is one, the model. */
const METHODS: readonly Method[] = [
  { marker: 0xff, level: 1, windowBits: 12, memLevel: 5, upTo: 8 * 1024, hasModel: false },
  { marker: 0xfe, level: 1, windowBits: 15, memLevel: 8, upTo: Infinity, hasModel: false },
  { marker: 0xfd, level: 3, windowBits: 13, memLevel: 5, upTo: 4 * 1024, hasModel: true },
  { marker: 0xfc, level: 1, windowBits: 15, memLevel: 8, upTo: Infinity, hasModel: true },
];

/** By method, and by model where it has one. */
const plainDeflaters = new Map<Method, Deflate>();
const modelDeflaters = new WeakMap<Model, Map<Method, Deflate>>();

function deflaterFor(method: Method, model: Model | null): Deflate {
  let known = plainDeflaters;
  if (model) {
    known = modelDeflaters.get(model) ?? new Map<Method, Deflate>();
    modelDeflaters.set(model, known);
  }
  let deflate = known.get(method);
  if (!deflate) {
    const { level, windowBits, memLevel } = method;
    deflate = deflater({ level, windowBits, memLevel, ...(model && { dictionary: model.bytes }) });
    known.set(method, deflate);
  }
  return deflate;
}

/** The bytes to store for a document. */
export function packed(document: Buffer, model: Model | null): Buffer {
  const { length } = document;
  if (length < (model ? SMALLEST_WITH_MODEL : SMALLEST)) return document;
  const method = METHODS.find(({ upTo, hasModel }) => length <= upTo && hasModel === (model !== null));
  if (!method) throw new Error('no method fits the document');
  const { marker } = method;
  const data = deflaterFor(method, model)(document);
  const head = Buffer.allocUnsafe(HEAD_BYTES + (model ? 1 : 0));
  if (head.length + data.length >= length) return document;
  head.writeUIntLE(length % 0x100_0000, 0, MARKER_AT);
  head[MARKER_AT] = marker;
  if (model) head[HEAD_BYTES] = model.id;
  return Buffer.concat([head, data]);
}

/** The document that was stored as these bytes. Throws if they are damaged. */
export function unpacked(value: Buffer, modelOf: (id: number) => Model | undefined): Buffer {
  const method = METHODS.find(({ marker }) => marker === value[MARKER_AT]);
  if (!method) return value;
  const length = value.readUIntLE(0, MARKER_AT);
  const model = method.hasModel ? modelOf(value[HEAD_BYTES] ?? 0) : null;
  if (model === undefined) throw new Error('a compressed document names a model that doesn’t exist');
  const document = inflateRawSync(value.subarray(HEAD_BYTES + (model ? 1 : 0)), {
    windowBits: method.windowBits,
    chunkSize: Math.max(MIN_CHUNK, length),
    ...(model && { dictionary: model.bytes }),
  });
  if (document.length % 0x100_0000 !== length) throw new Error('a compressed document has the wrong length');
  return document;
}
