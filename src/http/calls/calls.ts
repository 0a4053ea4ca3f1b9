/** Calls over HTTP: what a browser needs to take calls, and supervisors who take part in a conversation. */
import { Router, type Response } from 'express';
import { clientOf } from '../../core/agent/agent.ts';
import type { CoachMode } from '../../core/call/call.ts';
import type { Parts } from '../../ports/parts.ts';
import { superviseCall } from '../../usecases/calls/superviseCall.ts';
import { idempotent } from '../plumbing/idempotency.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';

const COACHING = ['listen', 'whisper', 'join'] as const satisfies readonly CoachMode[];

export function callRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/phone/token', signedIn(), (_req, res) => {
    const identity = clientOf(userOf(res).id).slice('client:'.length);
    res.setHeader('cache-control', 'no-store');
    res.json(parts.phone?.softphone(identity) ?? { kind: 'none' });
  });
  for (const mode of COACHING) {
    router.post(`/api/leads/:id/${mode}`, signedIn('supervisor'), idempotent(parts), async (req, res: Response) => {
      const joined = await superviseCall(parts, userOf(res), String(req.params['id']), mode);
      if (!joined.ok) return sendProblem(res, joined);
      res.json(joined);
    });
  }
  return router;
}

export const callPaths: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/phone/token',
    who: 'agent',
    summary: 'What a browser needs to take calls.',
    responses: { 200: '`kind`: twilio with a token, simulated with an address, or none.', 401: 'Sign in first.' },
  },
  ...COACHING.map((mode): RouteDoc => ({
    method: 'post',
    path: `/api/leads/:id/${mode}`,
    who: 'supervisor',
    summary: `Calls your phone; answer to join the conversation (${mode}). If you’re already on the call, it switches without ringing.`,
    headers: { 'Idempotency-Key': 'Any value. Repeating a request with the same key has no further effect.' },
    responses: {
      200: 'Your phone is ringing, or you switched.',
      401: 'Sign in first.',
      403: 'Not allowed for your role.',
      409: 'There is no active call.',
    },
  })),
];
