/** The logic of admin forms: values by path, mistakes, edit conflicts, hours and codes. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { adminFieldsText } from '../../src/shared/text/adminFields.ts';
import { translator } from '../../src/shared/text/index.ts';
import { nextCode, fieldNameOf, formKeyOf } from '../../src/web/admin/campaigns/slug.ts';
import { mistakesBySection, sectionOf } from '../../src/web/admin/campaigns/sections.ts';
import { COUNTRIES } from '../../src/web/admin/form/countries.ts';
import { copyDay, fromTimeInput, nextSpan, OFFICE_WEEK, toTimeInput } from '../../src/web/admin/form/hours.ts';
import { labelOf } from '../../src/web/admin/form/labels.ts';
import { isChosen, applyChoices, mergeFields, proposeChoices } from '../../src/web/admin/form/merge.ts';
import { unitFor } from '../../src/web/admin/form/spans.ts';
import { isSame } from '../../src/core/vocabulary/isSame.ts';
import { at, differences, isWithin, withAt } from '../../src/web/admin/form/value.ts';

const t = translator(adminFieldsText, 'en');

describe('a value by path', () => {
  const whole = { name: { en: 'A' }, steps: [{ afterMs: 0 }, { afterMs: 60 }] };

  test('is read in objects and lists, and is undefined where nothing is', () => {
    expect(at(whole, 'steps.1.afterMs')).toBe(60);
    expect(at(whole, 'steps.7.afterMs')).toBeUndefined();
    expect(at(whole, 'name.en.x.y')).toBeUndefined();
    expect(at(null, 'name')).toBeUndefined();
  });

  test('is set without mutation; undefined removes it, null stays', () => {
    const next = withAt(whole, 'steps.0.afterMs', 5);
    expect(next).toEqual({ name: { en: 'A' }, steps: [{ afterMs: 5 }, { afterMs: 60 }] });
    expect(whole.steps[0]).toEqual({ afterMs: 0 });
    expect(next.name).toBe(whole.name);
    expect(withAt(withAt(whole, 'name.ko', '가'), 'name.ko', undefined)).toEqual(whole);
    expect(withAt(whole, 'name', null)).toEqual({ ...whole, name: null });
  });

  test('keeps the order of the fields, so that the page does not jump', () => {
    expect(Object.keys(withAt({ a: 1, b: 2, c: 3 }, 'b', 9))).toEqual(['a', 'b', 'c']);
  });

  test('reads back what was set, in any shape', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }),
        (value, names) => {
          expect(at(withAt({}, names.join('.'), value), names.join('.'))).toEqual(value);
        },
      ),
    );
  });

  test('values are equal regardless of field order, and an undefined field counts as absent', () => {
    expect(isSame({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1, d: undefined })).toBe(true);
    expect(isSame([], {})).toBe(false);
    expect(isSame(null, {})).toBe(false);
    expect(isSame([1, 2], [2, 1])).toBe(false);
  });

  test('differences are reported by field; a list is one value', () => {
    expect(differences({ a: { b: 1, c: 2 }, d: [1] }, { a: { b: 1, c: 3 }, d: [1, 2], e: null })).toEqual([
      'a.c',
      'd',
      'e',
    ]);
  });

  test('lies within a path by segments, not by characters', () => {
    expect([
      isWithin('fields.1.name', 'fields'),
      isWithin('fields', 'fields'),
      isWithin('fieldsets', 'fields'),
    ]).toEqual([true, true, false]);
  });
});

describe('[W3] an edit conflict', () => {
  const base = { name: 'A', zone: 'UTC', hours: null as object | null, policy: { offerMs: 20, seenMs: 3 } };

  test('defaults to their value where only they changed it, and keeps mine where only I did', () => {
    const mine = { ...base, name: 'Mine' };
    const theirs = { ...base, zone: 'Asia/Seoul' };
    const fields = mergeFields(base, mine, theirs);
    expect(fields).toEqual([{ path: 'zone', mine: 'UTC', theirs: 'Asia/Seoul', isConflict: false }]);
    expect(applyChoices(mine, fields, proposeChoices(fields))).toEqual({ ...base, name: 'Mine', zone: 'Asia/Seoul' });
  });

  test('needs a choice where both changed it, without a default', () => {
    const mine = { ...base, policy: { offerMs: 30, seenMs: 3 } };
    const theirs = { ...base, policy: { offerMs: 40, seenMs: 5 } };
    const fields = mergeFields(base, mine, theirs);
    expect(fields.map(({ path, isConflict }) => [path, isConflict])).toEqual([
      ['policy.offerMs', true],
      ['policy.seenMs', false],
    ]);
    expect(isChosen(fields, proposeChoices(fields))).toBe(false);
    const chosen = { ...proposeChoices(fields), 'policy.offerMs': 'mine' } as const;
    expect(isChosen(fields, chosen)).toBe(true);
    expect(applyChoices(mine, fields, chosen).policy).toEqual({ offerMs: 30, seenMs: 5 });
  });

  test('needs no choice where both made the same change', () => {
    expect(mergeFields(base, { ...base, name: 'B' }, { ...base, name: 'B' })).toEqual([]);
  });

  test('offers the whole container if mine has none', () => {
    const own = { ...base, hours: { zone: 'UTC', weekly: null } };
    const fields = mergeFields(own, { ...own, hours: null }, { ...own, hours: { zone: 'Asia/Seoul', weekly: null } });
    expect(fields).toEqual([
      { path: 'hours', mine: null, theirs: { zone: 'Asia/Seoul', weekly: null }, isConflict: true },
    ]);
  });

  test('choosing theirs everywhere gives theirs, choosing mine gives mine', () => {
    const shape = fc.record({ name: fc.string(), zone: fc.string(), tags: fc.array(fc.string()) });
    fc.assert(
      fc.property(shape, shape, shape, (before, mine, theirs) => {
        const fields = mergeFields(before, mine, theirs);
        const all = (side: 'mine' | 'theirs') => Object.fromEntries(fields.map(({ path }) => [path, side]));
        expect(applyChoices(mine, fields, all('mine'))).toEqual(mine);
        const result = applyChoices(mine, fields, all('theirs'));
        for (const path of differences(before, theirs)) expect(at(result, path)).toEqual(at(theirs, path));
      }),
    );
  });
});

describe('[W2] a field has a label', () => {
  test.each([
    ['policy.steps.1.afterMs', 'Routing · Steps · Step 2 · After waiting'],
    ['fields.0.label.ko', 'Custom fields · Field 1 · Question · Korean'],
    ['hours.weekly.3.0', 'Business hours · Weekly schedule · Wednesday · Period 1'],
    ['embedOrigins.2', 'Sites that can embed the form · Site 3'],
    ['unheardOf', 'unheardOf'],
  ])('%s is %s', (path, label) => {
    expect(labelOf(path, t)).toBe(label);
  });

  test('and belongs to the section that shows it', () => {
    expect(['formKey', 'fields.0.name', 'policy.seenMs', 'script.en', 'unheardOf'].map(sectionOf)).toEqual([
      'basics',
      'form',
      'timing',
      'script',
      'basics',
    ]);
    expect(mistakesBySection({ 'script.en': 'x', 'policy.seenMs': 'y', bonusSeconds: 'z' })).toEqual({
      script: 1,
      timing: 2,
    });
  });
});

describe('opening hours', () => {
  test('are shown as times; the end of the day is midnight', () => {
    expect([toTimeInput(0), toTimeInput(9 * 60 + 5), toTimeInput(24 * 60)]).toEqual(['00:00', '09:05', '00:00']);
    expect([fromTimeInput('00:00', 'from'), fromTimeInput('00:00', 'to'), fromTimeInput('', 'to')]).toEqual([
      0,
      1440,
      null,
    ]);
  });

  test('the next span of a day comes after the last one and stays within the day', () => {
    expect(nextSpan([])).toEqual({ from: 540, to: 1080 });
    expect(nextSpan([{ from: 540, to: 720 }])).toEqual({ from: 780, to: 960 });
    expect(nextSpan([{ from: 540, to: 1440 }])).toEqual({ from: 1380, to: 1440 });
    expect(nextSpan([{ from: 540, to: null }])).toEqual({ from: 600, to: 780 });
  });

  test('copy Monday to the workdays, Saturday to Sunday', () => {
    const week = { ...OFFICE_WEEK, 1: [{ from: 1, to: 2 }], 6: [{ from: 3, to: 4 }] };
    expect(copyDay(week, 1)[5]).toEqual([{ from: 1, to: 2 }]);
    expect(copyDay(week, 1)[6]).toEqual([{ from: 3, to: 4 }]);
    expect(copyDay(week, 6)[7]).toEqual([{ from: 3, to: 4 }]);
  });
});

test('a duration is shown in the largest unit that gives a whole number', () => {
  expect([unitFor(90_000, ['s', 'min']), unitFor(120_000, ['s', 'min', 'h']), unitFor(0, ['min', 'h'])]).toEqual([
    's',
    'min',
    'min',
  ]);
});

describe('a code', () => {
  test('is derived from the label, for a URL or a field name', () => {
    expect(formKeyOf('  Solar pañels, for you! ')).toBe('solar-panels-for-you');
    expect(fieldNameOf('Monthly bill ($)')).toBe('monthlyBill');
    expect([formKeyOf('태양광'), fieldNameOf('2nd number')]).toEqual(['', 'ndNumber']);
  });

  test('follows the label until it is edited', () => {
    expect(nextCode('solar', 'Solar', 'Solar roof', formKeyOf)).toBe('solar-roof');
    expect(nextCode('mine', 'Solar', 'Solar roof', formKeyOf)).toBe('mine');
    expect(nextCode('', '', 'Solar', formKeyOf)).toBe('solar');
  });
});

test('the country list matches the supported phone numbers', () => {
  expect([...COUNTRIES].sort()).toEqual(getCountries().sort());
});
