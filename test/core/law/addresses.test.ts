import { describe, expect, test } from '@jest/globals';
import { regionsNamed } from '../../../src/core/law/addresses.ts';
import { possiblePlaces } from '../../../src/core/law/possiblePlaces.ts';
import { US_STATES } from '../../../src/core/law/regions.ts';
import { resolveZones, withRegions } from '../../../src/core/law/zones.ts';
import { mayContact } from '../../../src/core/law/mayContact.ts';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { after, consentAt, contextAt, NEW_YORK, newLead, NOON } from '../../support/leads.ts';

const CHICAGO = 'America/Chicago';

/** The first and the last ZIP code of each range. Source: GeoDaCenter/opioid-policy-scan, meta/zipRange.js, without Puerto Rico. */
const ZIP_CODES: readonly (readonly [string, ...string[]])[] = [
  ['AK', '99501', '99950'],
  ['AL', '35004', '36925'],
  ['AR', '71601', '72959', '75502'],
  ['AZ', '85001', '86556'],
  ['CA', '90001', '96162'],
  ['CO', '80001', '81658'],
  ['CT', '06001', '06389', '06401', '06928'],
  ['DC', '20001', '20039', '20599', '20799'],
  ['DE', '19701', '19980'],
  ['FL', '32004', '34997'],
  ['GA', '30001', '31999', '39901'],
  ['HI', '96701', '96898'],
  ['IA', '50001', '52809', '68119', '68120'],
  ['ID', '83201', '83876'],
  ['IL', '60001', '62999'],
  ['IN', '46001', '47997'],
  ['KS', '66002', '67954'],
  ['KY', '40003', '42788'],
  ['LA', '70001', '71232', '71234', '71497'],
  ['MA', '01001', '02791', '05501', '05544'],
  ['MD', '20331', '20797', '20812', '21930'],
  ['ME', '03901', '04992'],
  ['MI', '48001', '49971'],
  ['MN', '55001', '56763'],
  ['MO', '63001', '65899'],
  ['MS', '38601', '39776', '71233'],
  ['MT', '59001', '59937'],
  ['NC', '27006', '28909'],
  ['ND', '58001', '58856'],
  ['NE', '68001', '68118', '68122', '69367'],
  ['NH', '03031', '03897'],
  ['NJ', '07001', '08989'],
  ['NM', '87001', '88441'],
  ['NV', '88901', '89883'],
  ['NY', '06390', '10001', '14975'],
  ['OH', '43001', '45999'],
  ['OK', '73001', '73199', '73401', '74966'],
  ['OR', '97001', '97920'],
  ['PA', '15001', '19640'],
  ['RI', '02801', '02940'],
  ['SC', '29001', '29948'],
  ['SD', '57001', '57799'],
  ['TN', '37010', '38589'],
  ['TX', '73301', '75001', '75501', '75503', '79999', '88510', '88589'],
  ['UT', '84001', '84784'],
  ['VA', '20040', '20042', '20167', '22001', '24658'],
  ['VT', '05001', '05495', '05601', '05907'],
  ['WA', '98001', '99403'],
  ['WI', '53001', '54990'],
  ['WV', '24701', '26886'],
  ['WY', '82001', '83128'],
];

