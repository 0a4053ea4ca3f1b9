import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import { startService, type Service } from '../support/service.ts';

let service: Service;
beforeEach(async () => {
  service = await startService({ demo: true });
});
afterEach(() => service.close());

test.each([
  [undefined],
  [null],
  ['text'],
  [42],
  [{ ok: true, talkingLeadId: 7 }],
  [{ ok: true, talkingLeadId: { $ne: 1 } }],
])('[5] a desk that acknowledges a ping with %p counts as answering, and harms nobody', async (reply) => {
  const ana = await service.signIn('ana@demo.test');
  const socket = io(`${service.url}/desk`, {
    extraHeaders: { cookie: ana.cookie, origin: service.url },
    transports: ['websocket'],
    forceNew: true,
  });
  try {
    await new Promise<void>((resolve) => {
      socket.on('ping', (ack: (...given: unknown[]) => void) => {
        if (reply === undefined) ack();
        else ack(reply);
        resolve();
      });
    });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect((await ana.get('/api/me')).status).toBe(200);
  } finally {
    socket.disconnect();
  }
});
