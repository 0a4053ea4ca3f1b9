import { expect, test } from '@jest/globals';
import { choiceIn, choicesIn, dayIn, languageIn, numberIn, phoneIn } from '../../../src/core/capture/importCells.ts';
import { guessColumns, isHeading } from '../../../src/core/capture/importColumns.ts';

test.each([
  ['010-1234-5678', '010-1234-5678'],
  ['="01012345678"', '01012345678'],
  ["'01012345678", '01012345678'],
  ["'+82 10 1234 5678", '+82 10 1234 5678'],
  ['1012345678.0', '1012345678'],
  ['8.21012E+11', null],
  ['1,01234E+09', null],
  ['', ''],
])('[F52] a phone number kept by a spreadsheet: %j', (cell, phone) => {
  expect(phoneIn(cell)).toBe(phone);
});

test.each([
  ['2027-03-05', 'US', '2027-03-05'],
  ['2027. 3. 5.', 'KR', '2027-03-05'],
  ['2027년 3월 5일', 'KR', '2027-03-05'],
  ['20270305', 'KR', '2027-03-05'],
  ['2027-03-05 14:30', 'US', '2027-03-05'],
  ['3/5/2027', 'US', '2027-03-05'],
  ['5/3/2027', 'GB', '2027-03-05'],
  ['13/40/2027', 'US', undefined],
  ['yesterday', 'US', undefined],
])('[F52] a date in many notations: %j in %s', (cell, country, day) => {
  expect(dayIn(cell, country)).toBe(day);
});

test.each([
  ['1,234.5', 1234.5],
  ['1234,5', 1234.5],
  ['₩1,000', 1000],
  ['-3', -3],
  ['a few', undefined],
])('[F52] a number: %j', (cell, value) => {
  expect(numberIn(cell)).toBe(value);
});

test('[F52] choices are found by value or label, in any language; languages by name', () => {
  const choices = [
    { value: 'roof', label: { en: 'A roof', ko: '지붕' } },
    { value: 'car', label: { en: 'A car' } },
  ];
  expect(['ROOF', 'a roof', ' 지붕 ', 'boat'].map((cell) => choiceIn(cell, choices))).toEqual([
    'roof',
    'roof',
    'roof',
    'boat',
  ]);
  expect(choicesIn('지붕; A car', choices)).toEqual(['roof', 'car']);
  expect(['Korean', 'ko-KR', '한국어', 'EN', 'Klingon'].map(languageIn)).toEqual(['ko', 'ko', 'ko', 'en', undefined]);
});

const FIELDS = [{ name: 'size', label: { en: 'Roof size', ko: '지붕 면적' } }];

test('[F53] columns are guessed from English and Korean headings; own fields come first, and each is taken once', () => {
  const guess = (headings: readonly string[]) => guessColumns(headings, FIELDS);
  expect(guess(['First Name', 'LAST_NAME', 'Mobile (primary)', 'E-mail', 'Roof size', 'Row'])).toEqual([
    'firstName',
    'lastName',
    'phone',
    'email',
    'answer:size',
    null,
  ]);
  expect(guess(['성명', '휴대폰 번호', '전화', '지붕 면적', '수신 동의일'])).toEqual([
    'name',
    'phone',
    null,
    'answer:size',
    'consentDate',
  ]);
});

test('[F53] a first row with a number or an address is no heading', () => {
  expect(isHeading(['Name', 'Phone'])).toBe(true);
  expect(isHeading(['Kim', '010-1234-5678'])).toBe(false);
  expect(isHeading(['Kim', 'kim@a.example'])).toBe(false);
});
