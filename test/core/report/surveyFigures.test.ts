import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { factsOf, type Fact } from '../../../src/core/lead/facts.ts';
import type { ProfileChanges } from '../../../src/core/lead/profile.ts';
import {
  addSurvey,
  foldSurvey,
  noSurveyFigures,
  surveyOf,
  type SurveyLine,
} from '../../../src/core/report/surveyFigures.ts';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;

function factsFrom(changes: ProfileChanges): readonly Fact[] {
  const { lead, entries } = changed(
    advanceLead(leadIn('talking'), { kind: 'profile', by: SAM, changes }, contextAt(NOON + 2000)),
  );
  return factsOf(
    lead,
    entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
  );
}

const fact = (seq: number, survey: NonNullable<Fact['survey']>, at = NOON + seq): Fact => ({
  ...{ id: `ld_1:${seq}`, kind: 'surveyed', campaignId: 'solar', at, survey },
});

test('[V211] a fact of answers has IDs of choices and numbers; of a text only that there is one', () => {
  const survey = { question1: ['choice1'], question2: 7, question3: 'Call my sister', question4: false } as const;
  expect(factsFrom({ survey, name: 'Mary' })).toMatchObject([
    { kind: 'surveyed', survey: { question1: ['choice1'], question2: 7, question3: true, question4: false } },
  ]);
  expect(JSON.stringify(factsFrom({ survey }))).not.toMatch(/sister|Mary/);
  expect(factsFrom({ name: 'Mary', answers: { bill: 5 } })).toEqual([]);
});

test('[V210] a lead counts once, with its last answers, in the hour of the first, in whatever order facts arrive', () => {
  const late = NOON + 3 * HOUR;
  const facts = [
    fact(9, { question2: [], question1: false }, late),
    fact(2, { question1: ['choice1'], question2: 4 }),
    fact(3, { question3: true }),
  ];
  const expected = new Map<number, SurveyLine | null>([
    [late, null],
    [NOON, { leadId: 'ld_1', campaignId: 'solar', at: NOON + 2, answers: { question1: false, question3: true } }],
  ]);
  expect(surveyOf('ld_1', facts)).toEqual(expected);
  expect(surveyOf('ld_1', facts.toReversed())).toEqual(expected);
  // Everything was taken back: there is no line any more.
  expect(surveyOf('ld_1', [fact(2, { question1: ['choice1'] }), fact(4, { question1: [] })])).toEqual(
    new Map([[NOON, null]]),
  );
  expect(surveyOf('ld_1', [])).toEqual(new Map());
});

test('[V210] [V212] figures add up: answers, refusals apart, choices, and the range and grades of numbers', () => {
  const line = (leadId: string, answers: SurveyLine['answers'], at = NOON): SurveyLine => ({
    ...{ leadId, campaignId: 'solar', at, answers },
  });
  const lines = [
    line('a', { question1: ['choice1', 'choice2'], question2: 9 }),
    line('b', { question1: ['choice2'], question2: 2.5, question3: true }),
    line('c', { question1: false, question2: -4 }),
    line('later', { question1: ['choice1'] }, NOON + HOUR),
  ];
  const [row] = foldSurvey(lines, 'UTC', [NOON, NOON + HOUR]).total;
  const total = noSurveyFigures();
  for (const figures of [row?.figures, row?.figures]) if (figures) addSurvey(total, figures);
  expect(total).toEqual({
    leads: 6,
    questions: {
      question1: { ...NONE, answered: 4, refused: 2, choices: { choice1: 2, choice2: 4 } },
      question2: { ...NONE, answered: 6, sum: 15, least: -4, greatest: 9, scale: { 9: 2 } },
      question3: { ...NONE, answered: 2 },
    },
  });
});

test('[V302] a lead’s answers count by its source and interest, the first agent, and the hour of the first answer', () => {
  const about = { source: 'Radio', interest: 'roof' };
  const facts = [
    { ...fact(1, {}), kind: 'opened' as const, ...about },
    fact(2, { question1: ['choice1'] }),
    { ...fact(3, { question2: 4 }), agentIds: ['ana'] },
    { ...fact(4, { question2: 5 }), agentIds: ['bea'] },
  ];
  const [line] = [...surveyOf('ld_1', facts.toReversed()).values()];
  expect(line).toMatchObject({ source: 'radio', interest: 'roof', agentId: 'ana', at: NOON + 2 });
  const other: SurveyLine = { leadId: 'ld_2', campaignId: 'solar', at: NOON + HOUR, answers: { question2: 1 } };
  const lines = line ? [line, other] : [];
  const { total, ...tables } = foldSurvey(lines, 'Asia/Kolkata', [NOON, NOON + 2 * HOUR]);
  expect(total).toMatchObject([{ key: '', figures: { leads: 2 } }]);
  // 20:30 in Kolkata.
  const keys = { hour: ['20', '21'], source: ['radio', ''], interest: ['roof', ''], agent: ['ana', ''] } as const;
  for (const [table, expected] of Object.entries(keys)) {
    const rows = tables[table as keyof typeof keys];
    expect(rows.map(({ key }) => key)).toEqual(expected);
    expect(rows.map(({ figures }) => figures.questions['question2']?.sum)).toEqual([5, 1]);
  }
});

const NONE = { answered: 0, refused: 0, choices: {}, sum: 0, least: null, greatest: null, scale: {} };
