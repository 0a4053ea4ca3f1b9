/** Encodes replies. Stored documents are copied into them as they are. */
import { serialize } from 'bson';
import { errorReply } from './error-reply.ts';
import type { Document } from './language/values.ts';
import { HEADER_BYTES, OP_MSG, OP_REPLY, encodeDocument, type Request } from './wire.ts';

/** AwaitCapable: what mongod sets on every OP_REPLY. */
const REPLY_FLAGS = 8;

/** A field's value that is a document's bytes; only where writeReply looks for one. */
export class RawDocument {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** The documents of a cursor reply. */
export class RawBatch {
  readonly documents: Uint8Array[] = [];
  bytes = 0;

  add(document: Uint8Array): void {
    this.documents.push(document);
    this.bytes += document.length + 8;
  }

  get size(): number {
    return this.documents.length;
  }
}

/** What an error keeps of its message when the whole of it is too large for a reply. */
const MAX_ERROR_TEXT = 1000;

/** One message. A body that is too large for a reply becomes the error that says so. */
export function writeAnyReply(request: Request, requestId: number, body: Document): Buffer {
  try {
    return writeReply(request, requestId, body);
  } catch (error) {
    // An error that repeats large values keeps its code.
    const { errmsg, code, codeName } = body['ok'] === 0 ? body : errorReply(error);
    return writeReply(request, requestId, { ok: 0, errmsg: String(errmsg).slice(0, MAX_ERROR_TEXT), code, codeName });
  }
}

/** Throws when the body cannot be encoded. */
function writeReply(request: Request, requestId: number, body: Document): Buffer {
  const { frame, hole, fill } = encodeReply(body);
  const start = HEADER_BYTES + (request.isLegacy ? 20 : 5);
  const message = Buffer.allocUnsafe(start + frame.length + (fill ? fill.length - hole.size : 0));
  message.fill(0, 0, start);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(requestId, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) {
    message.writeInt32LE(REPLY_FLAGS, 16);
    message.writeInt32LE(1, 32);
  }
  if (!fill) {
    message.set(frame, start);
    return message;
  }
  message.set(frame.subarray(0, hole.at), start);
  fill.write(message, start + hole.at);
  message.set(frame.subarray(hole.at + hole.size), start + hole.at + fill.length);
  for (const at of hole.sizesAt)
    message.writeInt32LE(message.readInt32LE(start + at) + fill.length - hole.size, start + at);
  return message;
}

/** An empty document or array in a frame that is replaced by other bytes. */
interface Hole {
  readonly at: number;
  readonly size: number;
  /** Where the documents around it have their sizes. */
  readonly sizesAt: readonly number[];
}

interface Fill {
  readonly length: number;
  write(message: Buffer, at: number): void;
}

interface Encoded {
  readonly frame: Uint8Array;
  readonly hole: Hole;
  readonly fill: Fill | null;
}

const EMPTY_BYTES = 5;
const NO_HOLE: Hole = { at: 0, size: 0, sizesAt: [] };

function encodeReply(body: Document): Encoded {
  const cursor = body['cursor'] as Document | undefined;
  for (const field of ['firstBatch', 'nextBatch']) {
    const batch: unknown = cursor?.[field];
    if (batch instanceof RawBatch) return batchReply(body, field, batch);
  }
  const value: unknown = body['value'];
  if (value instanceof RawDocument) return valueReply(body, value.bytes);
  return { frame: encodeDocument(body), hole: NO_HOLE, fill: null };
}

/** {cursor: {firstBatch | nextBatch: [...], ...}, ...}, where the cursor comes first, and in it the batch. */
function batchReply(body: Document, field: string, batch: RawBatch): Encoded {
  const { [field]: _, ...rest } = body['cursor'] as Document;
  const frame = serialize({ ...body, cursor: { [field]: [], ...rest } });
  const cursorAt = 4 + 1 + 'cursor\0'.length;
  const at = cursorAt + 4 + 1 + field.length + 1;
  return { frame, hole: { at, size: EMPTY_BYTES, sizesAt: [0, cursorAt] }, fill: arrayOf(batch) };
}

/** {lastErrorObject: {...}, value: {...}, ok: 1} */
function valueReply(body: Document, bytes: Uint8Array): Encoded {
  const frame = Buffer.from(serialize({ ...body, value: {} }));
  const firstAt = 4 + 1 + 'lastErrorObject\0'.length;
  const at = firstAt + frame.readInt32LE(firstAt) + 1 + 'value\0'.length;
  const fill = { length: bytes.length, write: (message: Buffer, to: number) => message.set(bytes, to) };
  return { frame, hole: { at, size: EMPTY_BYTES, sizesAt: [0] }, fill };
}

const DOCUMENT = 0x03;

function arrayOf({ documents }: RawBatch): Fill {
  let length = EMPTY_BYTES;
  for (let i = 0; i < documents.length; i += 1) length += 2 + digits(i) + (documents[i]?.length ?? 0);
  return {
    length,
    write(message, start) {
      let at = message.writeInt32LE(length, start);
      for (const [i, document] of documents.entries()) {
        at = message.writeUInt8(DOCUMENT, at);
        at += message.write(`${i}\0`, at, 'latin1');
        message.set(document, at);
        at += document.length;
      }
      message[at] = 0;
    },
  };
}

function digits(number: number): number {
  let count = 1;
  for (let rest = number; rest > 9; rest = Math.floor(rest / 10)) count += 1;
  return count;
}
