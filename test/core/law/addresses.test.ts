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
  ])('%j, with a number of %s: %j', (answers, country, regions) => {
    expect(regionsNamed(answers, country)).toEqual(regions);
  });

  test('is found for every state, and no ZIP code is in two', () => {
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
