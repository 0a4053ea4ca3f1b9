/** What a call leaves behind: a text to a missed caller, and recordings. Over the simulated network. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { ACCOUNT, hearing, joinLine, startTelephony, type Telephony } from '../../support/telephony.ts';
import { COUNTRIES_BY_DAY, numberByDay } from '../../support/byDay.ts';
import { TOLL_FREE } from '../../support/calls.ts';
import { sentence } from '../../support/spoken.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let lab: Telephony;
beforeAll(async () => {
  lab = await startTelephony();
});
afterEach(() => lab.clear());
afterAll(() => lab.stop());

/** The network’s items of a kind, newest first. */
async function atNetwork<T>(what: 'Messages' | 'Recordings'): Promise<readonly T[]> {
  const { accountSid, authToken } = ACCOUNT;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const answer = await fetch(`${lab.network.url}/2010-04-01/Accounts/${accountSid}/${what}.json`, {
    headers: { authorization },
  });
  return ((await answer.json()) as Record<string, readonly T[]>)[what.toLowerCase()] ?? [];
}

const history = async (kind: string, tel: string) => {
  const { _id } = await lab.leadOf(tel);
  const path = `/api/leads/${_id}/timeline`;
  const { entries } = await lab.demo.get<{ entries: { kind: string; data: object }[] }>(
    path,
    await lab.demo.signIn('sam@demo.test'),
  );
  return entries.filter((entry) => entry.kind === kind);
};

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  const tel = (n: number) => `+12025550${language === 'en' ? 10 : 15}${n}`;
  const agent = language === 'en' ? 'ana' : 'chloe';

  test('[K25] who allowed texts and hangs up unserved gets one, in their language', async () => {
    const dialling = { countries: COUNTRIES_BY_DAY, detectsVoicemail: false };
    await lab.setFlow({ dialling, textBack: { en: 'Sorry we missed you.', ko: '전화를 받지 못해 죄송합니다.' } });
    const consent = { call: true, now: true, text: true };
    const number = numberByDay(language === 'en' ? 1 : 2);
    await lab.demo.submit({ phone: number, language, consent });
    const caller = lab.caller(number);
    caller.dial(TOLL_FREE);
    await caller.waitFor(language === 'en' ? 'For a battery, press 2.' : '가정용 배터리는, 2번.', PATIENCE_MS);
    caller.press('1');
    await caller.waitFor(sentence(language, 'line.nobody'), PATIENCE_MS);
    caller.hangUp();
    await lab.until(async () => (await lab.leadOf(number)).state === 'callback', 'a call back is promised');
    await lab.until(async () => (await history('textSent', number)).length > 0, 'the history says so');
    const [newest] = await atNetwork<{ to: string }>('Messages');
    const body = language === 'en' ? 'Sorry we missed you.' : '전화를 받지 못해 죄송합니다.';
    expect(newest).toMatchObject({ to: number, from: TOLL_FREE, body });
  });

  describe('[K26] recordings', () => {
    test('is announced, is in the history, and can be heard by a supervisor, not by others', async () => {
      await lab.setFlow({ recording: { keepDays: 7 } });
      const desk = await lab.agent(agent);
      const caller = await joinLine(lab, { language, number: tel(2) });
      const { id } = await desk.accept();
      await desk.takeCall();
      await caller.waitFor(sentence(language, 'recorded'), PATIENCE_MS);
      await hearing(caller, `client:user_${agent}`);
      await lab.until(async () => (await history('recorded', tel(2))).length > 0, 'the history says so');
      // The history keeps the wording they agreed to by staying.
      expect(await history('recorded', tel(2))).toMatchObject([
        { data: { announced: sentence(language, 'recorded') } },
      ]);
      // Recordings are counted in whole seconds: one that ends right away has none.
      const heardAt = Date.now();
      await lab.until(() => Date.now() - heardAt > 1500, 'they talk for a moment');
      caller.hangUp();
      await desk.lead(({ state }) => state === 'wrapUp');
      const sam = await lab.demo.signIn('sam@demo.test');
      const list = async (cookie: string) =>
        (await lab.demo.get<{ recordings: { id: string; seconds: number }[] }>(`/api/leads/${id}/recordings`, cookie))
          .recordings;
      await lab.until(async () => ((await list(sam))[0]?.seconds ?? 0) > 0, 'the recording is there');
      const [recording] = await list(sam);
      const hear = (cookie: string) =>
        fetch(`${lab.demo.url}/api/leads/${id}/recordings/${recording!.id}`, { headers: { cookie } });
      const heard = await hear(sam);
      expect(heard.headers.get('content-type')).toContain('audio');
      expect((await heard.arrayBuffer()).byteLength).toBeGreaterThan(44);
      const others = await lab.demo.signIn(`${agent}@demo.test`);
      expect(await list(others)).toEqual([]);
      expect((await hear(others)).status).toBe(404);
    });

    test('a message can be heard by the agent who has the lead', async () => {
      await lab.setFlow({});
      const before = (await atNetwork('Recordings')).length;
      const caller = await joinLine(lab, { language, number: tel(3) });
      caller.press('2');
      await caller.waitFor(sentence(language, 'message.leave'), PATIENCE_MS);
      await caller.waitFor('beep', PATIENCE_MS);
      caller.speak('It is about my roof.', 100);
      const spokenBy = Date.now() + 100;
      await lab.until(() => Date.now() > spokenBy, 'it is said');
      caller.press('#');
      await lab.until(async () => (await history('messageLeft', tel(3))).length > 0, 'the history says so');
      expect((await atNetwork('Recordings')).length).toBe(before + 1);
      const { _id } = await lab.leadOf(tel(3));
      const sam = await lab.demo.signIn('sam@demo.test');
      expect(await lab.demo.get(`/api/leads/${_id}/recordings`, sam)).toMatchObject({
        recordings: [{ kind: 'message' }],
      });
    });
  });
});
