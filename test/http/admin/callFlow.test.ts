import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEMO_CAMPAIGN } from '../../../src/demo/campaign.ts';
import type { CallOutline, CampaignView, OutlinePart } from '../../../src/shared/admin.ts';
import { campaignFields } from '../../../src/web/admin/campaigns/campaignFields.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { koreanWords, words } from '../../support/words.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const put = (body: unknown, who = admin) => who.send('PUT', '/api/admin/campaigns/demo/calls', body);
const version = async () => (await service.parts.campaigns.byId('demo'))!.version;

test('[K24] a call flow is checked as a whole, every mistake named, and nothing is half saved', async () => {
  const [question] = DEMO_CAMPAIGN.calls!.questions;
  const calls = {
    ...DEMO_CAMPAIGN.calls!,
    questions: [
      {
        ...question!,
        choices: [
          { key: '1', label: { en: 'x', ko: '가' }, interest: 'boat' },
          { key: '1', label: { en: 'y', ko: '나' } },
        ],
      },
    ],
    line: { ...DEMO_CAMPAIGN.calls!.line, maxWaitMs: 1 },
    recording: { keepDays: 4000 },
  };
  const refused = await put({ version: await version(), calls });
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(Object.keys(fields).sort()).toEqual([
    'calls.line.maxWaitMs',
    'calls.questions.0.choices.0.interest',
    'calls.questions.0.choices.1.key',
    'calls.recording.keepDays',
  ]);
  expect((await service.parts.campaigns.byId('demo'))?.calls?.questions[0]?.choices).toHaveLength(3);
});

test('[K24] once saved, it is live; an older version overwrites nothing; only administrators may save', async () => {
  const before = await version();
  const numbers = ['+18005550100', '+18005550101'];
  const saved = await put({ version: before, calls: { ...DEMO_CAMPAIGN.calls!, numbers } });
  expect(saved.status).toBe(200);
  expect((await service.parts.campaigns.byId('demo'))?.calls?.numbers).toEqual(numbers);
  expect((await put({ version: before, calls: null })).status).toBe(409);
  expect((await put({ version: before + 1, calls: null }, await service.signIn('sam@demo.test'))).status).toBe(403);
});

test('[K82] each number of a campaign has its source, and a wrong one is named at its field', async () => {
  const calls = { ...DEMO_CAMPAIGN.calls!, numbers: ['+18005550100', '+18005550101'] };
  const numberSources = [
    { number: '+18005550101', source: 'Spring TV' },
    { number: '+18005550101', source: ' ' },
    { number: '+18005550109', source: 'x'.repeat(41) },
  ];
  const refused = await put({ version: await version(), calls: { ...calls, numberSources } });
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(Object.keys(fields).sort()).toEqual([
    'calls.numberSources.1.number',
    'calls.numberSources.1.source',
    'calls.numberSources.2.number',
    'calls.numberSources.2.source',
  ]);
  const saved = await put({ version: await version(), calls: { ...calls, numberSources: numberSources.slice(0, 1) } });
  expect(saved.status).toBe(200);
  expect((await service.parts.campaigns.byId('demo'))?.calls?.numberSources).toEqual(numberSources.slice(0, 1));
  // Programs that know nothing of sources.
  const { numberSources: _none, ...earlier } = calls;
  expect((await put({ version: await version(), calls: earlier })).status).toBe(200);
});

test.each([
  ['en', 'Welcome back.', 'We have your request from yesterday.', '한국어는 2번'],
  ['ko', '다시 전화 주셔서', '어제 남겨 주신 문의', 'For English, press 1'],
] as const)('[K37] administrators read what returning callers hear, in %s', async (language, back, request, other) => {
  const body = { calls: DEMO_CAMPAIGN.calls, language };
  const answer = await admin.send('POST', '/api/admin/campaigns/demo/calls/preview', body);
  const { parts } = (await answer.json()) as CallOutline;
  const heard = (part: OutlinePart) => JSON.stringify(parts.find((one) => one.part === part)?.says);
  expect(heard('greeting')).not.toContain(back);
  for (const part of ['returning', 'returningOpen'] as const) {
    expect(heard(part)).toContain(back);
    expect(heard(part)).toContain(other);
  }
  expect(heard('returning')).not.toContain(request);
  expect(heard('returningOpen')).toContain(request);
});

test.each([
  ['en', words.mistakes('interestAsked', { value: 'battery' })],
  ['ko', koreanWords.mistakes('interestAsked', { value: 'battery' })],
] as const)('[K24] a form that no longer has what callers choose by key is refused, in %s', async (language, words) => {
  const path = '/api/admin/campaigns/demo';
  const view = (await (await admin.get(path)).json()) as CampaignView;
  const interests = view.interests.filter(({ value }) => value !== 'battery');
  const body = { ...campaignFields(view), version: view.version, interests };
  const refused = await admin.send('PUT', path, body, { 'accept-language': language });
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(Object.keys(fields)).toEqual(['interests']);
  expect(fields['interests']).toContain(words);
});

