import { afterAll, beforeAll, expect, test } from '@jest/globals';
import joi from 'joi';
import { createLog } from '../../src/process/log.ts';
import { handler } from '../../src/sockets/handler.ts';
import { pendingWork } from '../../src/sockets/connection/pendingWork.ts';
import { io, type Socket } from 'socket.io-client';
import { LAST_MOMENT } from '../../src/core/vocabulary/time.ts';
import { startService, type Service } from '../support/service.ts';

let service: Service;
let socket: Socket;
beforeAll(async () => {
  service = await startService({ demo: true });
  const { cookie } = await service.signIn('ana@demo.test');
  socket = io(`${service.url}/desk`, {
    extraHeaders: { cookie, origin: service.url },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
});
afterAll(async () => {
  socket.disconnect();
  await service.close();
});

test('[F1] an agent’s text is cleaned as everywhere, according to its schema', async () => {
  const schema = joi.object({
    leadId: joi.string().meta({ text: 'code' }),
    note: joi.string().meta({ text: 'lines' }),
    name: joi.string(),
  });
  const parts = { ...service.parts, pendingWork: pendingWork() };
  const got = await new Promise<unknown>((resolve) => {
    const run = handler(schema, (_context: { parts: typeof parts }, body: object) => {
      resolve(body);
      return Promise.resolve({ ok: true as const });
    });
    run({ parts }, [{ leadId: '\u200bld_1\ufe0f', note: 'one\u000btwo\u0000', name: ' Ann\nLee ' }]);
  });
  expect(got).toEqual({ leadId: 'ld_1', note: 'one\ntwo', name: 'Ann Lee' });
});

test.each([LAST_MOMENT + 1, 8_700_000_000_000_000])(
  '[O32] a callback at %d is invalid input at the desk too',
  async (at) => {
    const body = { leadId: 'ld_inq_demo_1', outcome: null, callback: { at, owner: 'me' } };
    expect(await socket.emitWithAck('lead:close', body)).toMatchObject({ ok: false, code: 'bad-input' });
    const missed = { leadId: 'ld_inq_demo_1', result: 'busy', callback: { at, owner: 'me' } };
    expect(await socket.emitWithAck('lead:unreached', missed)).toMatchObject({ ok: false, code: 'bad-input' });
  },
);

test('[U7] each request of a desk logs with an identifier of its own', async () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const work = pendingWork();
  const context = { parts: { ...service.parts, log, pendingWork: work } };
  const run = handler(joi.object({}), async ({ parts }: typeof context) => {
    parts.log.info({}, 'before');
    await Promise.resolve();
    parts.log.info({}, 'after');
    throw new Error('broken');
  });
  run(context, [{}]);
  run(context, [{}]);
  await work.settled();
  const ids = lines.map(({ requestId }) => requestId);
  expect(lines.map(({ msg }) => msg)).toEqual(['before', 'before', 'after', 'after', ...fails(2)]);
  expect(ids.every((id) => typeof id === 'string')).toBe(true);
  expect(new Set(ids).size).toBe(2);
});

const fails = (count: number) => Array.from({ length: count }, () => 'a desk request failed');
