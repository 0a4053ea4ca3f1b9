import { describe, expect, test } from '@jest/globals';
import { getCountries } from 'libphonenumber-js/max';
import { nextPermittedHour } from '../../src/core/law/mayContact.ts';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import { zonesOfCountry } from '../../src/core/law/zones.ts';
import { exampleNumber, readNumber, readPerson } from '../../src/intake/numbers.ts';

describe('phone numbers', () => {
  test.each([
    ['(202) 555-0143', 'US', 'en', '+12025550143', 'US'],
    ['+1 202 555 0143', 'KR', 'en', '+12025550143', 'US'],
    ['010-1234-5678', 'KR', 'ko', '+821012345678', 'KR'],
    ['０１０-１２３４-５６７８', 'KR', 'ko', '+821012345678', 'KR'],
    ['010-1234-5678', 'US', 'ko', '+821012345678', 'KR'],
    ['07400 123456', 'GB', 'en', '+447400123456', 'GB'],
  ] as const)('[F4] %s in %s (%s) is %s', (text, country, language, tel, telCountry) => {
    expect(readNumber(text, country, language)).toMatchObject({ ok: true, tel, country: telCountry });
  });

  test('[F4] the campaign’s country counts before the language’s', () => {
    expect(readNumber('202-555-0143', 'US', 'ko')).toMatchObject({ tel: '+12025550143' });
    expect(readNumber('010-1234-5678', 'US', 'en')).toEqual({ ok: false, refusal: 'invalid' });
  });

  test.each([
    ['+1 800 555 0100', 'tollFree'],
    ['+82 80 123 1234', 'tollFree'],
    ['+800 1234 5678', 'tollFree'],
    ['+1 900 555 0100', 'premium'],
    ['+44 70 1234 5678', 'premium'],
    ['1588-1234', 'service'],
    ['911', 'invalid'],
    ['+1 555 123 4567', 'invalid'],
    ['hello', 'invalid'],
    ['', 'invalid'],
    ['+', 'invalid'],
  ])('[F5] %s is not called: %s', (text, refusal) => {
    expect(readNumber(text, 'KR', 'ko')).toEqual({ ok: false, refusal });
  });

  test('[F6] the beginning of a number says in which zones it may be', () => {
    expect(readNumber('+12125550143', 'US', 'en')).toMatchObject({ zones: ['America/New_York'] });
    expect(readNumber('+14155550143', 'US', 'en')).toMatchObject({ zones: ['America/Los_Angeles'] });
    expect(readNumber('+821012345678', 'US', 'en')).toMatchObject({ zones: ['Asia/Seoul'] });
    // An Australian mobile may be anywhere there.
    const australian = readNumber('+61412345678', 'AU', 'en');
    expect(australian.ok && australian.zones).toEqual(expect.arrayContaining(['Australia/Sydney', 'Australia/Perth']));
  });

  test('[F6] in every country there is an hour at which its example number may be called', () => {
    for (const country of getCountries()) {
      const read = readNumber(exampleNumber(country), country, 'en');
      if (!read.ok) continue;
      expect(read.zones.length).toBeGreaterThan(0);
      for (const at of [Date.UTC(2027, 0, 5), Date.UTC(2027, 6, 5)]) {
        expect({ country, hour: nextPermittedHour(read.zones, at) }).toEqual({ country, hour: expect.any(Number) });
      }
    }
  });
});

describe('[F23] a well-formed number in an unknown range', () => {
  test.each([
    ['+1 357 555 0143', 'US', 'US'],
    ['(357) 555-0143', 'US', 'US'],
    ['+1 471 555 0143', 'KR', 'US'],
    ['(357) 555-0143', 'CA', 'CA'],
    ['07 01 12 34 56', 'FR', 'FR'],
    ['+61 9 1234 5678', 'US', 'AU'],
  ])('%s in %s is taken, with a mark, for %s', (text, country, telCountry) => {
    const read = readNumber(text, country, 'en');
    expect(read).toMatchObject({ ok: true, country: telCountry, type: 'UNKNOWN' });
  });

  test.each([
    ['a code for services', '+1 555 123 4567'],
    ['a service', '+1 311 555 0143'],
    ['a code that is kept free', '+1 296 555 0143'],
    ['a code that is kept for longer numbers', '+1 371 555 0143'],
    ['an exchange that cannot be', '+1 357 155 0143'],
    ['an exchange of a service', '+1 357 911 0143'],
    ['a code that begins with one', '+1 157 555 0143'],
    ['too short', '+1 357 555 014'],
    ['too long', '+1 357 555 01430'],
    ['one digit again and again', '+82 99 9999 9999'],
  ])('is not %s: %s', (_what, text) => {
    expect(readNumber(text, 'US', 'en')).toEqual({ ok: false, refusal: 'invalid' });
  });

  test('may be in every zone of its country, and is read by who calls in', () => {
    const read = readNumber('+13575550143', 'US', 'en');
    expect(read).toMatchObject({ type: 'UNKNOWN', zones: zonesOfCountry('US'), shown: '(357) 555-0143' });
    const campaign = { country: 'US', hours: { zone: 'America/New_York' } } as Campaign;
    expect(readPerson('+13575550143', campaign, 'en')).toMatchObject({ telType: 'UNKNOWN', zoneFrom: 'number' });
  });
});
