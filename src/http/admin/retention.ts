/** Retention settings over HTTP, for administrators. */
import { Router } from 'express';
import joi from 'joi';
import {
  MOST_DAYS,
  RETENTION,
  RETENTION_KINDS,
  type RetentionKind,
  type RetentionPolicy,
} from '../../core/administration/retention.ts';
import type { Parts } from '../../ports/parts.ts';
import { saveRetention, viewRetention } from '../../usecases/admin/retention.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';
import { validate } from '../plumbing/validate.ts';

const days = (kind: RetentionKind) => {
  const number = joi.number().integer().min(RETENTION[kind].least).max(MOST_DAYS);
  return RETENTION[kind].fallback === null ? number.allow(null).required() : number.required();
};

export const RETENTION_SETTINGS = joi.object<RetentionPolicy & { version: number }>({
  ...Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, days(kind)])),
  version: joi.number().integer().min(0).required(),
});

export const retentionPaths: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/admin/retention',
    who: 'administrator',
    summary: 'How long each kind of data is kept, and why.',
    responses: { 200: 'OK.', 401: 'Sign in first.', 403: 'Not allowed for your role.' },
  },
  {
    method: 'put',
    path: '/api/admin/retention',
    who: 'administrator',
    body: RETENTION_SETTINGS,
    summary: 'Set how many days each kind is kept, based on a version. closedLeads may be null: forever.',
    responses: {
      200: 'The new settings, with warnings.',
      401: 'Sign in first.',
      403: 'Not allowed for your role.',
      422: 'Some fields aren’t valid.',
      409: 'Someone saved a newer version first; it’s included in the response.',
    },
  },
];

export function retentionRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/admin/retention', signedIn('administrator'), async (_req, res) => {
    res.json(await viewRetention(parts));
  });
  router.put('/api/admin/retention', signedIn('administrator'), async (req, res) => {
    const input = validate(RETENTION_SETTINGS, req.body);
    if (!input.ok) return sendProblem(res, input);
    const { version, ...policy } = input.value;
    const saved = await saveRetention(parts, userOf(res), version, policy);
    if (!saved.ok) return sendProblem(res, saved);
    res.json(saved.saved);
  });
  return router;
}
