import { expect, test } from '@jest/globals';
import { AREA_CODES_BY_ZONES } from '../../../src/core/law/areaCodes.ts';
import { possiblePlaces } from '../../../src/core/law/possiblePlaces.ts';
import { regionOfNumber } from '../../../src/core/law/regions.ts';

test('[L9] an area code implies a single place: its zones never add another state', () => {
  const more: string[] = [];
  for (const [zones, codes] of Object.entries(AREA_CODES_BY_ZONES))
    for (const code of codes.split(' ')) {
      const tel = `+1${code}5550143`;
      if (!regionOfNumber(tel)?.startsWith('US-')) continue;
      const places = possiblePlaces({
        tel,
        telCountry: 'US',
        zones: zones.split(' '),
      });
      if (places.length > 1) more.push(`${code}: ${places.join(' ')}`);
    }
  expect(more).toEqual([]);
});

test('[L9] every area code with a state has zones', () => {
  const zoned = new Set(Object.values(AREA_CODES_BY_ZONES).flatMap((codes) => codes.split(' ')));
  const without: number[] = [];
  for (let code = 200; code < 1000; code += 1)
    if (regionOfNumber(`+1${code}5550143`) !== null && !zoned.has(String(code))) without.push(code);
  expect(without).toEqual([]);
});
