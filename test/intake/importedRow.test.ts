import { expect, test } from '@jest/globals';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import type { ColumnMapping } from '../../src/core/capture/importColumns.ts';
import type { Language } from '../../src/core/vocabulary/language.ts';
import type { ConsentBasis } from '../../src/core/vocabulary/imports.ts';
import { SOURCES } from '../../src/intake/sources/index.ts';
import { NOON } from '../support/leads.ts';
import { testCampaign } from '../support/world.ts';

const DAY = 86_400_000;
const WRITTEN: ConsentBasis = { kind: 'written', at: NOON - 10 * DAY, statement: 'Spring fair, card A' };
const COLUMNS: ColumnMapping = [
  'name',
  'phone',
  'email',
  'interest',
  'language',
  'source',
  'consentDate',
  'answer:size',
];

function read(
  cells: readonly string[],
  {
    campaign = {},
    basis = WRITTEN,
    language = 'en',
  }: { campaign?: Partial<Campaign>; basis?: ConsentBasis; language?: Language } = {},
) {
  return SOURCES.import.read(
    testCampaign({ fields: [{ kind: 'number', name: 'size', label: { en: 'Size' }, required: true }], ...campaign }),
    {
      cells,
      mapping: COLUMNS,
      digest: 'ab'.repeat(32),
      row: 7,
      importId: 'imp_1',
      fileName: 'fair.csv',
      by: 'us_1',
      mode: 'open',
      basis,
      language,
    },
    NOON,
  );
}

test('[F54] a row is read like a form: number, zones, choices; what it lacks isn’t required', () => {
  const full = read(['Maria', '(202) 555-0143', 'Maria@A.example', '지붕', 'Korean', 'Fair 2026', '', '1,200']);
  expect(full).toMatchObject({
    ok: true,
    submission: {
      kind: 'import',
      person: { name: 'Maria', tel: '+12025550143', email: 'maria@a.example', language: 'ko' },
      interest: 'roof',
      answers: { size: 1200 },
      source: { utm: { source: 'Fair 2026', file: 'fair.csv' } },
      spamReasons: [],
      imported: { importId: 'imp_1', row: 7, by: 'us_1', mode: 'open' },
    },
  });
  expect(read(['', '202 555 0143'])).toMatchObject({
    submission: { person: { name: '', language: 'en' }, source: { utm: { source: 'import' } }, answers: {} },
  });
});

test.each([
  ['1012345678', '+821012345678'],
  ['821012345678', '+821012345678'],
  ['="01012345678"', '+821012345678'],
  ['212345678', '+82212345678'],
])('[F52] a Korean number without its leading zero: %s', (cell, tel) => {
  expect(read(['Kim', cell], { campaign: { country: 'KR' } })).toMatchObject({ submission: { person: { tel } } });
});

test.each(['en', 'ko'] as const)('[F70] who imports (%s) doesn’t decide the country of a number', (language) => {
  const tel = (cells: readonly string[], campaign: Partial<Campaign> = {}) => {
    const row = read(cells, { campaign, language });
    return row.ok ? row.submission.person.tel : null;
  };
  expect(tel(['Kim', '010-1234-5678'])).toBeNull();
  expect(tel(['Kim', '010-1234-5678', '', '', '한국어'])).toBe('+821012345678');
  expect(tel(['Kim', '010-1234-5678'], { country: 'KR' })).toBe('+821012345678');
  expect(tel(['Maria', '202 555 0143'])).toBe('+12025550143');
  expect(read(['Maria', '202 555 0143'], { language })).toMatchObject({ submission: { consent: { language: 'en' } } });
  const refused = read(['Maria', 'nope'], { language });
  expect(refused.ok ? '' : refused.fields?.['phone']).toMatch(language === 'ko' ? /[가-힣]/ : /^[^가-힣]+$/);
});

test('[F54] a row that can’t be taken names each cell, with how to fix it', () => {
  expect(read(['Kim', '8.21012E+11', 'nowhere', 'boat', '', '', 'soon', 'big'])).toMatchObject({
    ok: false,
    fields: {
      phone: expect.stringContaining('first digits') as unknown,
      email: expect.any(String) as unknown,
      interest: expect.stringContaining('roof') as unknown,
      consentDate: expect.stringContaining('2027-03-31') as unknown,
      size: expect.any(String) as unknown,
    },
  });
  expect(read(['Kim', '202 555 0143', '', '', '', '', '2099-01-01'])).toMatchObject({
    ok: false,
    fields: { consentDate: expect.stringContaining('future') as unknown },
  });
});

test('[F55] what permits contact is what the business stated, from the day it was given', () => {
  expect(read(['Kim', '202 555 0143'])).toMatchObject({
    submission: {
      consent: {
        ...{ call: true, now: false, text: false, email: false, wordingVersion: 0 },
        ...{ wording: { call: 'Spring fair, card A' }, givenAt: WRITTEN.at },
      },
    },
  });
  const ofRow = read(['Kim', '202 555 0143', '', '', '', '', '2024-05-01']);
  expect(ofRow).toMatchObject({ submission: { consent: { givenAt: Date.parse('2024-05-01T00:00:00Z') } } });
});

test.each([
  ['202 555 0143', 545],
  ['+82 10 1234 5678', 180],
])('[F55] a relationship ends: %s after %i days', (tel, days) => {
  const basis = { ...WRITTEN, kind: 'relationship' } as const;
  expect(read(['Kim', tel], { basis })).toMatchObject({
    submission: { consent: { basis: 'relationship', until: WRITTEN.at + days * DAY } },
  });
});

test('[F56] the key of a row is its file and its number', () => {
  expect(read(['Kim', '202 555 0143'])).toMatchObject({
    submission: { id: 'inq_abababababababababababab_7', requestKey: 'import:inq_abababababababababababab_7' },
  });
});

test('[F66] why a row can’t be taken is worded for whoever imports it', () => {
  const reasonOf = (phone: string) => {
    const refused = read(['Maria', phone]);
    return refused.ok ? '' : (refused.fields?.['phone'] ?? '');
  };
  expect(reasonOf('')).toBe('No phone number.');
  expect(reasonOf('202 555 01')).toMatch(/^Can’t be called\. .*\(201\) 555-0123/);
  expect(reasonOf('(800) 555-0143')).toBe('A company’s toll-free number.');
  const byMail = read(['Maria', ''], { campaign: { contactBy: 'email' } });
  expect(byMail.ok ? '' : byMail.fields?.['email']).toBe('No email address.');
});
