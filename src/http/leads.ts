/** Leads over HTTP: searching, one lead with its history and decisions, the promises, and what supervisors do. */
import { Router, type Request, type Response } from 'express';
import joi from 'joi';
import { failure, type Failure } from '../core/errors.ts';
import { AGENT_OUTCOMES, OPEN_STATES, OUTCOMES, type Lead, type Outcome } from '../core/lead/lead.ts';
import type { LeadQuery, Parts, User } from '../ports.ts';
import type { CallbackList, DecisionView, LeadList, LeadRow } from '../shared/api.ts';
import { inLanguage, interestLabel, presentLead, presentTimeline } from '../usecases/present/lead.ts';
import { superviseLead, type Supervision } from '../usecases/superviseLead.ts';
import { presentCallback } from '../usecases/viewFloor.ts';
import { noteLead, workLead, type Worked } from '../usecases/workLead.ts';
import { idempotent } from './idempotency.ts';
import { mayActAs, signedIn, userOf } from './session.ts';
import { sendProblem } from './problems.ts';
import { validated } from './validate.ts';

const QUERY = joi.object<Record<string, string | undefined>>({
  q: joi.string().max(200).allow(''),
  receipt: joi.string().max(200),
  state: joi.string().valid(...OPEN_STATES, 'closed'),
  outcome: joi.string().valid(...OUTCOMES),
  campaign: joi.string().max(200),
  owner: joi.string().max(200),
  cursor: joi.string().pattern(/^\d{1,16}_[\w-]{1,200}$/, 'a cursor from an earlier answer'),
  limit: joi.string().pattern(/^\d{1,3}$/, 'a number up to 200'),
});
const PAGE = joi.object<Record<string, string | undefined>>({
  mine: joi.string().valid('true', 'false'),
  cursor: QUERY.extract('cursor'),
  limit: QUERY.extract('limit'),
});
const NOTHING = joi.object({});
const BODIES = {
  note: joi.object<{ note: string }>({ note: joi.string().max(5000).required() }),
  close: joi.object({
    outcome: joi
      .string()
      .valid(...OUTCOMES)
      .required(),
    note: joi.string().max(5000).allow(''),
  }),
  callback: joi.object({ at: joi.number().integer().positive().required(), ownerId: joi.string().max(200) }),
  reassign: joi.object({ agentId: joi.string().max(200).required() }),
};
/** Outcomes that come about by themselves are not chosen. */
const CHOSEN_OUTCOMES: readonly string[] = [...AGENT_OUTCOMES, 'expired'];
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export function leadRoutes(parts: Parts): Router {
  const router = Router();
  const once = idempotent(parts);

  router.get('/api/leads', signedIn(), async (req, res) => {
    const query = validated(QUERY, req.query);
    if (!query.ok) return sendProblem(res, query);
    const wanted = leadQuery(query.value, userOf(res));
    const { items, next } =
      query.value['receipt'] === undefined
        ? await parts.leads.search(wanted)
        : await byReceipt(parts, query.value['receipt']);
    const visible = items.filter((lead) => maySee(userOf(res), lead));
    res.json({ leads: await presentRows(parts, visible, userOf(res)), next } satisfies LeadList);
  });

  router.get('/api/leads/:id', signedIn(), async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (lead) res.json(await presentLead(parts, lead, viewerOf(userOf(res), lead)));
  });

  router.get('/api/leads/:id/timeline', signedIn(), async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    const [entries, isWhole] = await Promise.all([parts.leads.timeline(lead.id), parts.leads.verifyChain(lead.id)]);
    res.json({ entries: await presentTimeline(parts, entries), chain: isWhole ? 'whole' : 'broken' });
  });

  // Law 9: also for agents who did not get the lead; the record names agents and reasons, nothing of the person.
  router.get('/api/leads/:id/decisions', signedIn(), async (req, res) => {
    const decisions = await parts.decisions.ofLead(String(req.params['id']));
    const ids = decisions.flatMap(({ winners, passedOver }) => [
      ...winners.map(({ agentId }) => agentId),
      ...Object.values(passedOver).flat(),
    ]);
    const names = await parts.users.names([...new Set(ids)]);
    const named = (id: string) => ({ id, name: names.get(id) ?? id });
    const views = decisions.map(
      ({ epoch, at, policyVersion, step, priorityMs, winners, passedOver }): DecisionView => ({
        ...{ epoch, at, policyVersion, step, priorityMs },
        winners: winners.map(({ agentId, idleMs }) => ({ agentId, name: named(agentId).name, idleMs })),
        passedOver: Object.entries(passedOver).map(([reason, agentIds]) => ({ reason, agents: agentIds.map(named) })),
      }),
    );
    res.json({ decisions: views });
  });

  router.get('/api/callbacks', signedIn(), async (req, res) => {
    const page = validated(PAGE, req.query);
    if (!page.ok) return sendProblem(res, page);
    const user = userOf(res);
    const { mine, cursor, limit } = page.value;
    const [{ items, next }, campaigns, agents] = await Promise.all([
      parts.leads.callbacks({
        ...(mine === 'true' && { ownerId: user.id }),
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
    const body = validated(BODIES.note, req.body);
    if (!body.ok) return sendProblem(res, body);
    const user = userOf(res);
    const by = { kind: mayActAs(user, 'supervisor') ? 'supervisor' : 'agent', id: user.id } as const;
    await reply(parts, res, await noteLead(parts, by, leadIdOf(req), body.value.note));
  });

  router.post('/api/leads/:id/release', signedIn(), once, async (req, res) => {
    if (mayActAs(userOf(res), 'supervisor')) return supervise(req, res, NOTHING, () => ({ verb: 'release' }));
    // A lead without an owner has nothing to release, which is no error; whoever never had it is not shown it so.
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    await reply(
      parts,
      res,
      await workLead(parts, lead.id, { kind: 'release', by: { kind: 'agent', id: userOf(res).id } }),
    );
  });

  router.post('/api/leads/:id/requeue', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'requeue' })),
  );
  // "Ring now": into the queue at once, for whoever is free.
  router.post('/api/leads/:id/call', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'requeue' })),
  );
  router.post('/api/leads/:id/not-spam', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, NOTHING, () => ({ verb: 'notSpam' })),
  );
  router.post('/api/leads/:id/reassign', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.reassign, ({ agentId }) => ({ verb: 'reassign', agentId: agentId as string })),
  );
  router.post('/api/leads/:id/callback', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.callback, ({ at, ownerId }) => ({
      verb: 'callback',
      at: at as number,
      ...(ownerId !== undefined && { ownerId: ownerId as string }),
    })),
  );
  router.post('/api/leads/:id/close', signedIn('supervisor'), once, (req, res) =>
    supervise(req, res, BODIES.close, ({ outcome, note }) => {
      if (!CHOSEN_OUTCOMES.includes(outcome as string)) {
        return failure('bad-input', 'This outcome comes about by itself and is not chosen.', {
          fields: { outcome: `is one of ${CHOSEN_OUTCOMES.join(', ')}` },
        });
      }
      return { verb: 'close', outcome: outcome as Outcome, ...(note !== undefined && { note: note as string }) };
    }),
  );

  async function supervise(
    req: Request,
    res: Response,
    schema: joi.ObjectSchema,
    actionOf: (body: Record<string, unknown>) => Supervision | Failure,
  ): Promise<void> {
    const body = validated(schema, (req.body as unknown) ?? {});
    if (!body.ok) return sendProblem(res, body);
    const action = actionOf(body.value as Record<string, unknown>);
    if ('ok' in action) return sendProblem(res, action);
    await reply(parts, res, await superviseLead(parts, userOf(res).id, leadIdOf(req), action));
  }
  return router;
}

