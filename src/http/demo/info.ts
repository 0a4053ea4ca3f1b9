/** What the demo’s own pages need to know: its people and its form. */
import { route, type Route } from '../plumbing/route.ts';

export function demoInfoRoutes(info: object): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/demo',
      who: 'anyone',
      summary: 'Demo only: the people to sign in as, and the form.',
      reply: { 200: 'The demo’s people and form.' },
      run: () => info,
    }),
  ];
}
