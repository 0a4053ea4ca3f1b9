/** The API as published at /openapi.json: every route that this server mounts, and nothing else. */
import { openapi } from '../plumbing/openapi.ts';
import { route, type Route } from '../plumbing/route.ts';

/** These routes, and the one that publishes all of them. */
export function withPublished(routes: readonly Route[], publicUrl?: string): readonly Route[] {
  // Built on the first request; many services never get one.
  let document: object | undefined;
  const published: Route = route({
    method: 'get',
    path: '/openapi.json',
    who: 'public',
    summary: 'This document.',
    reply: { 200: 'The document.' },
    run: () => (document ??= openapi(docsOf(all), publicUrl)),
  });
  const all = [...routes, published];
  return all;
}

function docsOf(routes: readonly Route[]) {
  return routes.map(({ doc }) => doc);
}
