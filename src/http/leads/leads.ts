/** Leads over HTTP: one lead with its history and decisions, the callbacks, and what an agent can do from there. */
import joi from 'joi';
import { LANGUAGES } from '../../core/vocabulary/language.ts';
import type { User } from '../../ports/people.ts';
import type { CallbackList } from '../../shared/api.ts';
import { doNotCallLead } from '../../usecases/doNotCall/doNotCallLead.ts';
import { presentCallback } from '../../usecases/floor/viewFloor.ts';
import { previewCallbackTime } from '../../usecases/lead/previewCallbackTime.ts';
import { changeProfile } from '../../usecases/lead/changeProfile.ts';
import { campaignOf } from '../../usecases/lead/context.ts';
import { viewOtherLeads } from '../../usecases/lead/viewOtherLeads.ts';
import { viewInquiries } from '../../usecases/intake/viewInquiries.ts';
import { visibleCallbacks } from '../../usecases/lead/leadVisibility.ts';
import { superviseLead } from '../../usecases/lead/superviseLead.ts';
import { noteLead, workLead } from '../../usecases/lead/workLead.ts';
import { presentLead, presentTimeline } from '../../usecases/present/lead.ts';
import { explainWait, presentWait } from '../../usecases/routing/explainWaits.ts';
import { presentDecisions } from '../../usecases/present/decision.ts';
import { MOMENT } from '../plumbing/moments.ts';
import { route, type Route } from '../plumbing/route.ts';
import { LINES } from '../../intake/validate.ts';
import { mayActAs } from '../session/access.ts';
import { leadAfter, viewerOf, visibleLead } from './access.ts';
import { CHANGED, SHOWN } from './docs.ts';
import { limitOf, FILTERS } from './search.ts';

const PAGE = joi.object<Readonly<Partial<Record<'mine' | 'anyone' | 'cursor' | 'limit', string>>>>({
  mine: joi.string().valid('true', 'false'),
  anyone: joi.string().valid('true', 'false'),
  cursor: FILTERS.extract('cursor'),
  limit: FILTERS.extract('limit'),
});
const ASKED = joi.object<{ at: string }>({ at: MOMENT.required() });
const NOTE = joi.object<{ note: string }>({ note: joi.string().max(5000).meta(LINES).required() });
/** The campaign decides which answers and questions there are, and the rest of the check follows its form. */
const PROFILE = joi.object({
  name: joi.string(),
  email: joi.string().allow(null),
  language: joi.string().valid(...LANGUAGES),
  interest: joi.string().allow(null),
  answers: joi.object().unknown(),
  survey: joi.object().unknown(),
  tags: joi.object({ add: joi.array().items(joi.string()), remove: joi.array().items(joi.string()) }),
  seen: joi.object().pattern(joi.string(), joi.array()),
});
const REASON = joi.object<{ reason: string }>({ reason: joi.string().max(500).required() });

const READERS = { role: 'agent', orKey: 'leads:read' } as const;

