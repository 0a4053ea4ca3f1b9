/**
 * The part of MongoDB's wire protocol that this server supports: OP_MSG both ways, and OP_QUERY / OP_REPLY for the
 * first "hello" of a driver. Compression, checksums and exhaust are not offered.
 *
 * No length is trusted: anything that does not parse is a WireError, which closes the connection.
 */
import { deserialize, serialize } from 'bson';
import { documentIn, documentsIn, isDeeperThan } from './fields.ts';
import { objectTooLarge, overflow, type MongoError } from './language/errors.ts';
import { sizeOf } from './language/size.ts';
import { DECODE_OPTIONS, type Document } from './language/values.ts';
import type { Work } from './language/work.ts';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** MongoDB allows 16 kB on top of a document for the command around it. */
export const MAX_COMMAND_BYTES = MAX_DOCUMENT_BYTES + 16 * 1024;
/** A document may have 200 levels; the command around it a few more. */
const MAX_COMMAND_DEPTH = 210;
export const MAX_MESSAGE_BYTES = 48_000_000;
export const MAX_WRITE_BATCH = 100_000;

export const OP_REPLY = 1;
const OP_QUERY = 2004;
export const OP_MSG = 2013;
export const HEADER_BYTES = 16;
/** Encoding so many bytes takes about as long as one step of an expression. */
const BYTES_PER_STEP = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAG_BITS = 0xffff;

export class WireError extends Error {}

export interface Request {
  readonly requestId: number;
  /** The legacy handshake, which is answered by OP_REPLY. */
  readonly isLegacy: boolean;
  /** Set by a client that does not want an answer (an unacknowledged write). */
  readonly wantsNoReply: boolean;
  readonly command: Document;
  /** Why the command is refused without a look at it. */
  readonly refusal?: MongoError;
  /** The bytes of the documents in one of the command's arrays, as received. */
  readonly documents: (field: string) => readonly Buffer[] | undefined;
}

export function decodeDocument(bytes: Uint8Array): Document {
  return deserialize(bytes, DECODE_OPTIONS);
}

/** Throws 10334 for what is too large to be encoded at all. */
export function encodeDocument(document: Document): Uint8Array {
  try {
    return serialize(document, { ignoreUndefined: true });
  } catch (error) {
    // The encoder's buffer has one more megabyte than a document may have.
    const isTooLarge = error instanceof RangeError && !error.message.includes('call stack');
    throw isTooLarge
      ? objectTooLarge(`BSONObj size is invalid. Size must be between 0 and ${MAX_COMMAND_BYTES}`)
      : error;
  }
}

/** A document of a result. Throws 10334 when it is too large for a reply, before it is encoded. */
export function encodeResult(document: Document, work: Work): Uint8Array {
  const size = sizeOf(document, work, MAX_COMMAND_BYTES);
  if (size > MAX_COMMAND_BYTES) throw tooLarge(size);
  const bytes = encodeDocument(document);
  work.spend(bytes.length / BYTES_PER_STEP);
  return bytes;
}

/** Cuts a byte stream into whole messages. `push` returns those that are complete, in order. */
export class MessageSplitter {
  #chunks: Buffer[] = [];
  #length = 0;

  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (this.#length < HEADER_BYTES) return messages;
      const size = this.#peekSize();
      if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES)
        throw new WireError(`message length ${size} is out of range`);
      if (this.#length < size) return messages;
      const whole = this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
      messages.push(whole.subarray(0, size));
      this.#chunks = whole.length > size ? [whole.subarray(size)] : [];
      this.#length -= size;
    }
  }

  #peekSize(): number {
    const first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length >= 4) return first.readInt32LE(0);
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined.readInt32LE(0);
  }
}

export function readRequest(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return readMsg(message, requestId);
    if (opCode === OP_QUERY) return readQuery(message, requestId);
  } catch (error) {
    throw error instanceof WireError ? error : new WireError(`malformed message: ${String(error)}`);
  }
  throw new WireError(`opcode ${opCode} is not supported`);
}

