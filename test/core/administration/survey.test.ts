import { expect, test } from '@jest/globals';
import type { CampaignDraft } from '../../../src/core/administration/campaign.ts';
import { answerable, checkSurvey, surveyAfter, surveyAnew } from '../../../src/core/administration/survey.ts';
import type { ValidationContext } from '../../../src/core/administration/validationContext.ts';
import type { SurveyChoice, SurveyQuestion } from '../../../src/core/vocabulary/survey.ts';

const choice = (number: number): SurveyChoice => ({ id: `choice${number}`, label: { en: `Choice ${number}` } });
const question = (number: number): SurveyQuestion => ({
  id: `question${number}`,
  label: { en: `Question ${number}` },
  kind: 'choice',
  choices: [choice(1), choice(2)],
});
const several = <T>(count: number, make: (number: number) => T) =>
  Array.from({ length: count }, (_one, index) => make(index + 1));
const check = (survey: readonly SurveyQuestion[], before: readonly SurveyQuestion[] = []) =>
  checkSurvey(
    { survey } as unknown as CampaignDraft,
    { edited: { formKey: 'demo', hasLeads: true, survey: before } } as unknown as ValidationContext,
  ).map(({ path, code }) => `${path} ${code}`);

test('[A196] ten questions of each kind are fine, more in use aren’t, and retired ones don’t count', () => {
  const kinds: readonly SurveyQuestion[] = [
    { id: 'question8', label: { en: 'How old is the roof?' }, kind: 'number', min: 0, max: 100 },
    { id: 'question9', label: { en: 'Anything else?' }, kind: 'text' },
    { ...question(10), kind: 'choices' } as SurveyQuestion,
  ];
  const ten = [...several(7, question), ...kinds];
  expect(check(ten)).toEqual([]);
  expect(check([...ten, question(11)])).toEqual(['survey surveyTooMany']);
  expect(check([...ten, { ...question(11), isRetired: true }])).toEqual([]);
});

test('[A196] what is missing, twice, or can’t be answered is named at its field', () => {
  expect(
    check([
      { id: 'question1', label: { en: ' ', ko: '질문' }, kind: 'choice', choices: [] },
      { id: 'question2', label: { en: 'Age' }, kind: 'number', min: 9, max: 3 },
      { id: 'question3', label: { en: 'age ' }, kind: 'number', max: 1e12 },
      { ...question(1), choices: [choice(1), choice(1), { ...choice(3), label: { en: '' } }] } as SurveyQuestion,
      { ...question(5), choices: several(13, choice) } as SurveyQuestion,
    ]),
  ).toEqual([
    'survey.0.label.en englishMissing',
    'survey.0.id twice',
    'survey.2.label.en twice',
    'survey.3.id twice',
    'survey.0.choices choicesMissing',
    'survey.1.min minAboveMax',
    'survey.2.max between',
    'survey.3.choices.0.id twice',
    'survey.3.choices.1.id twice',
    'survey.3.choices.1.label.en twice',
    'survey.3.choices.2.label.en englishMissing',
    'survey.4.choices surveyTooManyChoices',
  ]);
});

test('[A197] what is left out is kept as retired, also choices', () => {
  const before = [question(1), question(2)];
  const after = surveyAfter(before, [{ ...question(2), choices: [choice(3)] } as SurveyQuestion]);
  expect(after).toEqual([
    { ...question(2), choices: [choice(3), { ...choice(1), isRetired: true }, { ...choice(2), isRetired: true }] },
    { ...question(1), isRetired: true },
  ]);
  expect(surveyAfter([], [question(1)])).toEqual([question(1)]);
  expect(surveyAnew(after)).toEqual([{ ...question(2), choices: [choice(3)] }]);
});

test('[A197] until the campaign has leads, a saved question can be removed and its type can change', () => {
  const edited = { formKey: 'demo', hasLeads: false, survey: [question(1), question(2)] };
  const draft: readonly SurveyQuestion[] = [{ id: 'question1', label: { en: 'Question 1' }, kind: 'text' }];
  const around = { edited } as unknown as ValidationContext;
  expect(checkSurvey({ survey: draft } as unknown as CampaignDraft, around)).toEqual([]);
  expect(surveyAfter(answerable(edited), draft)).toEqual(draft);
  expect(answerable({ ...edited, hasLeads: true })).toEqual(edited.survey);
});

test('[A197] the type of a saved question doesn’t change once there are leads, and 50 are kept', () => {
  expect(check([{ id: 'question1', label: { en: 'Question 1' }, kind: 'text' }], [question(1)])).toEqual([
    'survey.0.kind surveyKind',
  ]);
  expect(check([question(60)], several(50, question))).toEqual(['survey surveyFull']);
});
