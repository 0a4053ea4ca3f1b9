/** What follows from the declaration of a route: checked for every route of the service, without a list of its own. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import joi from 'joi';
import request from 'supertest';
import { route } from '../../../src/http/plumbing/route.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { mounted } from '../../support/mounted.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { SILENT_LOG } from '../../support/world.ts';

let service: Service;
let ana: Client;
beforeAll(async () => {
  service = await startService({ demo: true, phoneNetworkUrl: 'http://localhost:1' });
  ana = await service.signIn('ana@demo.test');
});
afterAll(() => service.close());

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const NOT_JSON = { 'content-type': 'application/json' };
/** A URL of this path that names nothing. */
const urlOf = (path: string) => service.url + path.replace(/:\w+/g, 'none');

/** The methods that each path accepts. */
function acceptedByPath(): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Map<string, Set<string>>();
  for (const { method, path } of service.app.published) {
    paths.set(path, (paths.get(path) ?? new Set()).add(method.toUpperCase()));
  }
  return paths;
}

test('[A90] every URL answers a method that it doesn’t accept with 405, and with those that it accepts', async () => {
  const paths = acceptedByPath();
  expect(paths.size).toBeGreaterThan(80);
  for (const [path, accepted] of paths) {
    for (const method of METHODS.filter((one) => !accepted.has(one))) {
      const answer = await fetch(urlOf(path), { method });
      const allowed = (answer.headers.get('allow') ?? '').split(', ').filter((one) => !/^(HEAD|OPTIONS)$/.test(one));
      expect([method, path, answer.status, allowed.sort()]).toEqual([method, path, 405, [...accepted].sort()]);
      await answer.arrayBuffer();
    }
  }
});

test('[A90] a form that any site may send names OPTIONS too, and answers it', async () => {
  const url = `${service.url}/api/forms/demo/leads`;
  expect((await fetch(url)).headers.get('allow')).toBe('POST, OPTIONS');
  const preflight = await fetch(url, { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'POST, OPTIONS']);
});

test('[A91] whoever may not use a route is told so, whatever the body is', async () => {
  const guarded = service.app.published.filter(
    ({ method, who, scope }) =>
      method !== 'get' && (scope !== undefined || /^(agent|supervisor|administrator)$/.test(who ?? '')),
  );
  expect(guarded.length).toBeGreaterThan(40);
  for (const { method, path, who } of guarded) {
    const ask = { method: method.toUpperCase(), headers: NOT_JSON, body: '{not json' };
    const answer = await fetch(urlOf(path), ask);
    expect([method, path, answer.status]).toEqual([method, path, 401]);
    await answer.arrayBuffer();
    if (who === undefined || who === 'agent') continue;
    const ofAgent = await fetch(urlOf(path), { ...ask, headers: { ...NOT_JSON, cookie: ana.cookie } });
    expect([method, path, ofAgent.status]).toEqual([method, path, 403]);
    await ofAgent.arrayBuffer();
  }
});

test('what a route needs is checked before it runs, and what it answers is sent as declared', async () => {
  const seen: unknown[] = [];
  const routes = [
    route({
      method: 'post',
      path: '/things/:id',
      who: 'anyone',
      summary: 'Make a thing.',
      body: joi.object<{ name: string }>({ name: joi.string().required() }),
      reply: { 201: 'Made.' },
      run: ({ params, body }) => {
        seen.push([params.id, body.name]);
        return { id: params.id };
      },
    }),
    route({
      method: 'delete',
      path: '/things/:id',
      who: 'anyone',
      summary: 'Remove a thing.',
      reply: { 204: 'Removed.' },
      run: () => null,
    }),
  ];
  const app = express().use(mounted(routes, { log: SILENT_LOG } as unknown as Parts));
  expect((await request(app).post('/things/a').send({ name: 1 })).status).toBe(422);
  expect(seen).toEqual([]);
  const made = await request(app).post('/things/a').send({ name: 'lamp' });
  expect([made.status, made.body, seen]).toEqual([201, { id: 'a' }, [['a', 'lamp']]]);
  expect((await request(app).delete('/things/a')).status).toBe(204);
  expect(Object.keys(routes[0]?.doc.responses ?? {})).toEqual(['201', '422']);
});

test('a route without its docs, or for an unknown caller, doesn’t compile', () => {
  const rest = { method: 'get', path: '/x', who: 'public', run: () => ({}) } as const;
  const reply = { 200: 'OK.' };
  // @ts-expect-error no summary
  route({ ...rest, reply });
  // @ts-expect-error no success
  route({ ...rest, summary: 'X.', reply: { 404: 'Not found.' } });
  // @ts-expect-error nobody of this kind
  route({ ...rest, summary: 'X.', reply, who: 'manager' });
  expect(route({ ...rest, summary: 'X.', reply }).doc.summary).toBe('X.');
});