async function reply(parts: Parts, res: Response, worked: Worked): Promise<void> {
  if (!worked.ok) return sendProblem(res, worked);
  res.json(await presentLead(parts, worked.lead, viewerOf(userOf(res), worked.lead)));
}

async function visibleLead(parts: Parts, req: Request, res: Response): Promise<Lead | null> {
  const lead = await parts.leads.byId(leadIdOf(req));
  if (lead && maySee(userOf(res), lead)) return lead;
  sendProblem(res, failure('not-found', 'There is no such lead, or it is not yours to see.'));
  return null;
}

/** Supervisors see every lead; agents those they have, had, or promised to call. */
function maySee(user: User, lead: Lead): boolean {
  if (mayActAs(user, 'supervisor')) return true;
  const isOwner = 'owner' in lead && lead.owner.agentId === user.id;
  return isOwner || lead.lastAccept?.agentId === user.id || lead.promise?.ownerId === user.id;
}

function viewerOf(user: User, lead: Lead) {
  const isOwner = 'owner' in lead && lead.owner.agentId === user.id;
  const kind = isOwner ? 'owner' : mayActAs(user, 'supervisor') ? 'supervisor' : 'offered';
  return { kind, language: user.language } as const;
}

async function byReceipt(parts: Parts, receiptId: string): Promise<{ items: readonly Lead[]; next: null }> {
  const inquiry = await parts.inquiries.byReceipt(receiptId);
  const lead = inquiry?.leadId === undefined ? null : await parts.leads.byId(inquiry.leadId);
  return { items: lead ? [lead] : [], next: null };
}

function leadQuery(
  { q, state, outcome, campaign, owner, cursor, limit }: Record<string, string | undefined>,
  user: User,
): LeadQuery {
  // An agent's search is among the leads that they have or had; the rest is not theirs to see.
  const ownerId = mayActAs(user, 'supervisor') ? owner : user.id;
  return {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state: state as Lead['state'] }),
    ...(outcome !== undefined && { outcome: outcome as (typeof OUTCOMES)[number] }),
    ...(campaign !== undefined && { campaignId: campaign }),
    ...(ownerId !== undefined && { ownerId }),
    ...(cursor !== undefined && { cursor }),
    limit: limitOf(limit),
  };
}

function limitOf(limit: string | undefined): number {
  return Math.min(MAX_LIMIT, Math.max(1, Number(limit ?? DEFAULT_LIMIT)));
}

function leadIdOf(req: Request): string {
  return String(req.params['id']);
}

async function presentRows(parts: Parts, leads: readonly Lead[], user: User): Promise<readonly LeadRow[]> {
  const campaigns = new Map((await parts.campaigns.all()).map((campaign) => [campaign.id, campaign]));
  const ownerOf = (lead: Lead) =>
    'owner' in lead ? lead.owner.agentId : lead.state === 'closed' ? lead.ownerId : undefined;
  const names = await parts.users.names(leads.map(ownerOf).filter((id) => id !== undefined));
  return leads.map((lead) => {
    const campaign = campaigns.get(lead.campaignId);
    const owner = ownerOf(lead);
    return {
      id: lead.id,
      state: lead.state,
      name: lead.person.name,
      campaign: campaign ? inLanguage(campaign.name, user.language) : lead.campaignId,
      ...(lead.interest !== undefined && {
        interest: campaign ? interestLabel(campaign, lead.interest, user.language) : lead.interest,
      }),
      createdAt: lead.createdAt,
      changedAt: lead.changedAt,
      ...(owner !== undefined && { owner: names.get(owner) ?? owner }),
      ...(lead.state === 'closed' && { outcome: lead.outcome }),
      ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt }),
      inquiries: lead.inquiries.length,
    };
  });
}
