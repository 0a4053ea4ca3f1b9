/** Leads over HTTP: one lead with its history and decisions, the callbacks, and what an agent can do from there. */
import { Router } from 'express';
import joi from 'joi';
import type { Parts } from '../../ports/parts.ts';
import type { CallbackList, DecisionView } from '../../shared/api.ts';
import { previewCallbackTime } from '../../usecases/lead/previewCallbackTime.ts';
import { doNotCallLead } from '../../usecases/doNotCall/doNotCallLead.ts';
import { presentLead, presentTimeline } from '../../usecases/present/lead.ts';
import { visibleCallbacks } from '../../usecases/lead/leadVisibility.ts';
import { superviseLead } from '../../usecases/lead/superviseLead.ts';
import { presentCallback } from '../../usecases/floor/viewFloor.ts';
import { viewInquiries } from '../../usecases/intake/viewInquiries.ts';
import { noteLead, workLead } from '../../usecases/lead/workLead.ts';
import { requireScopeOrRole } from '../session/apiKey.ts';
import { idempotent } from '../plumbing/idempotency.ts';
import { leadIdOf, replyLead, viewerOf, visibleLead } from './access.ts';
import { limitOf, MOMENT, SEARCH } from './search.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { mayActAs, signedIn, userOf } from '../session/session.ts';
import { LINES, validate } from '../plumbing/validate.ts';

const PAGE = joi.object<Record<string, string | undefined>>({
  mine: joi.string().valid('true', 'false'),
  anyone: joi.string().valid('true', 'false'),
  cursor: SEARCH.extract('cursor'),
  limit: SEARCH.extract('limit'),
});
const ASKED = joi.object<{ at: string }>({ at: MOMENT.required() });
const NOTE = joi.object<{ note: string }>({ note: joi.string().max(5000).meta(LINES).required() });

const REASON = joi.object<{ reason: string }>({ reason: joi.string().max(500).required() });

export function leadRoutes(parts: Parts): Router {
  const router = Router();
  const once = idempotent(parts);
  const readers = requireScopeOrRole('leads:read');

  router.get('/api/leads/:id', readers, async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (lead) res.json(await presentLead(parts, lead, viewerOf(userOf(res), lead)));
  });

  router.get('/api/leads/:id/timeline', readers, async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    const [entries, isWhole] = await Promise.all([parts.leads.timeline(lead.id), parts.leads.verifyChain(lead.id)]);
    res.json({ entries: await presentTimeline(parts, entries), chain: isWhole ? 'whole' : 'broken' });
  });

  router.get('/api/leads/:id/asked-time', signedIn(), async (req, res) => {
    const query = validate(ASKED, req.query);
    if (!query.ok) return sendProblem(res, query);
    const lead = await visibleLead(parts, req, res);
    if (lead) res.json(await previewCallbackTime(parts, lead, Number(query.value.at)));
  });

  router.get('/api/leads/:id/inquiries', readers, async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (lead) res.json({ inquiries: await viewInquiries(parts, lead, userOf(res)) });
  });

  router.get('/api/leads/:id/decisions', readers, async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    const decisions = await parts.decisions.ofLead(lead.id);
    const ids = decisions.flatMap(({ winners, passedOver }) => [
      ...winners.map(({ agentId }) => agentId),
      ...Object.values(passedOver).flat(),
    ]);
    const names = await parts.users.names([...new Set(ids)]);
    const named = (id: string) => ({ id, name: names.get(id) ?? id });
    const views = decisions.map(
      ({ epoch, at, policyVersion, step, priorityMs, winners, passedOver }): DecisionView => ({
        epoch,
        at,
        policyVersion,
        step,
        priorityMs,
        winners: winners.map(({ agentId, idleMs }) => ({ agentId, name: named(agentId).name, idleMs })),
        passedOver: Object.entries(passedOver).map(([reason, agentIds]) => ({ reason, agents: agentIds.map(named) })),
      }),
    );
    res.json({ decisions: views });
  });

  router.get('/api/callbacks', signedIn(), async (req, res) => {
    const page = validate(PAGE, req.query);
    if (!page.ok) return sendProblem(res, page);
    const user = userOf(res);
    const { mine, anyone, cursor, limit } = page.value;
    const [{ items, next }, campaigns, agents] = await Promise.all([
      visibleCallbacks(parts, user, {
        ...(mine === 'true' && { only: 'mine' as const }),
        ...(anyone === 'true' && { only: 'anyones' as const }),
        ...(cursor !== undefined && { cursor }),
        limit: limitOf(limit),
      }),
      parts.campaigns.all(),
      parts.agents.all(),
    ]);
    const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
    const names = new Map(agents.map((agent) => [agent.id, agent.name]));
    const callbacks = items.flatMap((lead) => presentCallback(lead, byId, names, user.language, parts.clock.now()));
    res.json({ callbacks, next } satisfies CallbackList);
  });

  router.post('/api/leads/:id/note', signedIn(), once, async (req, res) => {
    const body = validate(NOTE, req.body);
    if (!body.ok) return sendProblem(res, body);
    const user = userOf(res);
    const by = { kind: mayActAs(user, 'supervisor') ? 'supervisor' : 'agent', id: user.id } as const;
    await replyLead(parts, res, await noteLead(parts, by, leadIdOf(req), body.value.note));
  });

  router.post('/api/leads/:id/do-not-call', signedIn(), once, async (req, res) => {
    const body = validate(REASON, req.body);
    if (!body.ok) return sendProblem(res, body);
    const user = userOf(res);
    const by = { kind: mayActAs(user, 'supervisor') ? 'supervisor' : 'agent', id: user.id } as const;
    const act = { id: parts.random.id('dnc'), by, reason: body.value.reason };
    await replyLead(parts, res, await doNotCallLead(parts, leadIdOf(req), act));
  });

  router.post('/api/leads/:id/release', signedIn(), once, async (req, res) => {
    const user = userOf(res);
    if (mayActAs(user, 'supervisor'))
      return replyLead(parts, res, await superviseLead(parts, user.id, leadIdOf(req), { verb: 'release' }));
    // A lead without an owner has nothing to release, which isn’t an error. An agent who never had it doesn’t see it.
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    await replyLead(
      parts,
      res,
      await workLead(parts, lead.id, { kind: 'release', by: { kind: 'agent', id: user.id } }),
    );
  });

  return router;
}
