/** A campaign’s routing policy over HTTP: versions, a draft, and who would get a lead now. */
import { failure } from '../../core/vocabulary/errors.ts';
import {
  discardPolicyDraft,
  rollBackPolicy,
  saveRoutingPolicy,
  viewRoutingPolicy,
} from '../../usecases/admin/routingPolicy.ts';
import { previewRouting } from '../../usecases/admin/previewRouting.ts';
import { previewScoring } from '../../usecases/admin/previewScoring.ts';
import { oneByOne } from '../../usecases/routing/oneByOne.ts';
import { replayPolicy } from '../../usecases/routing/replayPolicy.ts';
import { route, savedOf, SENT, type Route } from '../plumbing/route.ts';
import { sendLines } from '../plumbing/sendLines.ts';
import { MISSING, SAVED } from './docs.ts';
import { BODIES, tidyDraft } from './schemas.ts';

const LINES = {
  description:
    'Lines of JSON: `{"progress": 0.5}`, with `ahead` while others are tried first, and last `{"result": …}`.',
  type: 'application/x-ndjson',
  schema: { type: 'string' },
};

export function policyRoutes(): readonly Route[] {
  const replays = oneByOne();
  return [
    route({
      method: 'get',
      path: '/api/admin/campaigns/:id/policy',
      who: 'administrator',
      summary:
        'The routing policy of a campaign, its draft, and its versions so far. `warnings` and `draftWarnings` say what keeps each from being activated today, and which settings have no effect.',
      reply: { 200: 'OK.', ...MISSING },
      run: async ({ parts, params }) =>
        (await viewRoutingPolicy(parts, params.id)) ?? failure('not-found', 'Campaign not found.'),
    }),
    route({
      method: 'put',
      path: '/api/admin/campaigns/:id/policy',
      who: 'administrator',
      summary:
        'Activate a routing policy, or keep it as the draft with `activate: false`. Optional parts that aren’t sent have their defaults.',
      body: BODIES.routing,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params, body: { version, ...part } }) =>
        savedOf(await saveRoutingPolicy(parts, user, params.id, version, part)),
    }),
    route({
      method: 'delete',
      path: '/api/admin/campaigns/:id/policy/draft',
      who: 'administrator',
      summary: 'Discard the draft of the routing policy. Nothing happens if there is none.',
      body: BODIES.version,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params, body: { version } }) =>
        savedOf(await discardPolicyDraft(parts, user, params.id, version)),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/policy/rollback',
      who: 'administrator',
      summary: 'Activate an earlier version of the policy, as a new version.',
      body: BODIES.rollback,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params, body }) =>
        savedOf(await rollBackPolicy(parts, user, params.id, body.version, body.to)),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/policy/preview',
      who: 'administrator',
      summary:
        'Who would get this lead now, and why no other agent would. `lead.leadId` names a lead of the campaign; what else is given replaces its own. `unsaved` tries another policy.',
      body: BODIES.previewRouting,
      reply: {
        200: 'The decision. Nothing is offered.',
        422: 'The unsaved policy isn’t valid, or the campaign can’t have this lead.',
        ...MISSING,
      },
      run: async ({ parts, params, body: { lead, unsaved } }) =>
        savedOf(await previewRouting(parts, params.id, lead, unsaved)),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/scoring/preview',
      who: 'administrator',
      summary: 'How the campaign’s last 100 leads would score by this unsaved scoring.',
      body: BODIES.previewScoring,
      reply: { 200: 'Their scores. Nothing is saved.', 422: 'The scoring isn’t valid.', ...MISSING },
      run: async ({ parts, user, params, body }) =>
        savedOf(await previewScoring(parts, params.id, tidyDraft(body.campaign), user.language)),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/policy/replay',
      who: 'administrator',
      summary:
        'What this policy would have done with the leads of yesterday or of the last seven days. JSON lines: progress, then the result. A node tries one at a time; the others wait. Disconnect to cancel.',
      body: BODIES.replay,
      reply: { 200: LINES, 422: 'The policy isn’t valid.', ...MISSING },
      run: async ({ parts, params, body, res }) => {
        const lines = await replayPolicy(parts, replays, params.id, body);
        if ('code' in lines) return lines;
        await sendLines(parts.log, lines, res);
        return SENT;
      },
    }),
  ];
}
