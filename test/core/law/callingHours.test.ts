import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { HOURS_READ_ON } from '../../../src/core/law/callingHours.ts';
import { lawTable, rowsFor, SHIPPED } from '../../../src/core/law/lawTable.ts';
import { holidaysOf, isHoliday } from '../../../src/core/law/holidays.ts';
import { mayContact, permittedFrom } from '../../../src/core/law/mayContact.ts';
import { citationAt, mostCallsPerDay, nextPermitted, permittedUntil } from '../../../src/core/law/permittedTime.ts';
import { possiblePlaces } from '../../../src/core/law/possiblePlaces.ts';
import { PROVINCES, regionOfNumber, US_STATES } from '../../../src/core/law/regions.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { findAlarms } from '../../../src/core/alarm/findAlarms.ts';
import type { Campaign } from '../../../src/core/administration/campaign.ts';
import { consentAt } from '../../support/leads.ts';
import { testCampaign } from '../../support/world.ts';

const NEW_YORK = 'America/New_York';
const CHICAGO = 'America/Chicago';
const local = (text: string, zone = NEW_YORK) => DateTime.fromISO(text, { zone }).toMillis();
const isOpen = (places: readonly string[], text: string, zone = NEW_YORK) =>
  permittedUntil({ places, zones: [zone] }, local(text, zone)) !== null;

// 2026-11-18 is a Wednesday, 21 a Saturday, 22 a Sunday, 26 Thanksgiving. The first and the last permitted minute.
const TABLE: readonly (readonly [string, string, string | null, string | null, string | null])[] = [
  ['US-NY', '08:00-20:59', '08:00-20:59', '08:00-20:59', '08:00-20:59'],
  ['US-AL', '08:00-19:59', '08:00-19:59', null, null],
  ['US-CT', '09:00-19:59', '09:00-19:59', '09:00-19:59', '09:00-19:59'],
  ['US-FL', '08:00-19:59', '08:00-19:59', '08:00-19:59', '08:00-19:59'],
  ['US-IL', '09:00-20:59', '09:00-20:59', '09:00-20:59', '09:00-20:59'],
  ['US-IN', '09:00-19:59', '09:00-19:59', '09:00-19:59', '09:00-19:59'],
  ['US-KY', '10:00-20:59', '10:00-20:59', '10:00-20:59', '10:00-20:59'],
  ['US-LA', '08:00-19:59', '08:00-19:59', null, null],
  ['US-MA', '08:00-19:59', '08:00-19:59', '08:00-19:59', '08:00-19:59'],
  ['US-MD', '08:00-19:59', '08:00-19:59', '08:00-19:59', '08:00-19:59'],
  ['US-ME', '09:00-16:59', null, null, '09:00-16:59'],
  ['US-MI', '09:00-20:59', '09:00-20:59', '09:00-20:59', '09:00-20:59'],
  ['US-MN', '09:00-20:59', '09:00-20:59', '09:00-20:59', '09:00-20:59'],
  ['US-MS', '09:00-19:59', '09:00-19:59', null, null],
  ['US-NM', '09:00-20:59', '09:00-20:59', '09:00-20:59', '09:00-20:59'],
  ['US-NV', '09:00-19:59', '09:00-19:59', '09:00-19:59', '09:00-19:59'],
  ['US-OK', '08:00-19:59', '08:00-19:59', '08:00-19:59', '08:00-19:59'],
  ['US-PA', '09:00-18:59', '09:00-11:59', null, null],
  ['US-RI', '09:00-17:59', '10:00-16:59', null, null],
  ['US-SD', '09:00-20:59', '09:00-20:59', null, '09:00-20:59'],
  ['US-TX', '09:00-20:59', '09:00-20:59', '12:00-20:59', '09:00-20:59'],
  ['US-UT', '09:00-19:59', '09:00-19:59', null, null],
  ['US-WA', '08:00-19:59', '08:00-19:59', '08:00-19:59', '08:00-19:59'],
  ['US-WY', '08:00-19:59', '08:00-19:59', '08:00-19:59', '08:00-19:59'],
  ['CA', '09:00-21:29', '10:00-17:59', '10:00-17:59', '09:00-21:29'],
  ['CA-BC', '09:00-21:29', '10:00-17:59', '10:00-17:59', '09:00-21:29'],
  ['KR', '08:00-20:59', '08:00-20:59', '08:00-20:59', '08:00-20:59'],
];

