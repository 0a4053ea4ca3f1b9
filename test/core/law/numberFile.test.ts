import { expect, test } from '@jest/globals';
import { numberRows } from '../../../src/core/law/numberFile.ts';

const read = (text: string) => (/^\+?\d{10,12}$/.test(text.replace(/[ ()-]/g, '')) ? text.replace(/\D/g, '') : null);
const telsIn = (content: string) => [...numberRows(content, read)].map(({ line, tel }) => [line, tel]);

test.each<[string, string, (string | number | null)[][]]>([
  [
    'a list with one a line',
    '2025550110\n\n 2025550111 \n',
    [
      [1, '2025550110'],
      [3, '2025550111'],
    ],
  ],
  [
    'old line ends and a byte order mark',
    '\uFEFF2025550110\r2025550111',
    [
      [1, '2025550110'],
      [2, '2025550111'],
    ],
  ],
  [
    'a table whose heading names the column',
    'id,phone_number\n2025550999,2025550110\n1,\n',
    [
      [2, '2025550110'],
      [3, null],
    ],
  ],
  [
    'a table without a heading',
    'Jane;(202) 555-0110\nJoe;none',
    [
      [1, '2025550110'],
      [2, null],
    ],
  ],
  ['quotes, and commas in them', '"Doe, ""J""",2025550110', [[1, '2025550110']]],
  ['tabs and a Korean heading', '이름\t전화번호\n김\t821012345678', [[2, '821012345678']]],
])('[L27] %s is read row by row', (_what, content, expected) => {
  expect(telsIn(content)).toEqual(expected);
});
