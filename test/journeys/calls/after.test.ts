/** What a call leaves behind: a text to who was missed, and what was recorded. Over the simulated network. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CallFlow } from '../../../src/core/call/flow.ts';
import { DEMO_CAMPAIGN } from '../../../src/demo/campaign.ts';
import { ACCOUNT, hearing, joinLine, startTelephony, WITHIN_MS, type Telephony } from '../../support/telephony.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';

let lab: Telephony;
beforeEach(async () => {
  lab = await startTelephony();
});
afterEach(() => lab.stop());

async function setFlow(changes: Partial<CallFlow>): Promise<void> {
  const cookie = await lab.demo.signIn('admin@demo.test');
  const { version } = await lab.demo.get<{ version: number }>('/api/admin/campaigns/demo', cookie);
  const answer = await fetch(`${lab.demo.url}/api/admin/campaigns/demo/calls`, {
    method: 'PUT',
    headers: { cookie, origin: lab.demo.url, 'content-type': 'application/json' },
    body: JSON.stringify({ version, calls: { ...DEMO_CAMPAIGN.calls!, ...changes } }),
  });
  expect(answer.status).toBe(200);
}

/** What the network has of a kind, newest first. */
async function atNetwork<T>(what: 'Messages' | 'Recordings'): Promise<readonly T[]> {
  const { accountSid, authToken } = ACCOUNT;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const answer = await fetch(`${lab.network.url}/2010-04-01/Accounts/${accountSid}/${what}.json`, {
    headers: { authorization },
  });
  return ((await answer.json()) as Record<string, readonly T[]>)[what.toLowerCase()] ?? [];
}

const history = async (kind: string) => {
  const { _id } = await lab.leadOf();
  const path = `/api/leads/${_id}/timeline`;
  const { entries } = await lab.demo.get<{ entries: { kind: string; data: object }[] }>(
    path,
    await lab.demo.signIn('sam@demo.test'),
  );
  return entries.filter((entry) => entry.kind === kind);
};
/** A zone in which it is noon, whenever this runs: texts are for the day. */
const zoneAtNoon = () => {
  const hours = new Date().getUTCHours() - 12;
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '+' : ''}${hours}`;
};

test('[K25] who allowed texts and hangs up unserved gets one', async () => {
  await setFlow({ textBack: { en: 'Sorry we missed you.', ko: '죄송합니다.' } });
  await lab.demo.submit({ consent: { call: true, now: true, text: true }, timeZone: zoneAtNoon() });
  const caller = lab.caller();
  caller.dial(TOLL_FREE);
  await caller.waitFor('What can we help', WITHIN_MS);
  caller.press('1');
  await caller.waitFor('in line', WITHIN_MS);
  caller.hangUp();
  await lab.until(async () => (await lab.leadOf()).state === 'callback', 'a call back is promised');
  await lab.until(async () => (await atNetwork('Messages')).length > 0, 'the text is there');
  await lab.until(async () => (await history('textSent')).length > 0, 'the history says so');
  expect(await atNetwork('Messages')).toMatchObject([{ to: CALLER, from: TOLL_FREE, body: 'Sorry we missed you.' }]);
});

describe('[K26] what is recorded', () => {
  test('is announced, is in the history, and can be heard by a supervisor, not by others', async () => {
    await setFlow({ recording: { keepDays: 7 } });
    const ana = await lab.agent('ana');
    const caller = await joinLine(lab);
    const { id } = await ana.accept();
    await ana.takeCall();
    await caller.waitFor('This call is recorded', WITHIN_MS);
    await hearing(caller, 'client:user_ana');
    await lab.until(async () => (await history('recorded')).length > 0, 'the history says so');
    // Recordings are counted in whole seconds: one that ends at once has none.
    const heardAt = Date.now();
    await lab.until(() => Date.now() - heardAt > 1500, 'they talk for a moment');
    caller.hangUp();
    await ana.lead(({ state }) => state === 'wrapUp');
    const sam = await lab.demo.signIn('sam@demo.test');
    const list = async (cookie: string) =>
      (await lab.demo.get<{ recordings: { id: string; seconds: number }[] }>(`/api/leads/${id}/recordings`, cookie))
        .recordings;
    await lab.until(async () => ((await list(sam))[0]?.seconds ?? 0) > 0, 'the recording is there');
    const [recording] = await list(sam);
    const heard = await fetch(`${lab.demo.url}/api/leads/${id}/recordings/${recording!.id}`, {
      headers: { cookie: sam },
    });
    expect(heard.headers.get('content-type')).toContain('audio');
    expect((await heard.arrayBuffer()).byteLength).toBeGreaterThan(44);
    const others = await lab.demo.signIn('ana@demo.test');
    expect(await list(others)).toEqual([]);
    const refused = await fetch(`${lab.demo.url}/api/leads/${id}/recordings/${recording!.id}`, {
      headers: { cookie: others },
    });
    expect(refused.status).toBe(404);
  });

  test('a message is heard by whoever has the lead', async () => {
    const caller = await joinLine(lab);
    caller.press('2');
    await caller.waitFor('after the tone', WITHIN_MS);
    await caller.waitFor('beep', WITHIN_MS);
    caller.speak('It is about my roof.', 1200);
    await lab.until(async () => (await atNetwork('Recordings')).length > 0, 'the network records');
    caller.press('#');
    await lab.until(async () => (await history('messageLeft')).length > 0, 'the history says so');
    const { _id } = await lab.leadOf();
    const sam = await lab.demo.signIn('sam@demo.test');
    expect(await lab.demo.get(`/api/leads/${_id}/recordings`, sam)).toMatchObject({
      recordings: [{ kind: 'message' }],
    });
  });
});
