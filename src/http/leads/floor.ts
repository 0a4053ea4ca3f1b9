/** The live floor over HTTP, for supervisors. */
import { failure } from '../../core/vocabulary/errors.ts';
import type { Conservation, Floor } from '../../shared/floor.ts';
import { trendsReader } from '../../usecases/floor/viewTrends.ts';
import { viewFloor } from '../../usecases/floor/viewFloor.ts';
import { checkConservation } from '../../usecases/lead/checkConservation.ts';
import { route, type Route } from '../plumbing/route.ts';

export function floorRoutes(): readonly Route[] {
  const readTrends = trendsReader();
  return [
    route({
      method: 'get',
      path: '/api/floor',
      who: 'supervisor',
      summary: 'The live floor.',
      reply: { 200: 'OK.' },
      run: async ({ parts, user }) => {
        const [floor, trends] = await Promise.all([viewFloor(parts, user.language), readTrends(parts)]);
        return { ...floor, trends } satisfies Floor;
      },
    }),
    route({
      method: 'get',
      path: '/api/floor/conservation',
      who: 'supervisor',
      summary: 'Whether every lead is accounted for, counted from the database.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => (await checkConservation(parts)) satisfies Conservation,
    }),
    route({
      method: 'post',
      path: '/api/alarms/:key/seen',
      who: 'supervisor',
      summary: 'Mark an alert as seen.',
      reply: { 204: 'Marked as seen; the first person to do so is recorded.', 404: 'The alert no longer exists.' },
      run: async ({ parts, user, params }) => {
        const isThere = await parts.alarms.see(params.key, user.id, parts.clock.now());
        if (!isThere) return failure('not-found', 'This alert no longer exists.');
        parts.desk.floorChanged();
        return null;
      },
    }),
  ];
}
