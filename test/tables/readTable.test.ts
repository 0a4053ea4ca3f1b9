import { describe, expect, test } from '@jest/globals';
import { MOST_ROWS } from '../../src/ports/tables.ts';
import { tableReader } from '../../src/tables/index.ts';
import { readTable } from '../../src/tables/readTable.ts';
import { xlsx } from '../support/xlsx.ts';

const KOREAN = '이름,전화번호\n김민지,010-1234-5678\n똠방각하,02-123-4567\n';
const ROWS = [
  ['이름', '전화번호'],
  ['김민지', '010-1234-5678'],
  ['똠방각하', '02-123-4567'],
];
/** CP949 of `KOREAN`; 똠 is not in EUC-KR. */
const CP949 = Buffer.from(
  'c0ccb8a72cc0fcc8adb9f8c8a30ab1e8b9ceC1F62c3031302d313233342d353637380a8c63b9e6b0a2c7cf2c30322d3132332d343536370a',
  'hex',
);

describe('encodings', () => {
  test.each([
    ['utf-8', Buffer.from(KOREAN)],
    ['utf-8', Buffer.from(`\ufeff${KOREAN}`)],
    ['utf-16le', Buffer.from(`\ufeff${KOREAN}`, 'utf16le')],
    ['utf-16le', Buffer.from(KOREAN, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${KOREAN}`, 'utf16le').swap16()],
    ['utf-16be', Buffer.from(KOREAN, 'utf16le').swap16()],
    ['euc-kr', CP949],
  ])('[F50] a table in %s is read', async (encoding, bytes) => {
    expect(await readTable(bytes)).toMatchObject({ kind: 'csv', encoding, rows: ROWS });
  });

  test('[F50] a Latin table is read', async () => {
    const read = await readTable(Buffer.from('Name,City\nJosé Müller,Besançon\n', 'latin1'));
    expect(read).toMatchObject({
      encoding: 'windows-1252',
      rows: [
        ['Name', 'City'],
        ['José Müller', 'Besançon'],
      ],
    });
  });
});

test.each([
  [
    'commas',
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'semicolons',
    'a;b\r\n"1,5";2',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'tabs',
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'bars',
    'a|b\r1|2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'line breaks and quotes within cells',
    'a,b\n"x\ny","say ""hi"""\n',
    [
      ['a', 'b'],
      ['x\ny', 'say "hi"'],
    ],
  ],
  [
    'stray quotes',
    'a,b\n5" pipe,2',
    [
      ['a', 'b'],
      ['5" pipe', '2'],
    ],
  ],
  ['empty rows, which keep their number', 'a\n\n\nb\n\n', [['a'], [], [], ['b']]],
  ['short and long rows', 'a,b\n1\n1,2,3', [['a', 'b'], ['1'], ['1', '2', '3']]],
  ['formulas, as text', 'a\n=1+1\n+SUM(A1)', [['a'], ['=1+1'], ['+SUM(A1)']]],
])('[F50] a table with %s', async (_what, text, rows) => {
  expect(await readTable(Buffer.from(text))).toMatchObject({ rows });
});

test('[F50] a sheet of Excel: numbers keep every digit, dates are dates, a formula has its saved value', async () => {
  const file = xlsx({
    1: ['Name', 'Phone', 'Since', 'Score'],
    3: [
      'Kim & Co',
      { xml: '<c><v>8.21012345678E11</v></c>' },
      { xml: '<c s="1"><v>45000</v></c>' },
      { xml: '<c t="str"><f>HYPERLINK("http://x","y")</f><v>shown</v></c>' },
    ],
  });
  expect(await readTable(file)).toMatchObject({
    kind: 'excel',
    rows: [['Name', 'Phone', 'Since', 'Score'], [], ['Kim & Co', '821012345678', '2023-03-15', 'shown']],
  });
});

test.each([
  ['empty', Buffer.alloc(0), undefined],
  ['empty', Buffer.from(' \n\n'), undefined],
  ['oldExcel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), undefined],
  ['badExcel', Buffer.from('PK\u0003\u0004 and nothing more'), undefined],
  [
    'noTable',
    Buffer.concat([Buffer.from('\u0089PNG'), Buffer.from([0, 1, 0xff, 7]), Buffer.alloc(200, 0x41)]),
    undefined,
  ],
  ['openQuote', Buffer.from(`a,b\n1,2\n"never closed,2\n${'x\n'.repeat(50)}`), 3],
  ['tooManyRows', Buffer.from('1\n'.repeat(MOST_ROWS + 2)), undefined],
  ['tooManyColumns', Buffer.from(`a\n${','.repeat(300)}x`), 2],
  ['cellTooLong', Buffer.from(`a\n${'x'.repeat(20_001)}`), 2],
])('[F51] a file is refused as %s, with its row', async (refusal, bytes, row) => {
  expect(await readTable(bytes)).toEqual({ ok: false, refusal, ...(row !== undefined && { row }) });
});

describe('the thread', () => {
  const tables = tableReader(new URL('../../dist/table-reader.js', import.meta.url).pathname);

  test('[F51] hands over the rows of a large file in order, and waits', async () => {
    const taken: string[] = [];
    let isBusy = false;
    const text = `n\n${Array.from({ length: 2000 }, (_, index) => index).join('\n')}`;
    const read = await tables.read(Buffer.from(text), async (rows) => {
      expect(isBusy).toBe(false);
      isBusy = true;
      await new Promise((resolve) => setImmediate(resolve));
      taken.push(...rows.map(([cell = '']) => cell));
      isBusy = false;
    });
    expect(read).toEqual({ ok: true, kind: 'csv', encoding: 'utf-8', rows: 2001 });
    expect(taken).toEqual(text.split('\n'));
  });

  test('says what failed while the rows were taken', async () => {
    const failing = tables.read(Buffer.from('a\nb'), () => Promise.reject(new Error('the disk is full')));
    await expect(failing).rejects.toThrow('the disk is full');
  });
});
