/** The live floor over HTTP, for supervisors. */
import { Router } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Conservation } from '../../shared/api.ts';
import { checkConservation } from '../../usecases/lead/checkConservation.ts';
import { viewFloor } from '../../usecases/floor/viewFloor.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';

export function floorRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/floor', signedIn('supervisor'), async (_req, res) => {
    res.json(await viewFloor(parts, userOf(res).language));
  });
  router.get('/api/floor/conservation', signedIn('supervisor'), async (_req, res) => {
    res.json((await checkConservation(parts)) satisfies Conservation);
  });
  router.post('/api/alarms/:key/seen', signedIn('supervisor'), async (req, res) => {
    const isThere = await parts.alarms.see(String(req.params['key']), userOf(res).id, parts.clock.now());
    if (!isThere) return sendProblem(res, failure('not-found', 'This alert no longer exists.'));
    parts.desk.floorChanged();
    res.status(204).end();
  });
  return router;
}
