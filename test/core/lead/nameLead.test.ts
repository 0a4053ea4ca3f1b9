import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const named = (name: string, before = 'Maria', agentId = 'ana') => ({ kind: 'named', agentId, name, before }) as const;
const context = contextAt(NOON + 2000);

test('[K32] the owner enters the name, with a history entry; repeating it changes nothing', () => {
  const { lead, entries } = changed(advanceLead(leadIn('talking'), named('Maria Lopez'), context));
  expect(lead).toMatchObject({ state: 'talking', person: { name: 'Maria Lopez', tel: '+12025550143' } });
  expect(entries).toMatchObject([{ kind: 'named', by: { kind: 'agent', id: 'ana' }, data: { name: 'Maria Lopez' } }]);
  expect(advanceLead(lead, named('Maria Lopez'), context)).toEqual({ kind: 'same' });
});

test('[K32] a name changed meanwhile isn’t overwritten unnoticed', () => {
  expect(advanceLead(leadIn('talking'), named('Mary', ''), context)).toMatchObject({
    kind: 'refused',
    code: 'edited-meanwhile',
  });
});

test('[K32] only the owner can change it, while they have the lead', () => {
  for (const state of ['waiting', 'offered', 'callback'] as const)
    expect(advanceLead(leadIn(state), named('Mary'), context)).toMatchObject({ kind: 'refused', code: 'not-yours' });
  expect(advanceLead(leadIn('wrapUp'), named('Mary', 'Maria', 'ben'), context)).toMatchObject({ code: 'not-yours' });
});