test('[K24] a key may answer a field of the form, and only as the field takes it', async () => {
  const [question] = DEMO_CAMPAIGN.calls!.questions;
  const saying = (value: string) => ({
    ...DEMO_CAMPAIGN.calls!,
    questions: [
      { ...question!, choices: [{ key: '1', label: { en: 'x', ko: '가' }, answer: { field: 'home', value } }] },
    ],
  });
  const refused = await put({ version: await version(), calls: saying('nothing of it') });
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(Object.keys(fields)).toEqual(['calls.questions.0.choices.0.answer.value']);
  expect((await put({ version: await version(), calls: saying('house') })).status).toBe(200);
});

/** The invalid fields of a refused flow. */
async function refusedFor(changes: object): Promise<Record<string, string>> {
  const refused = await put({ version: await version(), calls: { ...DEMO_CAMPAIGN.calls!, ...changes } });
  expect(refused.status).toBe(422);
  return ((await refused.json()) as { fields: Record<string, string> }).fields;
}

test('[K24] errors of shape and of meaning are named at once: none hides another', async () => {
  const { limits, line, dialling, questions } = DEMO_CAMPAIGN.calls!;
  const fields = await refusedFor({
    limits: { ...limits, perCallerPerHour: -1, minutesPerDay: null, blocked: ['1900'] },
    line: { ...line, maxWaitMs: -5 },
    dialling: { ...dialling, countries: ['US', 'XX'] },
    questions: [{ ...questions[0]!, ask: { text: { en: ' '.repeat(501) } } }],
    recording: { keepDays: 4000 },
  });
  expect(Object.keys(fields).sort()).toEqual([
    'calls.dialling.countries.1',
    'calls.limits.blocked.0',
    'calls.limits.minutesPerDay',
    'calls.limits.perCallerPerHour',
    'calls.line.maxWaitMs',
    'calls.questions.0.ask.text.en',
    'calls.questions.0.ask.text.ko',
    'calls.recording.keepDays',
  ]);
  expect(fields['calls.dialling.countries.1']).toContain(words.mistakes('countryUnknown'));
});

test.each([['+1'], ['+12']])(
  '[K24] a blocked beginning that covers the campaign’s own country is refused: %s',
  async (beginning) => {
    const { limits } = DEMO_CAMPAIGN.calls!;
    const fields = await refusedFor({ limits: { ...limits, blocked: ['+1900', beginning, '+44'] } });
    expect(Object.keys(fields)).toEqual(['calls.limits.blocked.1']);
    expect(fields['calls.limits.blocked.1']).toContain(`${beginning} would block callers`);
  },
);

test('[K24] Korean that is offered is written: greeting, question and choices', async () => {
  const [question] = DEMO_CAMPAIGN.calls!.questions;
  const onlyEnglish = {
    greeting: { text: { en: 'Welcome.' } },
    questions: [{ ask: { text: { en: 'What?' } }, choices: [{ ...question!.choices[0]!, label: { en: 'x' } }] }],
  };
  const fields = await refusedFor(onlyEnglish);
  expect(Object.keys(fields).sort()).toEqual([
    'calls.greeting.text.ko',
    'calls.questions.0.ask.text.ko',
    'calls.questions.0.choices.0.label.ko',
  ]);
  const calls = { ...DEMO_CAMPAIGN.calls!, ...onlyEnglish, languages: ['en'] };
  expect((await put({ version: await version(), calls })).status).toBe(200);
});

test('[A16] a skill that a caller’s key asks for can’t be removed', async () => {
  const skill = (await (await admin.send('POST', '/api/admin/skills', { name: 'Repairs' })).json()) as { id: string };
  const [question] = DEMO_CAMPAIGN.calls!.questions;
  const choices = [{ key: '1', label: { en: 'a repair', ko: '수리' }, skills: [skill.id] }];
  const calls = { ...DEMO_CAMPAIGN.calls!, questions: [{ ...question!, choices }] };
  expect((await put({ version: await version(), calls })).status).toBe(200);
  const remove = () => admin.send('DELETE', `/api/admin/skills/${skill.id}`);
  const refused = await remove();
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: 'in-use',
    detail: expect.stringContaining('“Repairs” is used by'),
  });
  expect((await put({ version: await version(), calls: DEMO_CAMPAIGN.calls })).status).toBe(200);
  expect((await remove()).status).toBe(204);
});
