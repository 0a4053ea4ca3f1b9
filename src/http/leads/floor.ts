/** The live floor over HTTP, for supervisors. */
import { failure } from '../../core/vocabulary/errors.ts';
import type { Conservation, Floor } from '../../shared/floor.ts';
import { floorReader } from '../../usecases/floor/readFloor.ts';
import { presentFloor } from '../../usecases/floor/viewFloor.ts';
import { trendsReader } from '../../usecases/floor/viewTrends.ts';
import { checkConservation } from '../../usecases/lead/checkConservation.ts';
import { route, type Route } from '../plumbing/route.ts';

export function floorRoutes(): readonly Route[] {
  const readTrends = trendsReader();
  const readFloor = floorReader();
  return [
    route({
      method: 'get',
      path: '/api/floor',
      who: 'supervisor',
      summary: 'The live floor.',
      reply: { 200: 'OK.' },
      run: async ({ parts, user }) => {
        const [reading, trends] = await Promise.all([readFloor(parts), readTrends(parts)]);
        return { ...presentFloor(reading, user.language), trends } satisfies Floor;
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
