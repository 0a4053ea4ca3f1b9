import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startService, type Service } from '../support/service.ts';

/** What a desk may send before it shows anything: about two seconds on slow 3G. */
const DESK_AT_MOST = 90 * 1024;

let service: Service;
beforeAll(async () => {
  service = await startService({ demo: true });
});
afterAll(() => service.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** The size on the wire, which fetch doesn’t reveal. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${service.url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const modulesIn = ({ headers }: Answer) =>
  String(headers['link'])
    .split(', ')
    .map((link) => /^<([^>]+)>; rel=modulepreload$/.exec(link)?.[1] ?? link);

describe('[W20] scripts and styles', () => {
  test.each(['/build/desk.js', '/build/desk.css', '/build/form.css', '/build/admin.js'])('%s', async (path) => {
    const plain = await get(path);
    expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
    for (const [accepted, encoding, unpack] of [
      ['br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ] as const) {
      const { status, headers, bytes } = await get(path, { 'accept-encoding': accepted });
      expect([status, headers['content-encoding']]).toEqual([200, encoding]);
      expect(headers['content-type']?.toLowerCase()).toBe(plain.headers['content-type']?.toLowerCase());
      expect(headers['vary']?.toLowerCase()).toContain('accept-encoding');
      expect(unpack(bytes).equals(plain.bytes)).toBe(true);
      const again = await get(path, { 'accept-encoding': accepted, 'if-none-match': headers['etag'] ?? '' });
      expect(again.status).toBe(304);
    }
  });

  test('are cached for a year if their name identifies their content, compressed or not', async () => {
    const [, chunk = ''] = modulesIn(await get('/desk'));
    for (const accepted of ['', 'br', 'gzip']) {
      const { headers } = await get(chunk, accepted === '' ? {} : { 'accept-encoding': accepted });
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
    expect((await get('/build/desk.js', { 'accept-encoding': 'br' })).headers['cache-control']).toBe('no-cache');
  });
});

test.each([
  '/',
  '/sign-in',
  '/desk',
  '/floor',
  '/admin',
  '/phone',
  '/outbox',
  '/leads',
  '/leads/duplicates',
  '/reports',
  '/reports/agents',
  '/week',
  '/why',
  '/leads/ld_1',
])('[W20] %s names every module that its script needs, so that they are fetched together', async (path) => {
  const page = await get(path);
  const named = modulesIn(page);
  expect(page.bytes.toString()).toContain(`src="${named[0] ?? ''}"`);
  for (const module of named) {
    const { status, bytes } = await get(module);
    expect([module, status]).toEqual([module, 200]);
    const imported = [...bytes.toString().matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)].map(([, file]) => file);
    expect(named).toEqual(expect.arrayContaining(imported.map((file) => `/build/${file ?? ''}`)));
  }
});

test('[W20] a desk is not large', async () => {
  const page = await get('/desk');
  const style = /href="(\/build\/[\w-]+\.css)"/.exec(page.bytes.toString())?.[1] ?? '';
  const files = await Promise.all([...modulesIn(page), style].map((file) => get(file, { 'accept-encoding': 'br' })));
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, page.bytes.length);
  expect(bytes).toBeGreaterThan(10 * 1024);
  expect(bytes).toBeLessThan(DESK_AT_MOST);
});
