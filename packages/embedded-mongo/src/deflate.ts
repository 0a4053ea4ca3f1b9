/**
 * Compresses many small documents with one stream per method and model. Node makes a stream for each call, and for a
 * document of a few hundred bytes that costs as much as compressing it.
 *
 * Node has no public way to use a stream again without a thread, so this uses what its own synchronous calls use, checks it
 * with every new stream, and falls back to those calls where it is missing or answers differently.
 */
import {
  constants,
  createDeflateRaw,
  deflateRawSync,
  inflateRawSync,
  type DeflateRaw,
  type ZlibOptions,
} from 'node:zlib';

/** The part of Node's stream that its synchronous calls use; `_writeState` is [room left, input left]. */
interface Inner {
  readonly _handle?: {
    reset?: () => void;
    writeSync?: (
      flush: number,
      input: Buffer,
      from: number,
      size: number,
      out: Buffer,
      to: number,
      room: number,
    ) => void;
  } | null;
  readonly _writeState?: Uint32Array;
}

const SAMPLE = Buffer.from('a sample of a sample');

export type Deflate = (bytes: Buffer) => Buffer;

/** More than DEFLATE adds at most. */
const MARGIN_BYTES = 64;
const FIRST_ROOM = 4096;
/** Larger documents are rare, and their output would be kept. */
const LARGEST = 64 * 1024;

/** A function that compresses what `inflateRawSync` reads with the same options. */
export function deflater(options: ZlibOptions): Deflate {
  const alone: Deflate = (bytes) =>
    deflateRawSync(bytes, { ...options, chunkSize: Math.max(MARGIN_BYTES, bytes.length) });
  const together = sharedStream(createDeflateRaw({ ...options, chunkSize: MARGIN_BYTES }));
  // Twice: the second time on a used stream.
  const isReadable = [SAMPLE, SAMPLE].every((sample) => {
    const data = together?.(sample);
    return data && inflateRawSync(data, options).equals(sample);
  });
  return together && isReadable ? (bytes) => together(bytes) ?? alone(bytes) : alone;
}

/** Null when the stream lacks something; the function returns null for what it can't compress. */
function sharedStream(stream: DeflateRaw): ((bytes: Buffer) => Buffer | null) | null {
  const { _handle: handle, _writeState: state } = stream as Inner;
  if (!handle?.reset || !handle.writeSync || !state) return null;
  const inner = handle as Required<typeof handle>;
  let failed = false;
  stream.on('error', () => (failed = true));
  let out = Buffer.allocUnsafeSlow(FIRST_ROOM);
  return (bytes) => {
    if (failed || bytes.length > LARGEST) return null;
    if (out.length < bytes.length + MARGIN_BYTES) out = Buffer.allocUnsafeSlow(2 * bytes.length + MARGIN_BYTES);
    inner.reset();
    inner.writeSync(constants.Z_FINISH, bytes, 0, bytes.length, out, 0, out.length);
    const [room = 0, left = 0] = state;
    return room === 0 || left > 0 ? null : Buffer.from(out.subarray(0, out.length - room));
  };
}
