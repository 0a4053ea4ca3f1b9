import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { presentLead } from '../../src/usecases/present/lead.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({
    scriptSteps: [
      {
        id: 'own',
        text: { en: 'Do you own it, {name}?', ko: '{name} 님, 자가이신가요?' },
        choices: [{ label: { en: 'Yes', ko: '예' }, to: 'end' }],
      },
      { id: 'end', text: { en: 'Thank you.' }, choices: [] },
    ],
    objections: [{ title: { en: 'Too expensive', ko: '비싸요' }, answer: { en: 'It pays off.', ko: '이득입니다.' } }],
  });
});
afterEach(() => world.stop());

test('[V170] steps and cards are said in the customer’s language and chosen in the agent’s, by the owner alone', async () => {
  const id = await world.inquire();
  const stored = await world.parts.leads.byId(id);
  if (!stored) throw new Error('no lead');
  const lead = { ...stored, person: { ...stored.person, language: 'ko', name: '민지' } } as const;
  const shown = await presentLead(world.parts, lead, { kind: 'owner', language: 'en' });
  expect(shown.scriptSteps).toEqual([
    { id: 'own', text: '민지 님, 자가이신가요?', choices: [{ label: 'Yes', to: 'end' }] },
    { id: 'end', text: 'Thank you.', choices: [] },
  ]);
  expect(shown.objections).toEqual([{ title: 'Too expensive', answer: '이득입니다.' }]);
  for (const kind of ['offered', 'supervisor'] as const)
    expect(await presentLead(world.parts, lead, { kind, language: 'en' })).toMatchObject({
      scriptSteps: [],
      objections: [],
    });
});
