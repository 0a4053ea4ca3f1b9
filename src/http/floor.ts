/** The live floor over HTTP, for supervisors. */
import { Router } from 'express';
import type { Parts } from '../ports.ts';
import type { Conservation } from '../shared/api.ts';
import { checkConservation } from '../usecases/checkConservation.ts';
import { viewFloor } from '../usecases/viewFloor.ts';
import { signedIn, userOf } from './session.ts';

export function floorRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/floor', signedIn('supervisor'), async (_req, res) => {
    res.json(await viewFloor(parts, userOf(res).language));
  });
  router.get('/api/floor/conservation', signedIn('supervisor'), async (_req, res) => {
    res.json((await checkConservation(parts)) satisfies Conservation);
  });
  return router;
}
