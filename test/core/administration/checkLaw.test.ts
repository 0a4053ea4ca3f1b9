import { describe, expect, test } from '@jest/globals';
import { checkLaw, isRegion } from '../../../src/core/administration/checkLaw.ts';
import { SHIPPED_LAW, type PlaceLaw } from '../../../src/core/law/callingHours.ts';
import { lawInForce, lawTable, rowsFor, SHIPPED, rowAges, VERIFIED_FOR_MS } from '../../../src/core/law/lawTable.ts';
import { mayContact, type ContactQuestion } from '../../../src/core/law/mayContact.ts';
import { DAY, HOUR } from '../../../src/core/vocabulary/time.ts';
import { consentAt, NEW_YORK, NOON } from '../../support/leads.ts';

const row = (changes: Partial<PlaceLaw> = {}): PlaceLaw => ({
  ...{
    place: 'US-NY',
    hours: ['9-20', '10-18', null],
    citation: 'N.Y. Gen. Bus. Law § 399-z',
    verifiedOn: '2026-11-18',
  },
  ...changes,
});
const mistakesIn = (changes: Partial<PlaceLaw>, hasHolidays = false) =>
  checkLaw(row(changes), NOON, hasHolidays).map(({ path, code }) => [path, code]);

describe('[L152] a row of the law', () => {
  test('may add to its country, for any place', () => {
    expect(mistakesIn({})).toEqual([]);
    expect(mistakesIn({ place: 'GB', hours: ['8-21'] })).toEqual([]);
    expect(mistakesIn({ maxPerDay: 2, unaskedPer30Days: 2 }, true)).toEqual([]);
  });

  test.each([
    [{ hours: ['9 to 5', null, null] }, 'weekdays', 'hoursText'],
    [{ hours: ['9-24:30', null, null] }, 'weekdays', 'hoursText'],
    [{ hours: ['9-17', '20-8'] }, 'saturday', 'timeBackwards'],
    [{ hours: ['9-17', '9-9', null] }, 'saturday', 'timeBackwards'],
    [{ place: 'US', hours: ['8-22', '8-21', '8-21'] }, 'weekdays', 'hoursBeyond'],
    [{ place: 'CA', hours: ['9-21:30', '9-21:30', '10-18'] }, 'saturday', 'hoursBeyond'],
    [{ maxPerDay: 0 }, 'maxPerDay', 'between'],
    [{ unaskedPer30Days: 0 }, 'unaskedPer30Days', 'between'],
    [{ unaskedPer30Days: 101 }, 'unaskedPer30Days', 'between'],
    [{ verifiedOn: '2026-02-30' }, 'verifiedOn', 'dateImpossible'],
    [{ verifiedOn: '2027-01-01' }, 'verifiedOn', 'dateAhead'],
  ] as const)('is refused with its field: %j', (changes, path, code) => {
    expect(mistakesIn(changes as Partial<PlaceLaw>)).toEqual([[path, code]]);
  });

  test('knows no holidays of a country without a list', () => {
    expect(mistakesIn({ place: 'GB', hours: ['9-17'] }, true)).toEqual([['holidays', 'holidaysUnknown']]);
  });

  test.each(['US-NY', 'CA-ON'])('%s is a place', (place) => expect(isRegion(place)).toBe(true));
  test.each(['US-XX', 'GB-LND', 'US-', ''])('%s is none', (place) => expect(isRegion(place)).toBe(false));

  test('every row that ships would be accepted', () => {
    for (const shipped of SHIPPED_LAW) expect(checkLaw({ ...row(), ...shipped }, Date.parse('2026-11-30'))).toEqual([]);
  });
});

const SHIPS_MORE = SHIPPED_LAW.map((shipped) => [shipped.place, shipped] as const);

describe('[L154] a row that permits more than what ships', () => {
  test.each(SHIPS_MORE)('%s: is refused with each limit that it leaves', (place, shipped) => {
    const { hours, holidays, maxPerDay, unaskedPer30Days: unasked } = shipped;
    const [weekdays, saturday = weekdays, sunday = weekdays] = hours ?? [];
    const free = { ...row(), place, hours: ['0-24', '0-24', '0-24'] } as const;
    const wrongDay = (path: string, most: string | null | undefined) =>
      most === null ? { path, code: 'dayBeyond' } : { path, code: 'hoursBeyond', values: { hours: most } };
    expect(checkLaw(free, NOON)).toEqual([
      ...[wrongDay('weekdays', weekdays), wrongDay('saturday', saturday), wrongDay('sunday', sunday)],
      ...(maxPerDay ? [{ path: 'maxPerDay', code: 'capBeyond', values: { count: maxPerDay } }] : []),
      ...(unasked ? [{ path: 'unaskedPer30Days', code: 'unaskedBeyond', values: { count: unasked } }] : []),
      ...(holidays ? [{ path: 'holidays', code: 'holidaysBeyond' }] : []),
    ]);
  });

  test.each(SHIPS_MORE)('%s: was saved before, and the stricter of both is in force and shown', (place, shipped) => {
    const saved = row({ place, hours: ['0-24'], citation: 'Our lawyer' });
    const table = lawTable([saved]).byPlace.get(place)?.row;
    const { citation, place: _place, ...limits } = SHIPPED.byPlace.get(place)?.row ?? SHIPPED.strictest;
    expect(table).toMatchObject({ ...limits, citation: `Our lawyer; ${citation}` });
    expect(lawTable([lawInForce(place, [saved]) ?? saved]).byPlace.get(place)?.row).toMatchObject(limits);
    expect(lawTable([{ ...saved, ...shipped }]).byPlace.get(place)?.row).toEqual(SHIPPED.byPlace.get(place)?.row);
  });

  test('is held to its country, as it ships and as the business changed it', () => {
    expect(mistakesIn({ hours: ['0-24', '8-21', '8-21'] })).toEqual([['weekdays', 'hoursBeyond']]);
    const country = row({ place: 'US', hours: ['9-20', '9:30-20', null], maxPerDay: 4 });
    const wide = row({ hours: ['8-20'], maxPerDay: 9 });
    expect(checkLaw(wide, NOON, false, [country]).map(({ path, values }) => [path, values])).toEqual([
      ['weekdays', { hours: '9-20' }],
      ['saturday', { hours: '9:30-20' }],
      ['sunday', undefined],
      ['maxPerDay', { count: 4 }],
    ]);
    expect(lawInForce('US-NY', [wide, country])).toMatchObject({ hours: ['9-20', '9:30-20', null], maxPerDay: 4 });
    expect(lawInForce('US-TX', [country])?.hours).toEqual(['9-20', '9:30-20', null]);
  });

  test('takes each limit that is stricter, and no hours if both have none in common', () => {
    const saved = row({ place: 'US-TX', hours: ['7-8', '10-22:30', '8-20'] });
    expect(lawInForce('US-TX', [saved])?.hours).toEqual([null, '10-21', '12-20']);
    const strict = row({ place: 'US-TX', hours: ['10-20', '10-20', null] });
    expect(lawInForce('US-TX', [strict])).toBe(strict);
  });
});

