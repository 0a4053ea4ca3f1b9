import { PlainError } from '../../../src/core/vocabulary/errors.ts';
import { withTimeout } from '../../../src/http/calls/twilio/request.ts';
import { openapi } from '../../../src/http/plumbing/openapi.ts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pageRoutes } from '../../../src/http/pages.ts';
import { startService, type Service } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ demo: true, phoneNetworkUrl: 'http://localhost:1' });
});
afterAll(() => service.close());

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route below these layers, as `get /api/leads/:id`. */
function routesIn(stack: readonly Layer[]): readonly string[] {
  return stack.flatMap(({ route, handle }) =>
    route
      ? ['get', 'post', 'put', 'patch', 'delete']
          .filter((method) => route.methods[method])
          .map((method) => `${method} ${route.path}`)
      : routesIn(handle.stack ?? []),
  );
}

test('[O16] every route is published, and every published route exists', () => {
  const mounted = routesIn(service.app.express.router.stack as unknown as readonly Layer[]);
  const folder = new URL('../../../public', import.meta.url).pathname;
  const pages = routesIn(pageRoutes(folder, { demo: true }).stack as unknown as readonly Layer[]);
  const published = service.app.published.map(({ method, path }) => `${method} ${path}`);
  expect(published.length).toBeGreaterThan(100);
  expect([...published, ...pages].sort()).toEqual([...mounted].sort());
});

test('[O16] /openapi.json is an OpenAPI 3.1 document made from the schemas that check', async () => {
  const document = await (await fetch(`${service.url}/openapi.json`)).json();
  expect(document.openapi).toMatch(/^3\.1/);
  const signIn = document.paths['/api/session'].post.requestBody.content['application/json'].schema;
  expect(signIn).toMatchObject({ type: 'object', required: ['email', 'password'] });
  const operations = Object.values(document.paths as Record<string, object>).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(service.app.published.length);
  // Search words are personal data, which no URL takes.
  const names = document.paths['/api/leads.csv'].get.parameters.map(({ name }: { name: string }) => name);
  expect(names).toContain('state');
  expect(names).not.toContain('q');
  const [, at] = document.paths['/api/leads/{id}/asked-time'].get.parameters;
  expect(at).toMatchObject({ name: 'at', required: true });
});

test('[F90] a body is published with the media types that its route takes: forms of our pages as forms only', () => {
  const document = openapi(service.app.published) as {
    paths: Record<string, { post?: { requestBody?: { content: Record<string, unknown> } } }>;
  };
  const typesOf = (path: string) => Object.keys(document.paths[path]?.post?.requestBody?.content ?? {}).sort();
  const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];
  for (const path of ['/r/{receipt}/time', '/p/{token}', '/p/{token}/data'])
    expect([path, typesOf(path)]).toEqual([path, forms]);
  expect(typesOf('/api/forms/{formKey}/leads')).toEqual(['application/json', ...forms]);
  expect(typesOf('/api/session')).toEqual(['application/json']);
});

test('[O40] the phone network’s webhooks are published as signed, and its sounds as open to anyone', () => {
  const document = openapi(service.app.published) as { paths: Record<string, Record<string, { security?: object[] }>> };
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
