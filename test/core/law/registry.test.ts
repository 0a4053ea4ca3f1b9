/** Files of the national do-not-call registry, and which lists may come into force. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { registryReader } from '../../../src/core/law/registryFile.ts';
import { isStale, registryNumber, withLists, type Registry } from '../../../src/core/law/registry.ts';
import { DAY } from '../../../src/core/vocabulary/time.ts';

type Kind = Parameters<typeof registryReader>[0];
/** Reads a file that arrives in pieces of this size. */
function read(text: string, kind: Kind = 'full', piece = 7) {
  const numbers: [number, number, boolean][] = [];
  const reader = registryReader(kind, (...number) => {
    numbers.push(number);
    return number[0] !== 999;
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  return { broken: reader.end(), numbers };
}

describe('[L35] a file of the registry', () => {
  test.each<[string, Kind, string, [number, number, boolean][]]>([
    ['ten digits a line', 'full', '2025550123\n2025550124\n', [[202, 5550123, true] as const, [202, 5550124, true]]],
    [
      'an area code and a number',
      'full',
      '202,5550123\r\n305,0000000',
      [[202, 5550123, true] as const, [305, 0, true]],
    ],
    ['a byte order mark and empty lines', 'full', '\uFEFF2025550123\n\n \n', [[202, 5550123, true]]],
    [
      'changes with dates',
      'changes',
      '202,5550123,2026-11-02T05:00:00-05:00,A\n2025550124,d\n',
      [[202, 5550123, true] as const, [202, 5550124, false]],
    ],
  ] as [string, Kind, string, [number, number, boolean][]][])('is read: %s', (_, kind, text, numbers) => {
    for (const piece of [1, 2, 5, 1000]) expect(read(text, kind, piece)).toEqual({ broken: null, numbers });
  });

  test.each<[string, Kind, string, object]>([
    ['a letter', 'full', '2025550123\n20255501x4\n2025550125\n', { why: 'line', line: 2 }],
    ['nine digits', 'full', '2025550123\n202555012\n', { why: 'line', line: 2 }],
    ['eleven digits', 'full', '12025550123\n', { why: 'line', line: 1 }],
    ['no area code', 'full', '1025550123\n', { why: 'line', line: 1 }],
    ['a heading', 'full', 'phone\n2025550123\n', { why: 'line', line: 1 }],
    ['an endless line', 'full', '2'.repeat(500), { why: 'line', line: 1 }],
    ['a zero byte', 'full', '2025550123\n\0\n', { why: 'line', line: 2 }],
    ['changes taken for a full list', 'full', '2025550123,A\n', { why: 'kind', line: 1 }],
    ['a full list taken for changes', 'changes', '2025550123\n', { why: 'kind', line: 1 }],
    ['an unknown change', 'changes', '2025550123,A\n2025550123,X\n', { why: 'line', line: 2 }],
    ['a change to an area code without a list', 'changes', '9995550123,A\n', { why: 'noList', line: 1 }],
    ['a cut', 'full', '2025550123\n20255', { why: 'cut', line: 2 }],
    ['a cut of changes', 'changes', '2025550123,A\n2025550124,', { why: 'cut', line: 2 }],
    ['nothing', 'full', '\n\n', { why: 'empty', line: 2 }],
    ['nothing at all', 'full', '', { why: 'empty', line: 0 }],
  ])('is refused with its line: %s', (_, kind, text, broken) => {
    for (const piece of [1, 3, 1000]) expect(read(text, kind, piece).broken).toEqual(broken);
  });

  test('is refused wherever a byte of it is anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bytes = Buffer.from('2025550123\n2025550124\n2025550125\n');
        bytes[at] = byte;
        const numbers: number[] = [];
        const reader = registryReader('full', (areaCode, number) => numbers.push(areaCode * 1e7 + number) > 0);
        reader.push(bytes);
        // What is accepted is exactly what a plain reading of the text finds.
        const lines = bytes
          .toString('latin1')
          .split('\n')
          .map((line) => line.replace(/[\r ]+$/, ''));
        const isSound = lines.every((line) => line === '' || /^[2-9]\d{2},?\d{7}$/.test(line));
        expect(reader.end() === null).toBe(isSound);
        if (isSound)
          expect(numbers).toEqual(lines.filter((line) => line !== '').map((line) => Number(line.replace(',', ''))));
      }),
      { numRuns: 500 },
    );
  });
});

const asOf = Date.parse('2026-11-02T00:00:00Z');

test('[L36] a list is too old from the 31st day after its date', () => {
  expect(isStale({ asOf }, asOf + 31 * DAY - 1)).toBe(false);
  expect(isStale({ asOf }, asOf + 31 * DAY)).toBe(true);
});

test('[L36] only numbers in North America are looked up', () => {
  expect(registryNumber('+12025550123')).toEqual({ areaCode: 202, number: 5550123 });
  for (const tel of ['+442071838750', '+8225550123', '+1202555012', '']) expect(registryNumber(tel)).toBeNull();
});

describe('[L37] a list comes into force', () => {
  const area = (areaCode: string, days: number, count = 100) => ({
    ...{ areaCode, listId: `${areaCode}-${days}`, asOf: asOf + days * DAY, count },
  });
  const now: Registry = { version: 4, areas: [area('202', 0), area('305', 2)] };

  test('in place of that of its area code, sorted', () => {
    expect(withLists(now, [area('303', 1), area('202', 1)], { allowsFewer: false })).toEqual({
      ...{ version: 5, areas: [area('202', 1), area('303', 1), area('305', 2)] },
    });
  });

  test('unless it is older, has a gap before it, or many fewer numbers', () => {
    const refuse = (list: ReturnType<typeof area>, since?: number, allowsFewer = false) =>
      withLists(now, [list], { allowsFewer, ...(since !== undefined && { since: asOf + since * DAY }) });
    expect(refuse(area('305', 1))).toMatchObject({ why: 'older', areaCode: '305', asOf: asOf + 2 * DAY });
    expect(refuse(area('305', 4), 3)).toMatchObject({ why: 'gap', asOf: asOf + 2 * DAY });
    expect(refuse(area('305', 4), 2)).toMatchObject({ version: 5 });
    expect(refuse(area('305', 4, 89))).toMatchObject({ why: 'fewer', count: 89, before: 100 });
    expect(refuse(area('305', 4, 90))).toMatchObject({ version: 5 });
    expect(refuse(area('305', 4, 1), undefined, true)).toMatchObject({ version: 5 });
    // Changes say themselves what goes.
    expect(refuse(area('305', 4, 1), 2)).toMatchObject({ version: 5 });
  });
});
