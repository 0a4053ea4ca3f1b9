import { expect, test } from '@jest/globals';
import { PlainError } from '../../src/core/vocabulary/errors.ts';
import { createLog } from '../../src/process/log.ts';
import { StoreUnavailable } from '../../src/ports/basics.ts';

/** The log line an operator sees for this error. */
function written(err: unknown): { line: string; err: Record<string, unknown> } {
  let line = '';
  createLog('info', { write: (text: string) => void (line += text) }).error({ err }, 'something failed');
  return { line, err: (JSON.parse(line) as { err: Record<string, unknown> }).err };
}

test('[O6] what an error of our own says is in the log, with where it was thrown', () => {
  const { err } = written(new StoreUnavailable('The database did not answer.'));
  expect(err).toMatchObject({ type: 'StoreUnavailable', reason: 'The database did not answer.' });
  expect(err['stack']).toMatch(/^ +at .*log\.test\.ts:\d+:\d+/);
});

test('[O6] what any other error says is nowhere in the line: not in its text, its stack, its fields or its cause', () => {
  class MongoServerError extends Error {
    readonly code = 11_000;
    readonly keyValue = { tel: '+12025550187' };
  }
  const cause = new MongoServerError('dup key: { tel: "+12025550187" }\n    at Zebulon Quackenbush:1:1');
  const foreign = new TypeError('cannot read Zebulon Quackenbush', { cause });
  const { line, err } = written(foreign);
  expect(line).not.toMatch(/Zebulon|Quackenbush|2025550187|dup key/);
  expect(err).toMatchObject({ type: 'TypeError', cause: { type: 'MongoServerError', code: 11_000 } });
  expect(err['stack']).toMatch(/^ +at .*log\.test\.ts:\d+:\d+/);
  // It may be the cause of one of ours.
  const { line: wrapped, err: ours } = written(new PlainError('A thing failed.', { cause: foreign }));
  expect(wrapped).not.toMatch(/Zebulon|Quackenbush|2025550187/);
  expect(ours).toMatchObject({ reason: 'A thing failed.', cause: { type: 'TypeError' } });
  expect(written('Zebulon').line).not.toContain('Zebulon');
});
