/** In which zones somebody may be, and what that permits. */
import { describe, expect, test } from '@jest/globals';
import { DateTime, IANAZone } from 'luxon';
import { AREA_CODES_BY_ZONES } from '../../../src/core/law/areaCodes.ts';
import { isInHours } from '../../../src/core/law/mayContact.ts';
import { resolveZones, zonesOfCountry, zonesOfNumber } from '../../../src/core/law/zones.ts';

const american = (areaCode: number | string, exchange = '555') =>
  zonesOfNumber({ tel: `+1${areaCode}${exchange}0143`, callingCode: '1', country: 'US', isMobile: false });
const at = (zone: string, time: string) => DateTime.fromISO(`2027-01-12T${time}`, { zone }).toMillis();

describe('[L8] an area code stands for every zone of its area', () => {
  test.each([
    [850, '2027-01-12T07:30', 'America/Chicago', 'the Florida Panhandle'],
    [448, '2027-01-12T07:30', 'America/Chicago', 'its overlay'],
    [270, '2027-01-12T07:30', 'America/Chicago', 'western Kentucky'],
    [364, '2027-01-12T07:30', 'America/Chicago', 'its overlay'],
    [930, '2027-01-12T07:30', 'America/Chicago', 'southern Indiana'],
    [219, '2027-01-12T20:30', 'America/Chicago', 'northwestern Indiana, in the evening'],
    [986, '2027-01-12T07:30', 'America/Los_Angeles', 'Idaho'],
    [458, '2027-01-12T20:30', 'America/Los_Angeles', 'Oregon, in the evening'],
    [928, '2027-07-12T20:30', 'America/Phoenix', 'the Navajo Nation, in summer'],
    [474, '2027-07-12T20:30', 'America/Regina', 'Lloydminster and Creighton'],
    [778, '2027-01-12T20:30', 'America/Vancouver', 'British Columbia'],
    [879, '2027-01-12T07:30', 'America/Goose_Bay', 'Labrador'],
  ])('%i: %s in %s is not permitted (%s)', (code, time, zone) => {
    const now = DateTime.fromISO(time, { zone }).toMillis();
    expect(isInHours(american(code), now)).toBe(false);
    expect(isInHours(american(code), DateTime.fromISO(time, { zone }).set({ hour: 13 }).toMillis())).toBe(true);
  });

  test('whatever the exchange, because numbers are ported', () => {
    for (const exchange of ['202', '230', '555', '999']) expect(american(270, exchange)).toEqual(american(270));
  });

  test.each([
    ['850', '448'],
    ['270', '364'],
    ['812', '930'],
    ['208', '986'],
    ['541', '458'],
    ['250', '236'],
    ['250', '672'],
    ['250', '778'],
    ['306', '474'],
    ['306', '639'],
    ['418', '581'],
    ['709', '879'],
    ['407', '689'],
    ['402', '531'],
  ])('%s and its overlay %s are the same area', (parent, overlay) => {
    expect(american(overlay)).toEqual(american(parent));
  });

  test('a code that nobody knows stands for all of its country', () => {
    expect(american(298)).toEqual(zonesOfCountry('US'));
    expect(isInHours(american(298), at('America/New_York', '12:00'))).toBe(false);
    expect(isInHours(american(298), at('America/New_York', '14:00'))).toBe(true);
  });

  test('each code stands in the file once, and with zones that exist', () => {
    const codes = Object.values(AREA_CODES_BY_ZONES).flatMap((list) => list.split(' '));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[2-9][0-8]\d$/.test(code))).toEqual([]);
    const zones = Object.keys(AREA_CODES_BY_ZONES).flatMap((list) => list.split(' '));
    expect(zones.filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
  });
});

describe('[F6] how the browser’s zone combines with the number’s zones', () => {
  const of = (browser: string | undefined, zones: readonly string[]) => resolveZones(browser, zones, 'Asia/Seoul');

  test.each([
    ['settles which of them', 'America/Chicago', american(850), ['America/Chicago']],
    ['is the same under another name', 'America/Detroit', american(212), ['America/Detroit']],
    ['keeps the same time, and not in summer', 'America/Phoenix', american(303), ['America/Phoenix', 'America/Denver']],
    ['contradicts it', 'Asia/Seoul', american(212), ['Asia/Seoul', 'America/New_York']],
    ['contradicts two', 'Europe/Paris', american(850), ['Europe/Paris', 'America/New_York', 'America/Chicago']],
    ['is all there is', 'Europe/Paris', [], ['Europe/Paris']],
  ])('%s', (_what, browser, zones, expected) => {
    expect(of(browser, zones)).toEqual({ zones: expected, zoneFrom: 'browser' });
  });

  test('without a browser the number alone counts, and without either the campaign', () => {
    expect(of(undefined, american(850))).toEqual({ zones: american(850), zoneFrom: 'number' });
    expect(of(undefined, [])).toEqual({ zones: ['Asia/Seoul'], zoneFrom: 'campaign' });
  });

  test('7:30 where the number is from is not permitted because a browser is elsewhere', () => {
    const { zones } = of('Europe/London', american(212));
    expect(isInHours(zones, at('America/New_York', '07:30'))).toBe(false);
    expect(isInHours(zones, at('America/New_York', '09:30'))).toBe(true);
  });
});