describe('[L13] local calling hours apply', () => {
  test.each(TABLE)('%s', (place, ...days) => {
    const dates = ['2026-11-18', '2026-11-21', '2026-11-22', '2026-11-26'];
    for (const [index, hours] of days.entries()) {
      const date = dates[index] ?? '';
      if (hours === null) {
        for (let hour = 0; hour < 24; hour += 1)
          expect(isOpen([place], `${date}T${String(hour).padStart(2, '0')}:30`)).toBe(false);
        continue;
      }
      const [first = '', last = ''] = hours.split('-').map((time) => `${date}T${time}`);
      const minutesAround = [
        [local(first) - MINUTE, false],
        [local(first), true],
        [local(last), true],
        [local(last) + MINUTE, false],
      ] as const;
      for (const [at, isPermitted] of minutesAround)
        expect([at, permittedUntil({ places: [place], zones: [NEW_YORK] }, at) !== null]).toEqual([at, isPermitted]);
    }
  });

  test('every row of the table is tried above', () => {
    const tried = TABLE.map(([place]) => place);
    const rows = SHIPPED.rows.map(({ place }) => place).filter((place) => place !== 'US');
    expect(rows.filter((place) => !tried.includes(place))).toEqual([]);
  });

  test('20:30 in Florida and a Sunday in Alabama are refused, with the statute and the first moment after', () => {
    const question = (tel: string, now: number, zones: readonly string[]) => ({
      ...{ now, tel, zones, doNotCallSince: null, consents: [consentAt(now - DAY)], attempts: [], maxPerDay: 5 },
      places: possiblePlaces({ tel, telCountry: 'US', zones }),
    });
    const florida = question('+13055550143', local('2026-11-18T20:30'), [NEW_YORK]);
    expect(mayContact(florida)).toMatchObject({
      ...{ allowed: false, reason: 'outside-hours', rule: 'L1', citation: 'Fla. Stat. § 501.616(6)' },
      permittedAt: local('2026-11-19T08:00'),
    });
    const alabama = question('+12055550143', local('2026-11-22T12:00', CHICAGO), [CHICAGO]);
    expect(mayContact(alabama)).toMatchObject({
      ...{ allowed: false, citation: 'Ala. Code § 8-19A-14', permittedAt: local('2026-11-23T08:00', CHICAGO) },
    });
    const open = question('+13055550143', local('2026-11-18T12:00'), [NEW_YORK]);
    expect(mayContact(open)).toMatchObject({
      ...{ allowed: true, until: local('2026-11-18T20:00'), citation: 'Fla. Stat. § 501.616(6)' },
    });
  });
});

describe('[L9] an uncertain location', () => {
  test.each([
    ['a number alone', '+12125550143', 'US', [NEW_YORK], ['US-NY']],
    ['a state of two zones', '+18505550143', 'US', [NEW_YORK, CHICAGO], ['US-FL']],
    ['a Canadian number', '+14165550143', 'CA', ['America/Toronto'], ['CA-ON']],
    ['a Canadian number of two provinces', '+19025550143', 'CA', ['America/Halifax'], ['CA-?']],
    ['a Canadian number, and a browser in another province', '+14165550143', 'CA', ['America/Vancouver'], ['CA-ON']],
    ['a browser in Canada', '+12125550143', 'US', [NEW_YORK, 'America/Toronto'], ['US-NY', 'CA-?']],
    ['a Korean number', '+82215550143', 'KR', ['Asia/Seoul'], ['KR']],
    ['an area code of no place', '+18005550143', 'US', [NEW_YORK], ['US-?']],
    ['a country that the table does not have', '+442079460143', 'GB', ['Europe/London'], ['GB']],
    ['a browser in another country', '+12125550143', 'US', [NEW_YORK, 'Asia/Seoul'], ['US-NY', 'KR']],
    ['a browser in a country without a row', '+12125550143', 'US', [NEW_YORK, 'Asia/Tokyo'], ['US-NY', '?']],
    ['no number, and a browser', undefined, undefined, ['Asia/Seoul'], ['KR']],
  ])('%s', (_what, tel, telCountry, zones, places) => {
    expect(possiblePlaces({ zones, ...(tel && { tel }), ...(telCountry && { telCountry }) })).toEqual(places);
  });

  test('a browser in another zone adds every state of that zone', () => {
    const places = possiblePlaces({ tel: '+12125550143', telCountry: 'US', zones: [NEW_YORK, 'America/Los_Angeles'] });
    expect(places).toEqual(['US-NY', 'US-CA', 'US-ID', 'US-NV', 'US-OR', 'US-WA']);
    // Nevada's evening ends first, in either zone.
    expect(permittedUntil({ places, zones: [NEW_YORK] }, local('2026-11-18T12:00'))).toBe(local('2026-11-18T20:00'));
  });

  test('nothing known, or a country that is not in the table: the strictest known, and it says so', () => {
    expect(rowsFor({ places: ['US-?'] }, local('2026-11-18T12:00'))).toEqual([SHIPPED.strictest]);
    expect(rowsFor({ places: ['GB'] }, local('2026-11-18T12:00'))).toEqual([SHIPPED.strictestCountry]);
    expect(isOpen(['GB'], '2026-11-21T09:30', 'Europe/London')).toBe(false);
    expect(isOpen(['US-?'], '2026-11-22T12:00')).toBe(false);
    expect(
      citationAt({ places: ['GB'], zones: ['Europe/London'] }, local('2026-11-18T12:00', 'Europe/London')),
    ).toMatch(/No hours are on file/);
  });

  test('every area code has one state, and every state is found', () => {
    const found = new Set<string>();
    for (let code = 200; code < 1000; code += 1) {
      const region = regionOfNumber(`+1${code}5550143`);
      if (region) found.add(region);
    }
    const states = US_STATES.map((state) => `US-${state}`);
    expect([...found].sort()).toEqual([...PROVINCES.map((province) => `CA-${province}`), ...states].sort());
    expect(US_STATES).toHaveLength(56);
    expect([regionOfNumber('+442079460143'), regionOfNumber('+15005550143')]).toEqual([null, null]);
  });
});