function readMsg(message: Buffer, requestId: number): Request {
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_FLAG_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME))
    throw new WireError(`unknown flag bits ${flags}`);
  const end = flags & CHECKSUM_PRESENT ? message.length - 4 : message.length;
  let position = HEADER_BYTES + 4;
  let body: Document | undefined;
  let bodyBytes: Buffer = message;
  let refusal: MongoError | undefined;
  const sequences = new Map<string, Buffer[]>();

  while (position < end) {
    const kind = message.readUInt8(position);
    position += 1;
    const size = message.readInt32LE(position);
    if (size < 5 || position + size > end) throw new WireError('section length is out of range');
    const section = message.subarray(position, position + size);
    position += size;
    if (kind === 0) {
      if (body) throw new WireError('two bodies in one message');
      if (size > MAX_COMMAND_BYTES) refusal ??= tooLarge(size);
      else if (isDeeperThan(section, MAX_COMMAND_DEPTH)) refusal ??= tooDeep();
      if (refusal) {
        body = {};
        continue;
      }
      body = decodeDocument(section);
      bodyBytes = section;
    } else if (kind === 1) {
      const { name, documents } = readSequence(section);
      if (sequences.has(name)) throw new WireError(`document sequence ${name} given twice`);
      const large = documents.find((one) => one.length > MAX_COMMAND_BYTES);
      if (large) refusal ??= tooLarge(large.length);
      else if (documents.some((one) => isDeeperThan(one, MAX_COMMAND_DEPTH))) refusal ??= tooDeep();
      sequences.set(name, documents);
    } else throw new WireError(`unknown section kind ${kind}`);
  }
  if (!body) throw new WireError('a message without a body');
  const request = { requestId, isLegacy: false, wantsNoReply: (flags & MORE_TO_COME) !== 0 };
  if (refusal) return { ...request, command: {}, refusal, documents: () => undefined };
  for (const [name, documents] of sequences) {
    if (Object.hasOwn(body, name)) throw new WireError(`${name} is both a field and a document sequence`);
    body[name] = documents.map(decodeDocument);
  }
  const documents = (field: string): readonly Buffer[] | undefined => {
    const array = sequences.has(field) ? undefined : documentIn(bodyBytes, field);
    return array ? documentsIn(array) : sequences.get(field);
  };
  return { ...request, command: body, documents };
}

/** A command is refused without decoding it, because decoding is recursive. */
function tooDeep(): MongoError {
  return overflow(`The command exceeds the maximum nested object depth of ${MAX_COMMAND_DEPTH}`);
}

function tooLarge(bytes: number): MongoError {
  return objectTooLarge(`BSONObj size: ${bytes} is invalid. Size must be between 0 and ${MAX_COMMAND_BYTES}`);
}

function readSequence(section: Buffer): { name: string; documents: Buffer[] } {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new WireError('a document sequence without a name');
  const documents: Buffer[] = [];
  let position = nameEnd + 1;
  while (position < section.length) {
    const size = section.readInt32LE(position);
    if (size < 5 || position + size > section.length) throw new WireError('a document of impossible length');
    documents.push(section.subarray(position, position + size));
    position += size;
  }
  return { name: section.toString('utf8', 4, nameEnd), documents };
}

/** OP_QUERY carries only commands ("db.$cmd"), and of those only the handshake is answered. */
function readQuery(message: Buffer, requestId: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new WireError('a query without a collection');
  const name = message.toString('utf8', HEADER_BYTES + 4, nameEnd);
  if (!name.endsWith('.$cmd')) throw new WireError('OP_QUERY is supported for the handshake only');
  const bodyStart = nameEnd + 9;
  const size = message.readInt32LE(bodyStart);
  if (size < 5 || bodyStart + size > message.length) throw new WireError('a query of impossible length');
  const bytes = message.subarray(bodyStart, bodyStart + size);
  if (isDeeperThan(bytes, MAX_COMMAND_DEPTH)) throw new WireError('a handshake that is nested too deeply');
  const command = decodeDocument(bytes);
  return {
    requestId,
    isLegacy: true,
    wantsNoReply: false,
    command: { ...command, $db: name.slice(0, -'.$cmd'.length) },
    documents: () => undefined,
  };
}
