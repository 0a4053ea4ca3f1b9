/**
 * Logs to standard error, one line per event. For unexpected errors it prints the class, code and stack frames, never the
 * message, which may contain stored data.
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
  // A stack starts with the message, which may have several lines that look like frames.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => FRAME.test(line));
  return [error.name, ...(isCode ? [code] : []), ...frames.slice(0, FRAMES).map((line) => line.trim())].join(' ');
}