test('[L10] Florida, Maryland and Oklahoma permit three calls in 24 hours, whatever the campaign allows', () => {
  const now = local('2026-11-18T12:00');
  for (const place of ['US-FL', 'US-MD', 'US-OK']) expect(mostCallsPerDay({ places: [place] }, now)).toBe(3);
  expect(mostCallsPerDay({ places: ['US-NY'] }, now)).toBeNull();
  expect(mostCallsPerDay({ places: ['US-NY', 'US-FL'] }, now)).toBe(3);
  const attempts = [3, 2, 1].map((hours) => ({ at: now - hours * HOUR, agentId: 'ana', result: 'busy' }) as const);
  const question = {
    ...{ now, tel: '+13055550143', zones: [NEW_YORK], doNotCallSince: null, consents: [consentAt(now - DAY)] },
    ...{ attempts, maxPerDay: 10 },
  };
  expect(mayContact({ ...question, places: ['US-FL'] })).toMatchObject({
    ...{ reason: 'too-many-attempts', citation: 'Fla. Stat. § 501.616(6)', permittedAt: now + 21 * HOUR },
  });
  expect(mayContact({ ...question, places: ['US-NY'] })).toMatchObject({ allowed: true });
  // What the campaign permits itself is no statute.
  const own = mayContact({ ...question, places: ['US-NY'], maxPerDay: 3 });
  expect(own).toMatchObject({ reason: 'too-many-attempts' });
  expect(own).not.toHaveProperty('citation');
});

test('[L11] a table older than a year falls back to its strictest row', () => {
  const year = Date.parse(HOURS_READ_ON) + 365 * DAY;
  const wednesday = local('2027-12-01T12:00');
  expect(wednesday).toBeGreaterThan(year);
  expect(rowsFor({ places: ['US-NY'] }, year)).toHaveLength(1);
  expect(rowsFor({ places: ['US-NY'] }, year)[0]).toMatchObject({ place: 'US' });
  expect(permittedUntil({ places: ['US-NY'], zones: [NEW_YORK] }, local('2027-12-01T18:30'))).toBeNull();
  expect(citationAt({ places: ['US-NY'], zones: [NEW_YORK] }, wednesday)).toMatch(/more than a year ago/);
  const quiet = {
    ...{ leads: [], agents: [], campaigns: [], unaccounted: 0, isRoutingStopped: false, nodesApartSince: null },
    ...{ oldestMailDueAt: null, deadMails: [], spam: [], isTelephoneThere: true, overBudget: [], noPermittedTime: [] },
  };
  const alarmsAt = (now: number, campaigns: readonly Campaign[] = []) => findAlarms({ ...quiet, campaigns, now });
  // [L178] Once for the rows that were verified on the same day, 30 days before and then.
  expect(alarmsAt(year - 30 * DAY)).toEqual([]);
  expect(alarmsAt(year - 30 * DAY + 1)).toMatchObject([{ key: `hoursTableAging:${year}` }]);
  expect(alarmsAt(year)).toMatchObject([{ kind: 'hoursTableAging' }, { kind: 'hoursTableAging' }]);
  expect(alarmsAt(wednesday)).toMatchObject([
    { key: `hoursTableOld:${year}`, kind: 'hoursTableOld', since: year },
    { key: `hoursTableOld:${year + DAY}`, kind: 'hoursTableOld' },
  ]);
});

