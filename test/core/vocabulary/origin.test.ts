import { describe, expect, test } from '@jest/globals';
import { BODIES } from '../../../src/http/admin/schemas.ts';
import { originOf } from '../../../src/core/vocabulary/origin.ts';

describe('[F24] a site', () => {
  test.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://shop.example/', 'https://shop.example'],
    [' HTTPS://Shop.Example ', 'https://shop.example'],
    ['https://한국.kr', 'https://xn--3e0b707e.kr'],
    ['https://한국.KR:8443/', 'https://xn--3e0b707e.kr:8443'],
    ['https://müller.example', 'https://xn--mller-kva.example'],
    ['https://shop.example:443', 'https://shop.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%s is %s', (text, origin) => {
    expect(originOf(text)).toBe(origin);
  });

  test.each([
    ...[
      '',
      'shop.example',
      '//shop.example',
      'ftp://shop.example',
      'javascript:alert(1)',
      '*',
      'https://*',
      'https://*.shop.example',
    ],
    ...[
      'https://shop.example/path',
      'https://shop.example?a',
      'https://shop.example/#',
      'https://a:b@shop.example',
      'https://',
    ],
    ..."https://shop.example; script-src *|https://shop.example'|https:\\\\shop.example|https://shop.example:99999".split(
      '|',
    ),
  ])('%s is none', (text) => {
    expect(originOf(text)).toBeNull();
  });

  test('is kept as browsers name it, and named twice is once too often', () => {
    const sites = BODIES.check.extract(['campaign', 'embedOrigins']);
    const read = (list: readonly string[]) => sites.validate(list, { convert: false });
    expect(read(['HTTPS://한국.kr/', 'https://shop.example', 'no site']).value).toEqual([
      ...['https://xn--3e0b707e.kr', 'https://shop.example', 'no site'],
    ]);
    expect(read(['https://shop.example', 'https://Shop.example/']).error?.message).toContain('duplicate');
  });
});
