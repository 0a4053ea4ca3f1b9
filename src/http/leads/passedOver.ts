/** “Why not me?”: what an agent may know about the leads that went elsewhere. */
import { passedOverLeads } from '../../usecases/routing/passedOverLeads.ts';
import { route, type Route } from '../plumbing/route.ts';

export function passedOverRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/me/passed-over',
      who: 'agent',
      summary:
        'Today’s leads of my teams that weren’t offered to me, each with the one reason. Nothing about customers.',
      reply: { 200: 'The newest first, at most 60. Empty for people who take no leads.' },
      run: ({ parts, user }) => passedOverLeads(parts, user),
    }),
  ];
}
