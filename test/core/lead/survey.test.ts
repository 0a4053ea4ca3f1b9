import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { ProfileChanges } from '../../../src/core/lead/profile.ts';
import { restoreLead } from '../../../src/core/lead/restoreLead.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const ANA = { kind: 'agent', id: 'ana' } as const;
const SAM = { kind: 'supervisor', id: 'sam' } as const;
const context = contextAt(NOON + 2000);
const answer = (lead: Lead, survey: NonNullable<ProfileChanges['survey']>, by: typeof ANA | typeof SAM = ANA) =>
  advanceLead(lead, { kind: 'profile', by, changes: { survey } }, context);

test('[V207] answers are kept one by one with their history; a refusal replaces an answer, and each can be taken back', () => {
  const first = changed(answer(leadIn('talking'), { question1: ['yes'], question2: 7 })).lead;
  expect(first.survey).toEqual({ question1: ['yes'], question2: 7 });
  const second = changed(answer(first, { question1: false, question3: 'Later' }));
  expect(second.lead.survey).toEqual({ question1: false, question2: 7, question3: 'Later' });
  expect(second.entries).toMatchObject([
    {
      kind: 'profile',
      by: ANA,
      data: {
        edits: [
          { field: 'survey.question1', from: ['yes'], to: false },
          { field: 'survey.question3', to: 'Later' },
        ],
      },
    },
  ]);
  expect(answer(second.lead, { question1: false, question2: 7, question4: null })).toEqual({ kind: 'same' });
  const none = changed(answer(second.lead, { question1: null, question2: null, question3: null }, SAM));
  expect(none.lead).not.toHaveProperty('survey');
  expect(none.entries[0]?.data['edits']).toContainEqual({ field: 'survey.question1', from: false });
});

test('[V207] only the owner while they have the lead, and a supervisor in any state', () => {
  const closed = changed(advanceLead(leadIn('wrapUp'), { kind: 'close', by: ANA, outcome: 'won' }, context)).lead;
  expect(answer(closed, { question1: ['yes'] })).toMatchObject({ kind: 'refused', code: 'not-yours' });
  expect(changed(answer(closed, { question1: ['yes'] }, SAM)).lead.survey).toEqual({ question1: ['yes'] });
});

test('[V209] a lead that continues a closed one keeps the answers', () => {
  const asked = changed(answer(leadIn('wrapUp'), { question1: ['yes'] })).lead;
  const from = changed(advanceLead(asked, { kind: 'close', by: ANA, outcome: 'notInterested' }, context)).lead;
  if (from.state !== 'closed') throw new Error('not closed');
  const brought = { inquiries: from.inquiries, consents: from.consents, attempts: from.attempts };
  const { lead } = restoreLead({ id: 'ld_2', from, brought, by: SAM, why: 'takenUp' }, context);
  expect(lead.survey).toEqual({ question1: ['yes'] });
});
