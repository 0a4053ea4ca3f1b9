import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const by = { kind: 'agent', id: 'ana' } as const;
const NOTE = 'Visit on Tuesday';
const at = contextAt(NOON + MINUTE);
const ends: readonly (readonly [string, LeadEvent])[] = [
  ['an outcome', { kind: 'close', by, outcome: 'won', note: NOTE }],
  ['an agreed time', { kind: 'followUp', by, at: NOON + HOUR, note: NOTE }],
];
const told = (saved: string | null, event: LeadEvent) => {
  const owed = leadIn('wrapUp');
  const lead = saved === null ? owed : after(owed, { kind: 'note', by, note: saved }, at);
  const step = changed(advanceLead(lead, event, at));
  expect(step.lead.note).toBe(NOTE);
  return step.entries.filter(({ data }) => data['note'] === NOTE).length;
};

test.each(ends)('[R25] a note saved before isn’t added again with %s; a new or changed one is', (_what, event) => {
  expect(told(NOTE, event)).toBe(0);
  expect(told('Visit on Mon', event)).toBe(1);
  expect(told(null, event)).toBe(1);
});