describe('[L153] the state that a customer names', () => {
  test.each([
    [{ state: 'FL' }, 'US', ['US-FL']],
    [{ State: ' florida ' }, 'US', ['US-FL']],
    [{ state: 'N. Carolina' }, 'US', []],
    [{ state: 'New York' }, undefined, ['US-NY']],
    [{ state: 'CA' }, 'US', ['US-CA']],
    [{ province: 'Québec' }, 'CA', ['CA-QC']],
    [{ province: 'ON' }, 'CA', ['CA-ON']],
    [{ zip: '33101' }, 'US', ['US-FL']],
    [{ zip_code: '02139-4307' }, 'US', ['US-MA']],
    [{ zipCode: 2139 }, 'US', ['US-MA']],
    [{ postalCode: 'm5v 2t6' }, 'CA', ['CA-ON']],
    [{ postcode: 'B3H 4R2' }, 'CA', ['CA-?']],
    // Military addresses, codes that are in use elsewhere, and what says nothing.
    [{ zip: '09012' }, 'US', []],
    [{ zip: '33101' }, 'DE', []],
    [{ zip: '3310' }, 'US', []],
    [{ state: 'solid', zip: 'x', age: 33101 }, 'US', []],
    [{ state: ['FL'] }, 'US', []],
    [{ state: 'NY', zip: '33101' }, 'US', ['US-NY', 'US-FL']],
    // Fishers Island is New York’s, with a prefix of Connecticut; sources disagree on the second.
    [{ zip: '06390' }, 'US', ['US-CT', 'US-NY']],
    [{ zip: '75502-0001' }, 'US', ['US-TX', 'US-AR']],
    [{ zip: '96799' }, 'US', ['US-HI', 'US-AS']],
  ])('%j, with a number of %s: %j', (answers, country, regions) => {
    expect(regionsNamed(answers, country)).toEqual(regions);
  });

  test.each(ZIP_CODES)('[L177] the first and the last ZIP code of %s are in it', (state, ...codes) => {
    for (const zip of codes) expect([zip, ...regionsNamed({ zip }, 'US')]).toContain(`US-${state}`);
  });

  test('is found for every state, and no other ZIP code is in two', () => {
    const found = new Set<string>();
    for (let prefix = 0; prefix < 1000; prefix += 1) {
      const regions = regionsNamed({ zip: `${String(prefix).padStart(3, '0')}01` }, 'US');
      expect(regions.length).toBeLessThan(2);
      for (const region of regions) found.add(region);
    }
    const without = US_STATES.filter((state) => !found.has(`US-${state}`));
    // American Samoa and the Northern Marianas share theirs with Hawaii and Guam.
    expect(without).toEqual(['AS', 'MP']);
  });

  test('is a further place, with its zones, but not the other states of a zone that it explains', () => {
    const regions = ['US-FL'];
    const estimate = withRegions(resolveZones(NEW_YORK, [NEW_YORK], 'UTC'), regions);
    expect(estimate).toEqual({ zones: [NEW_YORK, CHICAGO], zoneFrom: 'browser' });
    expect(possiblePlaces({ tel: '+12125550143', telCountry: 'US', zones: estimate.zones, regions })).toEqual([
      ...['US-NY', 'US-FL'],
    ]);
    expect(withRegions(resolveZones(NEW_YORK, [], 'UTC'), ['US-NY'])).toEqual(resolveZones(NEW_YORK, [], 'UTC'));
  });

  test('brings its law: 20:30 in New York is refused to someone in Florida', () => {
    const evening = NOON + 10.5 * HOUR;
    const ask = (regions: readonly string[]) => {
      const { zones } = withRegions(resolveZones(NEW_YORK, [NEW_YORK], 'UTC'), regions);
      const places = possiblePlaces({ tel: '+12125550143', telCountry: 'US', zones, regions });
      const who = { tel: '+12125550143', zones, places, doNotCallSince: null, attempts: [], maxPerDay: 3 };
      return mayContact({ ...who, now: evening, consents: [consentAt(evening - HOUR)] });
    };
    expect(ask([])).toMatchObject({ allowed: true });
    expect(ask(['US-FL'])).toMatchObject({ allowed: false, citation: 'Fla. Stat. § 501.616(6)' });
  });
});

describe('[L153] an agent’s correction', () => {
  const profile = (lead: Lead, answers: Record<string, string | null>) =>
    after(lead, { kind: 'profile', by: { kind: 'supervisor', id: 'sam' }, changes: { answers } }, contextAt(NOON));

  test('of the state adds the new one and drops the old one, but not its zone', () => {
    const florida = profile(newLead(), { state: 'FL' });
    expect(florida.person).toMatchObject({ regions: ['US-FL'], zones: [NEW_YORK, CHICAGO] });
    const georgia = profile(florida, { state: 'GA' });
    expect(georgia.person).toMatchObject({ regions: ['US-GA'], zones: [NEW_YORK, CHICAGO] });
    expect(profile(georgia, { state: null }).person).not.toHaveProperty('regions');
  });

  test('of anything else changes no place', () => {
    expect(profile(newLead(), { roof: 'flat' }).person).toEqual(newLead().person);
  });
});
