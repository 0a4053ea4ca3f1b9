/** A database that doesn’t answer: what the phone network gets, and when. */
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import twilio from 'twilio';
import type { Parts } from '../../../../src/ports/parts.ts';
import { mountedNetwork } from '../../../support/mounted.ts';
import { SILENT_LOG } from '../../../support/world.ts';
import { onThisMachine } from '../../../support/patience.ts';

const TOKEN = 'not-a-secret-in-tests';
const ORIGIN = 'https://leads.example.com';
const PARAMETERS = { CallSid: 'CA1', From: '+12025550143', To: '+18005550100', RecordingSid: 'RE1' };

const NEVER = { byId: () => new Promise<never>(() => undefined) };

function appOver(calls: object, staticNumber?: string): express.Express {
  const parts = { log: SILENT_LOG, calls } as unknown as Parts;
  const app = express();
  app.use(
    mountedNetwork(parts, {
      authTokens: [TOKEN],
      publicUrl: () => ORIGIN,
      ...(staticNumber !== undefined && { staticNumber }),
    }),
  );
  return app;
}

async function ask(path: string, { app = appOver(NEVER), status = 200 } = {}): Promise<{ text: string; ms: number }> {
  const began = performance.now();
  const { text } = await request(app)
    .post(path)
    .set('x-twilio-signature', twilio.getExpectedTwilioSignature(TOKEN, ORIGIN + path, PARAMETERS))
    .type('form')
    .send(PARAMETERS)
    .expect(status);
  return { text, ms: performance.now() - began };
}

describe('[K21] while the database does not answer', () => {
  test('a new call is answered all the same, is asked for again, and in the end takes a message', async () => {
    const { text, ms } = await ask('/twilio/voice/incoming');
    // The network itself would try again after four seconds.
    expect(ms).toBeLessThan(onThisMachine(4000));
    expect(text).toContain('One moment, please.');
    expect(text).toMatch(/<Pause length="1"\/><Redirect method="POST">\/twilio\/voice\/incoming\?late=1#/);
    expect((await ask('/twilio/voice/incoming?late=4')).text).toContain('incoming?late=5#');
    const safe = (await ask('/twilio/voice/incoming?late=5')).text;
    expect(safe).toContain('<Record');
    expect(safe).not.toContain('<Redirect');
  });

  test('the number that is set for it is dialled instead of taking a message', async () => {
    const { text } = await ask('/twilio/voice/calls/CA1/now?late=5', { app: appOver(NEVER, '+12025550100') });
    expect(text).toContain('<Dial timeout="30">+12025550100</Dial>');
    expect(text).not.toContain('<Record');
  });

  test('who waits in line keeps their place for a minute, and leaves the line before anything is recorded', async () => {
    expect((await ask('/twilio/voice/calls/CA1/wait')).text).toContain('/wait?late=1#');
    expect((await ask('/twilio/voice/calls/CA1/wait?late=11')).text).toContain('/wait?late=12#');
    expect((await ask('/twilio/voice/calls/CA1/wait?late=12')).text).toContain('<Response><Leave/></Response>');
  });

  test('a request that is repeated while it is in progress is handled once', async () => {
    let asked = 0;
    const byId = () => {
      asked += 1;
      return new Promise<never>(() => undefined);
    };
    const app = appOver({ byId });
    await Promise.all([ask('/twilio/voice/incoming', { app }), ask('/twilio/voice/incoming?late=1', { app })]);
    expect(asked).toBe(1);
  });

  test.each(['/twilio/status/incoming', '/twilio/status/calls/CA1', '/twilio/status/calls/CA1/recording'])(
    'a notification at %s is answered in time: send it again',
    async (path) => {
      const app = appOver(NEVER);
      const first = await ask(path, { app, status: 503 });
      expect(first.ms).toBeLessThan(onThisMachine(4000));
      await ask(path, { app, status: 503 });
    },
  );

  test('a failed note asks to be sent again right away; sent twice while in progress, it is recorded once', async () => {
    const away = appOver({ byId: () => Promise.reject(new Error('no answer')) });
    await ask('/twilio/status/calls/CA1', { app: away, status: 503 });
    let asked = 0;
    const byId = () => {
      asked += 1;
      return new Promise<never>(() => undefined);
    };
    const app = appOver({ byId });
    const notify = () => ask('/twilio/status/calls/CA1', { app, status: 503 });
    await Promise.all([notify(), notify()]);
    expect(asked).toBe(1);
  });
});
