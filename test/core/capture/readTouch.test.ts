import { expect, test } from '@jest/globals';
import { readTouch, type SentTouch } from '../../../src/core/capture/readTouch.ts';
import { countedSource, sourceIn, type Touch } from '../../../src/core/vocabulary/touch.ts';

const read = (sent: Partial<SentTouch>) => readTouch({ kind: 'api', tags: {}, ownSites: [], ...sent });

test.each<[string, Partial<SentTouch>, Touch]>([
  ['nothing', {}, {}],
  ['the long and the short name are one tag', { tags: { utm_source: 'a', source: 'b' } }, { utm: { source: 'b' } }],
  [
    'tags and click ids of the page’s URL, and nothing else of its query',
    { page: 'https://shop.example/x?utm_source=ads&gclid=Cj0&email=maria@example.com' },
    {
      page: 'https://shop.example/x?utm_source=ads&gclid=Cj0&email=maria@example.com',
      utm: { source: 'ads', gclid: 'Cj0' },
    },
  ],
  [
    'tags that were sent win',
    { page: 'https://shop.example/?utm_source=ads', tags: { source: 'letter' } },
    { page: 'https://shop.example/?utm_source=ads', utm: { source: 'letter' } },
  ],
  [
    'the site before, and the first page without its query',
    { tags: { referrer: 'https://www.Google.com/search?q=maria', landing: 'https://shop.example/solar?id=7#x' } },
    { referrer: 'google.com', landing: '/solar' },
  ],
  ['a site and a page that are none', { tags: { referrer: '<script>', landing: 'javascript:alert(1)' } }, {}],
  ['a path to another host', { tags: { landing: '//evil.example/x' } }, {}],
  [
    'a link from another site to our form',
    { kind: 'form', page: 'https://www.google.com/' },
    { page: 'https://www.google.com/', referrer: 'google.com' },
  ],
  [
    'the business’s own site is no referrer',
    { kind: 'form', page: 'https://shop.example/solar', ownSites: ['https://Shop.example/'] },
    { page: 'https://shop.example/solar' },
  ],
  ['our own form', { kind: 'form', page: '/f/demo' }, { page: '/f/demo' }],
])('[F34] what brought the customer: %s', (_what, sent, touch) => {
  expect(read(sent)).toEqual(touch);
});

test('[F34] never more than 20 tags, whatever a page’s URL adds', () => {
  const query = Array.from({ length: 50 }, (_, n) => `utm_x${n}=1`).join('&');
  const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`tag${n}`, 'x']));
  expect(Object.keys(read({ page: `https://shop.example/?${query}`, tags }).utm ?? {})).toHaveLength(20);
});

test.each<[string, Touch, string | undefined, string | undefined]>([
  ['the name in the link, whatever its case', { utm: { source: ' Google ', gclid: 'x' } }, 'google', 'google'],
  ['the network of a click', { utm: { fbclid: 'x' }, referrer: 'l.facebook.com' }, 'facebook', 'facebook'],
  ['the site before', { referrer: 'news.example' }, 'news.example', 'news.example'],
  ['nothing', { page: 'https://shop.example/' }, undefined, undefined],
  ['an address is shown, never counted', { utm: { source: 'maria@example.com' } }, 'maria@example.com', undefined],
  ['a name of Object', { utm: { source: 'constructor' } }, 'constructor', 'constructor'],
])('[F36] the source of an inquiry: %s', (_what, touch, shown, counted) => {
  expect(sourceIn(touch)).toBe(shown);
  expect(countedSource(touch)).toBe(counted);
});
