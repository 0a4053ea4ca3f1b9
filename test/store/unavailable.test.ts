import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { StoreUnavailable } from '../../src/ports/basics.ts';
import { runGuarded, runGuardedClaim } from '../../src/store/plain.ts';
import { isUnknownCommand } from '../../src/store/unavailable.ts';

const { mongo } = mongoose;
const server = (code: number, more: object = {}) =>
  new mongo.MongoServerError({ message: 'said by the server', code, ...more });
const labeled = (label: string) => server(1, { errorLabels: [label] });
const named = (name: string) => Object.assign(new Error('of a class that is kept inside'), { name });
const system = (code: string) => Object.assign(new Error('of the system'), { code });

/** The driver's own class is not exported; it is this one with a name that begins differently. */
class PoolCleared extends mongo.MongoNetworkError {
  override get name() {
    return 'PoolClearedOnNetworkError';
  }
}

function bulk(code: number): Error {
  const error = new mongo.MongoBulkWriteError(
    { message: 'some were not written', code: 1, writeErrors: [] },
    {} as never,
  );
  return Object.assign(error, { writeErrors: [{ code }] });
}

/** Of writes to several collections in one command: the server's answer is further inside. */
function clientBulk(more: object): Error {
  return Object.assign(new mongo.MongoClientBulkWriteError({ message: 'some were not written' }), more);
}

test('a server without a command is told from one that refused it', () => {
  expect(isUnknownCommand(clientBulk({ cause: server(59) }))).toBe(true);
  expect(isUnknownCommand(server(59))).toBe(true);
  expect(isUnknownCommand(clientBulk({ cause: server(2) }))).toBe(false);
});

test.each([
  ...['full disk', 'quota', 'not primary', 'stepped down', 'shutdown', 'time limit', 'interrupted'].map(
    (what, at) => [what, server([14_031, 12_501, 10_107, 189, 91, 50, 11_601][at] ?? 0)] as const,
  ),
  ['no answer in time', new mongo.MongoNetworkTimeoutError('late')],
  ['a pool that was cleared', new PoolCleared('the connection pool was cleared')],
  ['a pool without room', named('MongoWaitQueueTimeoutError')],
  ['a pool that is closed', named('MongoPoolClosedError')],
  ['nobody to ask', new mongo.MongoServerSelectionError('nobody', {} as never)],
  ['not connected', new mongo.MongoNotConnectedError('not yet')],
  ['a topology that is closed', new mongo.MongoTopologyClosedError('closed')],
  ['the label of a retryable write', labeled('RetryableWriteError')],
  ['the label of a pool to be reset', labeled('ResetPool')],
  ['the label of too much work', labeled('SystemOverloadedError')],
  ['one write of many on a full disk', bulk(14_031)],
  ['one write to several collections on a full disk', clientBulk({ writeErrors: new Map([[1, { code: 14_031 }]]) })],
  ['a command to several collections on a full disk', clientBulk({ cause: server(14_031) })],
  ['a reset connection', system('ECONNRESET')],
  ['no way to the host', system('EHOSTUNREACH')],
  ['a name that is not found', system('ENOTFOUND')],
  ['a full disk of the system', system('ENOSPC')],
  ['one of these inside another', new Error('wrapped', { cause: system('ETIMEDOUT') })],
])('[O21] %s means that the store is unavailable', async (_what, error) => {
  await expect(runGuarded(() => Promise.reject(error))).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(runGuardedClaim(() => Promise.reject(error))).rejects.toBeInstanceOf(StoreUnavailable);
});

test.each([
  ['a duplicate', server(11_000)],
  ['a bad value', server(2)],
  ['a command that is not known', server(59)],
  ['one write of many that is a duplicate', bulk(11_000)],
  ['a document that does not fit', new mongoose.Error.ValidationError()],
  ['a defect of ours', new TypeError('not a function')],
])('[O21] %s is an error of the request, and stays one', async (_what, error) => {
  await expect(runGuarded(() => Promise.reject(error))).rejects.toBe(error);
});