describe('[L152] the law with the rows of the business', () => {
  const ask = (law: PlaceLaw[], now: number, places = ['US-NY'], attempts: ContactQuestion['attempts'] = []) =>
    mayContact({
      ...{ now, tel: '+12125550143', doNotCallSince: null, consents: [consentAt(now - DAY)], attempts, maxPerDay: 5 },
      ...{ zones: [NEW_YORK], places, law: lawTable(law) },
    });
  /** 8:30 in New York. */
  const early = NOON - 1.5 * HOUR;

  test('permits what the row does, and never more than its country', () => {
    expect(ask([], early)).toMatchObject({ allowed: true });
    expect(ask([row()], early)).toMatchObject({
      ...{ allowed: false, reason: 'outside-hours', citation: 'N.Y. Gen. Bus. Law § 399-z' },
      permittedAt: early + HOUR / 2,
    });
    expect(ask([row({ hours: ['0-24'] })], NOON - 4 * HOUR)).toMatchObject({ reason: 'outside-hours' });
    expect(ask([row()], early, ['US-NJ'])).toMatchObject({ allowed: true });
  });

  test('counts a limit of the row, with its source', () => {
    const attempts = [1, 2].map((n) => ({ at: NOON - n * HOUR, agentId: 'ana', result: 'noAnswer' }) as const);
    expect(ask([row({ maxPerDay: 2 })], NOON, ['US-NY'], attempts)).toMatchObject({
      ...{ reason: 'too-many-attempts', citation: 'N.Y. Gen. Bus. Law § 399-z' },
    });
  });

  test('takes the place of one that ships, and lets the strictest hours follow', () => {
    const florida = row({ place: 'US-FL', hours: ['12-13'] });
    expect(ask([florida], NOON, ['US-FL'])).toMatchObject({ reason: 'outside-hours' });
    expect(lawTable([florida]).rows).toHaveLength(SHIPPED.rows.length);
    expect(ask([florida], NOON, ['US-?'])).toMatchObject({ reason: 'outside-hours' });
  });

  test('gives a country without a row its hours', () => {
    const britain = row({ place: 'GB', hours: ['10-11'] });
    expect(rowsFor({ places: ['GB'], law: lawTable([britain]) }, NOON)).toMatchObject([{ place: 'GB' }]);
    expect(rowsFor({ places: ['GB'] }, NOON)).toEqual([SHIPPED.strictestCountry]);
  });
});

describe('[L11] a row that was verified more than a year ago', () => {
  const verifiedOn = '2025-06-01';
  const old = lawTable([row({ place: 'US-NJ', hours: ['8-21'], verifiedOn })]);
  const from = Date.parse(verifiedOn) + VERIFIED_FOR_MS;

  test('is replaced by the strictest hours, alone, and says so', () => {
    expect(rowsFor({ places: ['US-NJ'], law: old }, from)[0]).toMatchObject({ place: 'US-NJ' });
    const [first] = rowsFor({ places: ['US-NJ'], law: old }, from + 1);
    expect(first).toMatchObject({ week: old.strictest.week });
    expect(first?.citation).toMatch(/US-NJ: last verified on 2025-06-01, more than a year ago/);
    expect(rowsFor({ places: ['US-NY'], law: old }, from + 1)).toMatchObject([{ place: 'US' }]);
  });

  test('is the first of the moments to tell, until it is verified again', () => {
    expect(rowAges(old, from)[0]).toMatchObject({ staleFrom: from, is: 'due' });
    expect(rowAges(old, from + 1)[0]).toMatchObject({ is: 'stale' });
    expect(rowAges(old, from - 30 * DAY)[0]).not.toHaveProperty('is');
    const verified = lawTable([row({ place: 'US-NJ', verifiedOn: '2026-05-01' })]);
    expect(rowAges(verified, from)[0]?.staleFrom).toBe(Date.parse('2026-05-01') + VERIFIED_FOR_MS);
  });
});
