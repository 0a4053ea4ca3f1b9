import { expect, test } from '@jest/globals';
import type { CampaignDraft } from '../../../src/core/administration/campaign.ts';
import { checkScript } from '../../../src/core/administration/checkScript.ts';
import type { ObjectionCard, ScriptStep } from '../../../src/core/vocabulary/script.ts';

const step = (id: string, ...to: readonly string[]): ScriptStep => ({
  id,
  text: { en: `Step ${id}` },
  choices: to.map((next) => ({ label: { en: `To ${next}` }, to: next })),
});
const check = (scriptSteps: readonly ScriptStep[], objections: readonly ObjectionCard[] = []) =>
  checkScript({ script: { en: 'Hi {name}' }, scriptSteps, objections, fields: [] } as unknown as CampaignDraft).map(
    ({ path, code }) => `${path} ${code}`,
  );

test('[A118] a script that reaches every step and an end from each is fine, also with a way back, and without steps', () => {
  expect(check([])).toEqual([]);
  expect(check([step('a', 'b', 'c'), step('b', 'a', 'c'), step('c')])).toEqual([]);
});

test('[A118] a choice to nowhere, a step that nothing leads to, a loop without an end, and an ID twice are named', () => {
  expect(check([step('a', 'b', '', 'gone'), step('b')])).toEqual([
    'scriptSteps.0.choices.1.to stepUnknown',
    'scriptSteps.0.choices.2.to stepUnknown',
  ]);
  expect(check([step('a', 'b'), step('b'), step('c')])).toEqual(['scriptSteps.2 stepUnreached']);
  expect(check([step('a', 'b', 'd'), step('b', 'c'), step('c', 'b'), step('d')])).toEqual([
    'scriptSteps.1 stepEndless',
    'scriptSteps.2 stepEndless',
  ]);
  expect(check([step('a', 'b'), step('b'), step('b')])).toContain('scriptSteps.2.id twice');
});

test('[A118] every text is there in English, with placeholders that a lead has', () => {
  const wrong = { ...step('a', 'b'), text: { en: ' ', ko: '{weather}' } };
  const card = { title: { en: '' }, answer: { en: 'It costs {price}' } };
  expect(check([{ ...wrong, choices: [{ label: { en: '' }, to: 'b' }] }, step('b')], [card])).toEqual([
    'scriptSteps.0.text.en englishMissing',
    'scriptSteps.0.text.ko placeholderUnknown',
    'scriptSteps.0.choices.0.label.en englishMissing',
    'objections.0.title.en englishMissing',
    'objections.0.answer.en placeholderUnknown',
  ]);
});