export function leadRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads/:id',
      who: READERS,
      summary: 'One lead, limited to what you may see.',
      reply: SHOWN,
      run: async ({ parts, user, params }) => {
        const seen = await visibleLead(parts, user, params.id);
        return seen.ok ? presentLead(parts, seen.lead, viewerOf(user, seen.lead)) : seen;
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/inquiries',
      who: READERS,
      summary: 'The customer’s inquiries, each with the consent wording that was shown.',
      reply: SHOWN,
      run: async ({ parts, user, params }) => {
        const seen = await visibleLead(parts, user, params.id);
        return seen.ok ? { inquiries: await viewInquiries(parts, seen.lead, user) } : seen;
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/others',
      who: READERS,
      summary: 'Other leads of the same customer, as far as you may see them. Also for a lead that is offered to you.',
      reply: SHOWN,
      run: async ({ parts, user, params }) => {
        const lead = await parts.leads.byId(params.id);
        const isOffered = lead?.state === 'offered' && lead.offer.agents.some(({ agentId }) => agentId === user.id);
        const seen = isOffered ? ({ ok: true, lead } as const) : await visibleLead(parts, user, params.id);
        return seen.ok ? viewOtherLeads(parts, seen.lead, user) : seen;
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/timeline',
      who: READERS,
      summary: 'The full history, and whether its hash chain is intact.',
      reply: SHOWN,
      run: async ({ parts, user, params }) => {
        const seen = await visibleLead(parts, user, params.id);
        if (!seen.ok) return seen;
        const { id } = seen.lead;
        const [entries, isWhole] = await Promise.all([parts.leads.timeline(id), parts.leads.verifyChain(id)]);
        const campaign = await campaignOf(parts, seen.lead.campaignId);
        const about = { campaign, viewer: viewerOf(user, seen.lead) };
        return { entries: await presentTimeline(parts, entries, about), chain: isWhole ? 'whole' : 'broken' };
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/decisions',
      who: READERS,
      summary:
        'The routing decisions: why each agent was or wasn’t offered the lead. `now`: why it waits, as it would be decided now.',
      reply: SHOWN,
      run: async ({ parts, user, params }) => {
        const seen = await visibleLead(parts, user, params.id);
        if (!seen.ok) return seen;
        const [made, now] = await Promise.all([parts.decisions.ofLead(seen.lead.id), explainWait(parts, seen.lead)]);
        const [decisions, [waiting]] = await Promise.all([
          presentDecisions(parts, made),
          presentDecisions(parts, now ? [now.decision] : []),
        ]);
        return { decisions, now: now && waiting ? { ...presentWait(now), decision: waiting } : null };
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/asked-time',
      who: 'agent',
      summary: 'When a callback requested for ?at= would be scheduled, and why.',
      query: ASKED,
      reply: SHOWN,
      run: async ({ parts, user, params, query }) => {
        const seen = await visibleLead(parts, user, params.id);
        return seen.ok ? previewCallbackTime(parts, seen.lead, Number(query.at)) : seen;
      },
    }),
    route({
      method: 'get',
      path: '/api/callbacks',
      who: 'agent',
      summary: 'Scheduled callbacks, most urgent first: ?mine=true, ?anyone=true, cursor, limit.',
      query: PAGE,
      reply: { 200: 'OK.' },
      run: async ({ parts, user, query: { mine, anyone, cursor, limit } }) => {
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
        return { callbacks, next } satisfies CallbackList;
      },
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/note',
      who: 'agent',
      summary: 'Add a note: {note}.',
      isOnce: true,
      body: NOTE,
      reply: CHANGED,
      run: async ({ parts, user, params, body }) =>
        leadAfter(parts, user, await noteLead(parts, actorOf(user), params.id, body.note)),
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/profile',
      who: 'agent',
      summary:
        'Correct or complete the details: {name?, email?, language?, interest?, answers?, survey?, tags?: {add?, remove?}}; null removes a value, and false says that the customer refused to answer a question of the survey. With seen, such as {"email": ["old@example.com"], "answers.bill": [null]}, a detail that has another value by now is refused (409, edited-meanwhile, with the current values), and nothing is saved.',
      isOnce: true,
      accepts: PROFILE,
      reply: {
        ...CHANGED,
        409: 'The lead’s state doesn’t allow this, or someone else changed a detail since it was seen.',
        422: 'Some fields aren’t valid, each named. Nothing was saved.',
      },
      run: async ({ parts, user, params, req }) =>
        leadAfter(parts, user, await changeProfile(parts, actorOf(user), params.id, req.body)),
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/do-not-call',
      who: 'agent',
      summary: 'Add the lead’s number to the do-not-call list, at any moment: {reason}.',
      isOnce: true,
      body: REASON,
      reply: CHANGED,
      run: async ({ parts, user, params, body }) => {
        const act = { id: parts.random.id('dnc'), by: actorOf(user), reason: body.reason };
        return leadAfter(parts, user, await doNotCallLead(parts, params.id, act));
      },
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/release',
      who: 'agent',
      summary: 'Release the lead to the queue.',
      isOnce: true,
      reply: CHANGED,
      run: async ({ parts, user, params }) => {
        if (mayActAs(user, 'supervisor')) {
          return leadAfter(parts, user, await superviseLead(parts, user.id, params.id, { verb: 'release' }));
        }
        // A lead without an owner has nothing to release, which isn’t an error. An agent who never had it doesn’t see it.
        const seen = await visibleLead(parts, user, params.id);
        if (!seen.ok) return seen;
        const by = { kind: 'agent', id: user.id } as const;
        return leadAfter(parts, user, await workLead(parts, seen.lead.id, { kind: 'release', by }));
      },
    }),
  ];
}

function actorOf(user: User) {
  return { kind: mayActAs(user, 'supervisor') ? 'supervisor' : 'agent', id: user.id } as const;
}
