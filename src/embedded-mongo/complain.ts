/**
 * What this program says on standard error, a line each time. Of an error that is not ours it says the class, the code and
 * where, never the message: that may repeat what somebody stored.
 */
export function complain(sentence: string, error?: unknown): void {
  process.stderr.write(`embedded-mongo: ${[sentence, ...(error === undefined ? [] : [describe(error)])].join(': ')}\n`);
}

const FRAME = /^ +at .*:\d+:\d+\)?$/;
const FRAMES = 5;

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  const isCode = typeof code === 'number' || (typeof code === 'string' && /^\w{1,40}$/.test(code));
  // The message comes first in a stack and may have lines of its own, which may look like any other.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => FRAME.test(line));
  return [error.name, ...(isCode ? [code] : []), ...frames.slice(0, FRAMES).map((line) => line.trim())].join(' ');
}
