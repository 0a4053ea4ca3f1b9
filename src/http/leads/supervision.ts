/** What supervisors do with a lead from its page or the floor, and with an agent’s presence. */
import { Router, type Request, type Response } from 'express';
import joi from 'joi';
import { AGENT_OUTCOMES, type AgentOutcome } from '../../core/vocabulary/outcomes.ts';
import { LAST_MOMENT, MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { setAgentPresence } from '../../usecases/agents/choosePresence.ts';
import { superviseLead, type Supervision } from '../../usecases/lead/superviseLead.ts';
import { idempotent } from '../plumbing/idempotency.ts';
import { leadIdOf, replyLead } from './access.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';
import { CODE, LINES, validate } from '../plumbing/validate.ts';

const NOTHING = joi.object({});
/** A window of more than a day promises nothing. */
const MAX_WINDOW_MINUTES = 24 * 60;
const BODIES = {
  // The system sets the other outcomes.
  close: joi.object({
    outcome: joi
      .string()
      .valid(...AGENT_OUTCOMES)
      .required(),
    note: joi.string().max(5000).meta(LINES).allow(''),
  }),
  callback: joi.object({
    at: joi.number().integer().positive().max(LAST_MOMENT).required(),
    ownerId: CODE.max(200),
    windowMinutes: joi.number().integer().min(1).max(MAX_WINDOW_MINUTES),
    note: joi.string().max(5000).meta(LINES),
  }),
  cancel: joi.object({ reason: joi.string().max(500).required() }),
  presence: joi.object<{ presence: 'away' | 'offline'; reason: string }>({
    presence: joi.string().valid('away', 'offline').required(),
    reason: joi.string().max(200).required(),
  }),
  reassign: joi.object({ agentId: CODE.max(200).required() }),
};

export function supervisionRoutes(parts: Parts): Router {
  const router = Router();
  const once = idempotent(parts);

  router.post('/api/leads/:id/requeue', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'requeue' })),
  );
  // "Call now": into the queue at once, for the next available agent.
  router.post('/api/leads/:id/call', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'requeue' })),
  );
  router.post('/api/leads/:id/not-spam', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'notSpam' })),
  );
  router.post('/api/leads/:id/take-up', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'takeUp' })),
  );
  router.post('/api/leads/:id/reassign', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.reassign, ({ agentId }) => ({ verb: 'reassign', agentId: agentId as string })),
  );
  router.post('/api/leads/:id/callback', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.callback, ({ at, ownerId, windowMinutes, note }) => ({
      verb: 'callback',
      at: at as number,
      ...(ownerId !== undefined && { ownerId: ownerId as string }),
      ...(windowMinutes !== undefined && { windowMs: (windowMinutes as number) * MINUTE }),
      ...(note !== undefined && { note: note as string }),
    })),
  );
  router.post('/api/leads/:id/cancel', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.cancel, ({ reason }) => ({ verb: 'cancel', reason: reason as string })),
  );
  router.post('/api/leads/:id/close', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.close, ({ outcome, note }) => ({
      verb: 'close',
      outcome: outcome as AgentOutcome,
      ...(note !== undefined && { note: note as string }),
    })),
  );

  router.post('/api/agents/:id/presence', signedIn('supervisor'), once, async (req, res) => {
    const body = validate(BODIES.presence, req.body);
    if (!body.ok) return sendProblem(res, body);
    const set = await setAgentPresence(parts, userOf(res).id, leadIdOf(req), body.value);
    if (!set.ok) return sendProblem(res, set);
    res.json(set.presence);
  });

  async function supervise(
    req: Request,
    res: Response,
    schema: joi.ObjectSchema,
    actionOf: (body: Record<string, unknown>) => Supervision,
  ): Promise<void> {
    const body = validate(schema, (req.body as unknown) ?? {});
    if (!body.ok) return sendProblem(res, body);
    const action = actionOf(body.value as Record<string, unknown>);
    await replyLead(parts, res, await superviseLead(parts, userOf(res).id, leadIdOf(req), action));
  }
  return router;
}
