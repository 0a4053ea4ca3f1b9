/**
 * Documents of a kilobyte and more are stored compressed (raw DEFLATE): LMDB gives each value above 2 kB whole pages of
 * its own, and field names repeat.
 *
 *   plain        BSON; its first four bytes are its length, so the fourth is 0 or 1
 *   compressed   length of the BSON (3 bytes, little endian), marker (1 byte), DEFLATE data
 *
 * Folders of format 1 hold plain documents only.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const HEAD_BYTES = 4;
const MARKER_AT = 3;
/** Smaller documents share a page with others, and gain little. */
const SMALLEST = 1024;

/** A small window makes both directions several times faster, and is enough for a small document. */
const SMALL = { marker: 0xff, windowBits: 12, memLevel: 5, upTo: 8 * 1024 } as const;
const LARGE = { marker: 0xfe, windowBits: 15, memLevel: 8 } as const;
/** Node's smallest output chunk. */
const MIN_CHUNK = 64;

/** The bytes to store for a document. */
export function packed(document: Buffer): Buffer {
  if (document.length < SMALLEST) return document;
  const { marker, windowBits, memLevel } = document.length <= SMALL.upTo ? SMALL : LARGE;
  const data = deflateRawSync(document, {
    level: 1,
    windowBits,
    memLevel,
    chunkSize: Math.max(MIN_CHUNK, document.length),
  });
  if (HEAD_BYTES + data.length >= document.length) return document;
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUIntLE(document.length % 0x100_0000, 0, MARKER_AT);
  head[MARKER_AT] = marker;
  return Buffer.concat([head, data]);
}

/** The document that was stored as these bytes. Throws if they are damaged. */
export function unpacked(value: Buffer): Buffer {
  const marker = value[MARKER_AT];
  if (marker !== SMALL.marker && marker !== LARGE.marker) return value;
  const length = value.readUIntLE(0, MARKER_AT);
  const { windowBits } = marker === SMALL.marker ? SMALL : LARGE;
  const document = inflateRawSync(value.subarray(HEAD_BYTES), { windowBits, chunkSize: Math.max(MIN_CHUNK, length) });
  if (document.length % 0x100_0000 !== length) throw new Error('a compressed document has the wrong length');
  return document;
}
