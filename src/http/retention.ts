/** How long each kind of data is kept, over HTTP, for administrators. */
import { Router } from 'express';
import joi from 'joi';
import {
  FIXED_RETENTION,
  MOST_DAYS,
  RETENTION,
  RETENTION_KINDS,
  retentionWarnings,
  type RetentionKind,
  type RetentionPolicy,
} from '../core/retention.ts';
import type { Parts } from '../ports.ts';
import type { RetentionView } from '../shared/api.ts';
import { retentionPolicy, setRetentionPolicy } from '../usecases/applyRetention.ts';
import type { RouteDoc } from './openapi.ts';
import { sendProblem } from './problems.ts';
import { signedIn } from './session.ts';
import { validated } from './validate.ts';

const days = (kind: RetentionKind) => {
  const number = joi.number().integer().min(RETENTION[kind].least).max(MOST_DAYS);
  return RETENTION[kind].fallback === null ? number.allow(null).required() : number.required();
};

export const RETENTION_SETTINGS = joi.object<RetentionPolicy>(
  Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, days(kind)])),
);

export const retentionPaths: readonly RouteDoc[] = [
  {
    ...{ method: 'get', path: '/api/admin/retention', who: 'administrator' },
    summary: 'What is kept how long, and why.',
    responses: { 200: 'What is there.', 401: 'Sign in first.', 403: 'Not for your role.' },
  },
  {
    ...{ method: 'put', path: '/api/admin/retention', who: 'administrator', body: RETENTION_SETTINGS },
    summary: 'Choose how many days each kind is kept; closedLeads may be null, for ever.',
    responses: {
      200: 'As it is kept from now on, with warnings.',
      ...{ 401: 'Sign in first.', 403: 'Not for your role.', 422: 'Some fields need another look.' },
    },
  },
];

export function retentionRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/admin/retention', signedIn('administrator'), async (_req, res) => {
    res.json(viewOf(await retentionPolicy(parts)));
  });
  router.put('/api/admin/retention', signedIn('administrator'), async (req, res) => {
    const input = validated(RETENTION_SETTINGS, req.body);
    if (!input.ok) return sendProblem(res, input);
    await setRetentionPolicy(parts, input.value);
    parts.log.info({ retention: input.value }, 'the settings of retention were changed');
    res.json(viewOf(input.value));
  });
  return router;
}

function viewOf(policy: RetentionPolicy): RetentionView {
  return {
    kinds: RETENTION_KINDS.map((kind) => ({
      ...{ kind, days: policy[kind], default: RETENTION[kind].fallback, least: RETENTION[kind].least },
      why: RETENTION[kind].why,
    })),
    fixed: FIXED_RETENTION,
    warnings: retentionWarnings(policy),
  };
}
