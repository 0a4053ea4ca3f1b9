import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SurveyQuestion } from '../../src/core/vocabulary/survey.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { repairFacts } from '../../src/usecases/lead/repairFacts.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { settleReports } from '../../src/usecases/reports/settleReports.ts';
import { viewSurvey, type SurveyQuery } from '../../src/usecases/reports/viewSurvey.ts';
import { NEW_YORK } from '../support/leads.ts';
import { COMMON_BY } from '../../src/shared/workReports.ts';
import { startWorld, type World } from '../support/world.ts';

const START = Date.parse('2026-10-30T16:20:00Z');
const QUERY: SurveyQuery = { period: { from: '2026-10-30', to: '2026-11-04' }, compared: null, by: 'campaign' };
const SURVEY: readonly SurveyQuestion[] = [
  {
    id: 'question1',
    label: { en: 'Own it?', ko: '자가인가요?' },
    kind: 'choice',
    choices: [
      { id: 'choice1', label: { en: 'Yes', ko: '예' } },
      { id: 'choice2', label: { en: 'No' }, isRetired: true },
      { id: 'choice3', label: { en: 'Maybe' }, isRetired: true },
    ],
  },
  { id: 'question2', label: { en: 'Grade?' }, kind: 'number', min: 0, max: 10 },
  { id: 'question3', label: { en: 'Anything else?' }, kind: 'text' },
  { id: 'question4', label: { en: 'Old?' }, kind: 'text', isRetired: true },
  { id: 'question5', label: { en: 'Older?' }, kind: 'text', isRetired: true },
];
const SAM = { kind: 'supervisor', id: 'sam' } as const;

let world: World;
beforeEach(async () => {
  world = await startWorld({ hours: { zone: NEW_YORK, weekly: null, holidays: [] }, survey: SURVEY }, { at: START });
});
afterEach(() => world.stop());

let count = 0;
async function answered(...answers: readonly object[]): Promise<string> {
  count += 1;
  const leadId = await world.inquire({ tel: `+1202555${String(1000 + count)}` });
  for (const survey of answers) await answer(leadId, survey);
  return leadId;
}

async function answer(leadId: string, survey: object): Promise<void> {
  world.pass(MINUTE);
  const saved = await changeProfile(world.parts, SAM, leadId, { survey });
  if (!saved.ok) throw new Error(saved.message);
}

const report = (changes: Partial<SurveyQuery> = {}) => viewSurvey(world.parts, { ...QUERY, ...changes }, 'en');

test('[V210] [V211] [V212] [V213] [V265] answers are counted by question, on the day of the lead’s first answer, also two periods', async () => {
  await answered({ question1: 'choice1', question2: 9 }, { question3: 'Call my sister' });
  const corrected = await answered({ question1: 'choice1', question2: 2 }, { question1: 'choice2', question4: 'x' });
  await answered({ question1: false });
  await answered({ question1: 'choice1' }, { question1: null });
  world.pass(2 * DAY);
  await answer(corrected, { question2: 4 });
  await answered({ question1: 'choice1' });
  const first = { from: '2026-10-30', to: '2026-10-30' };
  await settleReports(world.parts, MINUTE);
  const shown = await report({ period: first });
  expect(shown).toMatchObject({ countedUntil: world.now(), missingDays: 0, compared: null });
  expect(JSON.stringify(shown)).not.toContain('sister');
  expect(shown.results).toMatchObject([{ leads: 3 }]);
  expect(shown.results[0]?.questions).toEqual([
    {
      id: 'question1',
      ...{ label: 'Own it?', kind: 'choice', isRetired: false },
      // The choice that was retired and never given is left out.
      choices: [
        { id: 'choice1', label: 'Yes' },
        { id: 'choice2', label: 'No' },
      ],
      now: { ...NONE, answered: 2, refused: 1, choices: { choice1: 1, choice2: 1 } },
      rows: [],
    },
    {
      id: 'question2',
      ...{ label: 'Grade?', kind: 'number', isRetired: false, choices: [] },
      now: { ...NONE, answered: 2, average: 6.5, least: 4, greatest: 9, scale: { 4: 1, 9: 1 } },
      rows: [],
    },
    expect.objectContaining({ id: 'question3', now: { ...NONE, answered: 1 } }),
    expect.objectContaining({ id: 'question4', isRetired: true, now: { ...NONE, answered: 1 } }),
  ]);
  const both = await report({ period: { from: '2026-11-01', to: '2026-11-01' }, compared: first });
  const whole = await report();
  expect(whole.dates).toHaveLength(6);
  expect(whole.results.map(({ days }) => days)).toEqual([[3, 0, 1, 0, 0, 0]]);
  expect(both.results).toMatchObject([
    { leads: 1, leadsBefore: 3, questions: [{ now: { answered: 1 }, before: { answered: 2 } }, {}, {}] },
  ]);
  expect((await report({ campaignId: 'other' })).results).toEqual([]);
});

test('[V300] [V302] answers by each group add up to those of the campaign, and are compared group by group', async () => {
  await answered({ question1: 'choice1', question2: 9 });
  world.pass(3 * HOUR);
  await answered({ question1: 'choice1', question2: 4 });
  world.pass(DAY);
  await answered({ question1: false });
  const { results } = await report();
  expect(results).toMatchObject([{ leads: 3, rows: [] }]);
  for (const by of COMMON_BY.filter((one) => one !== 'campaign')) {
    const [grouped] = (await report({ by })).results;
    expect(grouped?.rows.reduce((sum, { now }) => sum + now.leads, 0)).toBe(3);
    const { now, rows = [] } = grouped?.questions[0] ?? {};
    expect(now).toEqual(results[0]?.questions[0]?.now);
    expect(rows.reduce((sum, row) => sum + row.now.answered, 0)).toBe(2);
  }
  const day = (date: string) => ({ from: date, to: date });
  const [byHour] = (await report({ by: 'hour', period: day('2026-10-31'), compared: day('2026-10-30') })).results;
  // 12:20 in New York; the third is a day after the second.
  expect(byHour?.rows).toEqual([
    { key: '15', now: { leads: 1 }, before: { leads: 1 } },
    { key: '12', now: { leads: 0 }, before: { leads: 1 } },
  ]);
  const averages = byHour?.questions[1]?.rows.map(({ now, before }) => [now.average, before?.average]);
  expect(averages).toEqual([
    [null, 4],
    [null, 9],
  ]);
});

const NONE = { answered: 0, refused: 0, choices: {}, average: null, least: null, greatest: null };

test('[V210] facts that are written late, and a report that is counted twice, change nothing', async () => {
  const leadId = await answered({ question1: 'choice1' }, { question1: 'choice2' });
  const facts = world.connection.collection<{ _id: string }>('facts');
  await world.parts.facts.known([]);
  const lost = {
    _id: { $in: (await facts.find({ kind: 'surveyed' } as object).toArray()).slice(1).map(({ _id }) => _id) },
  };
  await facts.deleteMany(lost);
  const given = async () => (await report()).results[0]?.questions[0]?.now.choices;
  expect(await given()).toEqual({ choice1: 1 });
  expect((await world.parts.leads.byId(leadId))?.survey).toEqual({ question1: ['choice2'] });
  await workLead(world.parts, leadId, { kind: 'close', by: SAM, outcome: 'notInterested' });
  world.pass(MINUTE);
  await repairFacts(world.parts, START);
  expect(await given()).toEqual({ choice2: 1 });
  await settleReports(world.parts, MINUTE);
  expect(await given()).toEqual({ choice2: 1 });
});