test('[L178] a country that an active campaign calls and that has no row is an alert, once, until it has one', () => {
  const now = local('2026-12-01T12:00');
  const quiet = {
    ...{ leads: [], agents: [], unaccounted: 0, isRoutingStopped: false, nodesApartSince: null },
    ...{ oldestMailDueAt: null, deadMails: [], spam: [], isTelephoneThere: true, overBudget: [], noPermittedTime: [] },
  };
  const campaigns = ['US', 'GB', 'GB', 'FR'].map((country, index) =>
    testCampaign({ id: `cp_${index}`, country, active: country !== 'FR' }),
  );
  expect(findAlarms({ ...quiet, campaigns, now })).toMatchObject([{ key: 'hoursMissing:GB', campaignId: 'cp_2' }]);
  const law = lawTable([{ place: 'GB', hours: ['9-17'], citation: 'Ofcom', verifiedOn: '2026-11-01' }]);
  expect(findAlarms({ ...quiet, campaigns: campaigns.map((one) => ({ ...one, law })), now })).toEqual([]);
});

test.each([
  ['2026-01-01', true],
  ['2026-01-19', true],
  ['2026-02-16', true],
  ['2026-05-25', true],
  ['2027-05-31', true],
  ['2026-06-19', true],
  // A Saturday, observed on Friday.
  ['2026-07-03', true],
  ['2026-07-04', true],
  ['2026-09-07', true],
  ['2026-10-12', true],
  ['2026-11-11', true],
  ['2026-11-26', true],
  ['2026-12-25', true],
  // New Year's Day 2028 is a Saturday.
  ['2027-12-31', true],
  // A Sunday, observed on Monday.
  ['2027-07-05', true],
  ['2026-11-27', false],
  ['2026-07-02', false],
  ['2026-12-24', false],
])('[L13] %s is a legal holiday: %s', (date, is) => {
  expect(isHoliday('US', date)).toBe(is);
});

describe('[L176] the legal holidays of a state', () => {
  test.each([
    ['US-AL', ['2026-02-17', '2026-04-27', '2026-06-01', '2026-12-01'], ['2026-05-04']],
    ['US-LA', ['2026-01-08', '2027-02-09', '2026-04-03', '2026-11-01', '2026-11-02', '2026-11-27'], ['2026-07-24']],
    ['US-MS', ['2026-04-27'], ['2026-04-03', '2026-06-14']],
    ['US-PA', ['2026-04-03', '2026-06-14', '2026-06-15', '2026-11-03', '2026-12-15'], ['2026-07-24']],
    // The Fourth of July 2026 is a Saturday: Rhode Island observes it on Monday, the country on Friday.
    ['US-RI', ['2026-05-04', '2026-07-03', '2026-07-06', '2026-08-10', '2026-11-03'], ['2026-04-03']],
    // Pioneer Day, and Juneteenth on the Monday of its week.
    ['US-UT', ['2026-07-24', '2028-07-24', '2026-06-15', '2027-03-26'], ['2026-06-22', '2026-08-10']],
    ['CA-BC', ['2026-02-16', '2026-04-06', '2026-05-18', '2026-07-01', '2026-08-03', '2026-12-28'], ['2026-07-03']],
  ] as const)('%s', (place, days, others) => {
    expect(days.filter((date) => !isHoliday(place, date))).toEqual([]);
    expect(others.filter((date) => isHoliday(place, date))).toEqual([]);
    if (place !== 'CA-BC') expect(isHoliday(place, '2026-11-26')).toBe(true);
  });

  test.each([
    // Easter Sunday of 2000, 2024, 2027 and 2038 was or is on April 23, March 31, March 28 and April 25.
    ...['2000-04-21', '2024-03-29', '2027-03-26', '2038-04-23'],
  ])('%s is Good Friday', (date) => {
    expect(isHoliday('US-PA', date)).toBe(true);
  });

  test('count in place of the country’s, also where an administrator saved the country’s', () => {
    expect([holidaysOf('US-PA'), holidaysOf('US-NY'), holidaysOf('CA-BC'), holidaysOf('CA-ON')]).toEqual([
      ...['US-PA', 'US', 'CA-BC', null],
    ]);
    const saved = { place: 'US-PA', hours: ['9-18', null], holidays: 'US', citation: 'saved' } as const;
    expect(lawTable([saved]).byPlace.get('US-PA')?.row).toMatchObject({
      ...{ holidays: ['US-PA'], citation: expect.stringContaining('saved; 73 Pa. Stat.') },
    });
    expect(isOpen(['US-PA'], '2026-04-03T12:00')).toBe(false);
    expect(isOpen(['US-NY'], '2026-04-03T12:00')).toBe(true);
  });
});

