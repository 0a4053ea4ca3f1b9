/** A file as lines with their positions, for error messages. */
import { createReadStream } from 'node:fs';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Where it begins in the file. */
  readonly byte: number;
  /** Without its end. */
  readonly bytes: Buffer;
  /** Whether its end was there; a last line without one was cut off. */
  readonly isWhole: boolean;
}

/** Longer than any document of 16 MiB as Extended JSON; a longer line is not from one of our files. */
export const LONGEST_LINE = 256 * 1024 * 1024;
const NEWLINE = 10;

/** Stops with an oversized, unfinished line where one is longer than `longest`. */
export async function* linesOf(path: string, longest = LONGEST_LINE): AsyncGenerator<Line, void> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let number = 1;
  let byte = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const bytes = Buffer.concat([...rest, chunk.subarray(start, end)]);
      yield { number, byte, bytes, isWhole: true };
      number += 1;
      byte += bytes.length + 1;
      start = end + 1;
      rest = [];
      restBytes = 0;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      restBytes += chunk.length - start;
    }
    if (restBytes > longest) break;
  }
  if (restBytes > 0) yield { number, byte, bytes: Buffer.concat(rest), isWhole: false };
}
