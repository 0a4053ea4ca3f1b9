/** The learned score model over HTTP, for administrators. */
import joi from 'joi';
import type { ScoringChoice } from '../../ports/scores.ts';
import { saveScoring, trainNow, viewScoring } from '../../usecases/admin/scoring.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { SAVED } from './docs.ts';
import { BODIES } from './schemas.ts';

const CHOICE = joi.object<ScoringChoice & { version: number }>({
  version: joi.number().integer().min(0).required(),
  isOn: joi.boolean().required(),
  usesProtected: joi.boolean().required(),
});

export function scoringRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/scoring',
      who: 'administrator',
      summary: 'Whether leads are scored by a learned model, and how good the last one is.',
      reply: { 200: 'OK.' },
      run: ({ parts, user }) => viewScoring(parts, user.language),
    }),
    route({
      method: 'put',
      path: '/api/admin/scoring',
      who: 'administrator',
      summary: 'Score leads by the learned model or by rules, and whether it learns from protected traits.',
      body: CHOICE,
      reply: SAVED,
      run: async ({ parts, user, body: { version, ...choice } }) =>
        savedOf(await saveScoring(parts, user, version, choice, user.language)),
    }),
    route({
      method: 'post',
      path: '/api/admin/scoring/train',
      who: 'administrator',
      summary: 'Learn a new model now, from the leads that ended.',
      body: BODIES.nothing,
      reply: { 200: 'The result.', 409: 'Another training is running.' },
      run: ({ parts, user }) => trainNow(parts, user.language),
    }),
  ];
}
