import { PlainError } from '../../../src/core/vocabulary/errors.ts';
import { twilioPaths } from '../../../src/http/calls/twilio/docs.ts';
import { withTimeout } from '../../../src/http/calls/twilio/request.ts';
import { openapi } from '../../../src/http/plumbing/openapi.ts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Router } from 'express';
import { callFlowRoutes } from '../../../src/http/admin/callFlow.ts';
import { callRoutes } from '../../../src/http/calls/calls.ts';
import { phoneNetworkRoutes } from '../../../src/http/demo/phoneNetwork.ts';
import { adminRoutes } from '../../../src/http/admin/index.ts';
import { apiLeadRoutes } from '../../../src/http/intake/apiLeads.ts';
import { captureRoutes } from '../../../src/http/intake/forms.ts';
import { floorRoutes } from '../../../src/http/leads/floor.ts';
import { healthRoutes } from '../../../src/http/operations/health.ts';
import { leadRoutes } from '../../../src/http/leads/leads.ts';
import { leadExportRoutes } from '../../../src/http/leads/export.ts';
import { leadSearchRoutes } from '../../../src/http/leads/search.ts';
import { mergeRoutes } from '../../../src/http/leads/merging.ts';
import { mailRoutes } from '../../../src/http/admin/mails.ts';
import { createMetrics } from '../../../src/http/operations/metrics.ts';
import { outboxRoutes } from '../../../src/http/demo/outbox.ts';
import { PUBLISHED, publishedRoutes } from '../../../src/http/operations/published.ts';
import { recordingRoutes } from '../../../src/http/calls/recordings.ts';
import { doNotCallRoutes } from '../../../src/http/admin/doNotCall.ts';
import { retentionRoutes } from '../../../src/http/admin/retention.ts';
import { sessionRoutes } from '../../../src/http/session/session.ts';
import { welcomeRoutes } from '../../../src/http/session/welcome.ts';
import { supervisionRoutes } from '../../../src/http/leads/supervision.ts';
import { twilioRoutes } from '../../../src/http/calls/twilio/index.ts';
import { startService, type Service } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

function routesOf(router: Router): string[] {
  return (router.stack as unknown as readonly Layer[]).flatMap(({ route }) =>
    route
      ? ['get', 'post', 'put', 'delete']
          .filter((method) => route.methods[method])
          .map((method) => `${method} ${route.path}`)
      : [],
  );
}

test('[O16] every route is published, and every published route exists', () => {
  const { parts } = service;
  const routers = [
    captureRoutes(parts, { intakeLimitPerMinute: 1, demo: false }),
    sessionRoutes(parts, { cookie: { name: 'x', secure: false }, demo: false, endSockets: () => undefined }),
    leadSearchRoutes(parts),
    leadExportRoutes(parts),
    leadRoutes(parts),
    supervisionRoutes(parts),
    mergeRoutes(parts),
    floorRoutes(parts),
    mailRoutes(parts),
    outboxRoutes({ list: () => [], byId: () => null }),
    callRoutes(parts),
    phoneNetworkRoutes(parts, { url: '' }),
    callFlowRoutes(parts),
    recordingRoutes(parts),
    twilioRoutes(parts, { authTokens: [], publicUrl: () => '' }),
    retentionRoutes(parts),
    doNotCallRoutes(parts),
    adminRoutes(parts, { demo: false }),
    apiLeadRoutes(parts, { intakeLimitPerMinute: 1 }),
    welcomeRoutes(parts, { cookie: { name: 'x', secure: false }, demo: false, endSockets: () => undefined }),
    healthRoutes({
      readiness: () => Promise.reject(new Error('not asked')),
      isDraining: () => false,
      metrics: createMetrics(parts, () => Promise.resolve()),
    }),
    publishedRoutes(),
  ];
  const published = PUBLISHED.map(({ method, path }) => `${method} ${path}`);
  expect(published.sort()).toEqual([...new Set(routers.flatMap(routesOf))].sort());
});

test('[O16] /openapi.json is an OpenAPI 3.1 document made from the schemas that check', async () => {
  const document = await (await fetch(`${service.url}/openapi.json`)).json();
  expect(document.openapi).toMatch(/^3\.1/);
  const signIn = document.paths['/api/session'].post.requestBody.content['application/json'].schema;
  expect(signIn).toMatchObject({ type: 'object', required: ['email', 'password'] });
});

test('[O40] the phone network’s webhooks are published as signed, and its sounds as open to anyone', () => {
  const document = openapi(twilioPaths) as { paths: Record<string, Record<string, { security?: object[] }>> };
  expect(document.paths['/twilio/voice/incoming']?.['post']?.security).toEqual([{ network: [] }]);
  expect(document.paths['/twilio/status/calls/{id}']?.['post']?.security).toEqual([{ network: [] }]);
  expect(document.paths['/twilio/sounds/line.wav']?.['get']).not.toHaveProperty('security');
  expect(document).toMatchObject({
    components: { securitySchemes: { network: { type: 'apiKey', in: 'header', name: 'X-Twilio-Signature' } } },
  });
});

test('[O41] an answer that is not ready in time is logged with a reason', async () => {
  const reasons: unknown[] = [];
  let finish = () => {};
  const work = new Promise<void>((resolve) => (finish = resolve));
  expect(await withTimeout(1, work, (error) => reasons.push(error))).toBe('late');
  finish();
  expect(reasons).toEqual([expect.any(PlainError)]);
  expect(String(reasons[0])).toContain('1 ms');
});
