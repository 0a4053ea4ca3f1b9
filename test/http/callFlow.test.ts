import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEMO_CAMPAIGN } from '../../src/demo/campaign.ts';
import { startService, type Client, type Service } from '../support/service.ts';

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
          { key: '1', label: { en: 'x' }, interest: 'boat' },
          { key: '1', label: { en: 'y' } },
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

test('[K24] saved, it is live at once; an older version overwrites nothing; only administrators may', async () => {
  const before = await version();
  const numbers = ['+18005550100', '+18005550101'];
  const saved = await put({ version: before, calls: { ...DEMO_CAMPAIGN.calls!, numbers } });
  expect(saved.status).toBe(200);
  expect((await service.parts.campaigns.byId('demo'))?.calls?.numbers).toEqual(numbers);
  expect((await put({ version: before, calls: null })).status).toBe(409);
  expect((await put({ version: before + 1, calls: null }, await service.signIn('sam@demo.test'))).status).toBe(403);
});