describe('against a slow oracle', () => {
  const anyPlaces = fc.subarray([...SHIPPED.rows.map(({ place }) => place), 'US-NY', 'CA-ON', 'CA-?', 'GB', 'US-?'], {
    ...{ minLength: 1, maxLength: 3 },
  });
  const anyZones = fc.subarray([NEW_YORK, CHICAGO, 'America/Phoenix', 'Asia/Seoul', 'America/St_Johns'], {
    ...{ minLength: 1, maxLength: 2 },
  });
  // Around both clock changes, a leap day, and holidays.
  const anyMoment = fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-11-01', '2028-02-29', '2026-11-26', '2026-12-31', '2026-07-03'),
      fc.nat(4 * 24 * 60),
    )
    .map(([date, minutes]) => Date.parse(`${date}T00:00:00Z`) + (minutes - 2 * 24 * 60) * MINUTE);

  /** Minute by minute, by the wall clock of each zone and the rows alone. */
  function isPermitted(places: readonly string[], zones: readonly string[], at: number): boolean {
    return rowsFor({ places }, at).every((row) =>
      zones.every((zone) => {
        const parts = new Intl.DateTimeFormat('en-CA', {
          ...{ timeZone: zone, hourCycle: 'h23', weekday: 'short' },
          ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
        }).formatToParts(at);
        const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
        const date = `${get('year')}-${get('month')}-${get('day')}`;
        if (row.holidays.some((country) => isHoliday(country, date))) return false;
        const day = row.week[['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(get('weekday').slice(0, 3))];
        const minute = Number(get('hour')) * 60 + Number(get('minute'));
        return day !== null && day !== undefined && day.from <= minute && minute < day.until;
      }),
    );
  }

  test('[L13] a call is permitted until exactly the reported minute', () => {
    fc.assert(
      fc.property(anyPlaces, anyZones, anyMoment, (places, zones, at) => {
        const until = permittedUntil({ places, zones }, at);
        expect(until !== null).toBe(isPermitted(places, zones, at));
        if (until === null) return;
        expect(isPermitted(places, zones, until - MINUTE)).toBe(true);
        expect(isPermitted(places, zones, until)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('[L13] the next permitted moment matches a brute-force search', () => {
    fc.assert(
      fc.property(anyPlaces, anyZones, anyMoment, (places, zones, at) => {
        const next = nextPermitted({ places, zones }, at);
        if (next === at) return expect(isPermitted(places, zones, at)).toBe(true);
        // Every opening is on a quarter of an hour.
        const first = Math.ceil(at / (15 * MINUTE)) * 15 * MINUTE;
        const limit = next ?? at + 8 * DAY;
        for (let minute = first; minute < limit; minute += 30 * MINUTE)
          if (isPermitted(places, zones, minute)) throw new Error(`${new Date(minute).toISOString()} comes before`);
        if (next !== null) {
          expect(isPermitted(places, zones, next)).toBe(true);
          expect(isPermitted(places, zones, next - MINUTE)).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('[L13] a planned moment satisfies all rules', () => {
    fc.assert(
      fc.property(anyPlaces, anyZones, anyMoment, (places, zones, at) => {
        const question = {
          ...{ now: at, tel: '+12125550143', zones, places, doNotCallSince: null },
          ...{ consents: [consentAt(at - DAY)], attempts: [], maxPerDay: 3 },
        };
        const from = permittedFrom(question, at);
        if (from !== null) expect(mayContact({ ...question, now: from })).toMatchObject({ allowed: true });
      }),
      { numRuns: 200 },
    );
  });
});
