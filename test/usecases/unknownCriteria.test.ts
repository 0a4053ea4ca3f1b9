import { expect, test } from '@jest/globals';
import type { Parts } from '../../src/ports/parts.ts';
import { unknownCriteria, type NamedCriteria } from '../../src/usecases/lead/unknownCriteria.ts';

const field = (name: string, more: object = {}) => ({
  name,
  kind: 'text',
  label: { en: name },
  required: false,
  ...more,
});
const CAMPAIGNS = [
  { id: 'solar', interests: [], fields: [field('roof'), field('income', { seenBy: 'supervisors' })] },
  { id: 'heat', interests: [{ value: 'gas' }], fields: [field('old', { askedBy: 'nobody' })] },
];
const OUTCOMES = [
  { id: 'won', means: 'won' },
  { id: 'won_later', means: 'won', isRetired: true },
];
const known = {
  campaigns: { all: () => Promise.resolve(CAMPAIGNS) },
  agents: { byId: (id: string) => Promise.resolve(id === 'left' ? { id, presenceReason: 'deactivated' } : null) },
  business: { known: () => Promise.resolve({ outcomes: OUTCOMES }) },
} as unknown as Pick<Parts, 'campaigns' | 'agents' | 'business'>;

const wrong = async (asked: NamedCriteria) =>
  (await unknownCriteria(known, asked)).map(({ path, code }) => [path, code]);
const lacks = (detail: string, audience: 'agents' | 'supervisors' = 'supervisors') => ({ lacks: { detail, audience } });

test('[V338] a retired outcome and a deactivated agent exist, because leads carry them', async () => {
  expect(await wrong({ outcomeId: 'won_later', owner: 'left', campaignId: 'solar' })).toEqual([]);
  expect(await wrong({ outcomeId: 'won_gone', owner: 'gone', campaignId: 'gone' })).toEqual([
    ['outcome', 'outcomeNone'],
    ['campaign', 'campaignUnknown'],
    ['owner', 'agentUnknown'],
  ]);
});

test('[V338] a detail exists where a campaign asks for it, and for an agent only if agents see it', async () => {
  for (const exists of [lacks('any'), lacks('answers.roof'), lacks('interest'), lacks('answers.income')])
    expect(await wrong(exists)).toEqual([]);
  for (const gone of [
    lacks('answers.old'),
    lacks('answers.income', 'agents'),
    { ...lacks('interest'), campaignId: 'solar' },
  ])
    expect(await wrong(gone)).toEqual([['missing', 'detailNone']]);
  // What is wrong is the campaign alone.
  expect(await wrong({ ...lacks('answers.roof'), campaignId: 'gone' })).toEqual([['campaign', 'campaignUnknown']]);
});

test('[V338] agents search among their own leads', async () => {
  expect(await wrong({ owner: 'left', agentOnly: 'left' })).toEqual([]);
  expect(await wrong({ owner: 'left', agentOnly: 'ana' })).toEqual([['owner', 'onlyOwnLeads']]);
});
