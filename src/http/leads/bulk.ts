/** Actions of supervisors on many leads: preview, start, progress, cancel and undo. */
import joi from 'joi';
import { createHash } from 'node:crypto';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Page } from '../../ports/basics.ts';
import type { LeadQuery } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import {
  cancelBulk,
  MOST_LEADS,
  previewBulk,
  startBulk,
  undoBulk,
  viewBulk,
  type Doable,
  type Started,
} from '../../usecases/lead/bulkAct.ts';
import { answer, route, type Result, type Route } from '../plumbing/route.ts';
import { TAG } from '../../intake/fields.ts';
import { CODE } from '../../intake/validate.ts';
import { FILTERS, leadQuery, mistakesOf, narrowed, type FilterParams } from './search.ts';

const PAGE = 200;
/** A thousand identifiers. */
export const LEAD_IDS_LIMIT = '128kb';

const VERBS = ['requeue', 'reassign', 'close', 'addTag', 'removeTag'] as const;

interface Asked {
  readonly verb: (typeof VERBS)[number];
  readonly agentId?: string;
  readonly outcome?: string;
  readonly tag?: string;
}

const ACTION = {
  verb: joi
    .string()
    .valid(...VERBS)
    .required(),
  agentId: CODE.max(200),
  outcome: CODE.max(100),
  tag: TAG,
};
export const LEAD_IDS = joi.array().items(CODE.max(200)).min(1).max(MOST_LEADS);
/** Named leads, or those that a search finds, up to the limit. */
const PREVIEW = joi.object<Asked & { leadIds?: readonly string[]; search?: FilterParams }>({
  ...ACTION,
  leadIds: LEAD_IDS,
  search: FILTERS,
});
const START = joi.object<Asked & { leadIds: readonly string[] }>({ ...ACTION, leadIds: LEAD_IDS.required() });
const SHOWN = { 200: 'How far it is.', 404: 'The action no longer exists.' } as const;

export function bulkRoutes(): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/leads/bulk/preview',
      who: 'supervisor',
      summary: 'What an action on many leads would do now: {verb, agentId?, outcome?, tag?, leadIds | search}.',
      body: PREVIEW,
      areCriteria: true,
      mistakes: async ({ search }, { parts, user }) =>
        search ? (await mistakesOf(parts, search, user)).map(inSearch) : [],
      bodyLimit: LEAD_IDS_LIMIT,
      reply: { 200: 'How many can be changed, and why not the others. At most 1,000 leads.' },
      run: async ({ parts, user, body: { leadIds, search = {}, ...asked } }) => {
        const action = actionOf(asked);
        if ('ok' in action) return action;
        const found = leadIds ?? (await idsOf(parts, search, user));
        if ('ok' in found) return found;
        return previewBulk(parts, user.id, action, [...new Set(found)]);
      },
    }),
    route({
      method: 'post',
      path: '/api/leads/bulk',
      who: 'supervisor',
      summary: 'Start an action on many leads: {verb, agentId?, outcome?, tag?, leadIds}. It runs in the background.',
      isOnce: true,
      body: START,
      bodyLimit: LEAD_IDS_LIMIT,
      reply: { 202: 'Started, or started before with this Idempotency-Key.' },
      run: async ({ parts, user, body: { leadIds, ...asked }, req }) => {
        const action = actionOf(asked);
        if ('ok' in action) return action;
        const id = runId(parts, user, req.get('idempotency-key'));
        return accepted(await startBulk(parts, { id, by: user.id, action, leadIds }));
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/bulk/:id',
      who: 'supervisor',
      summary: 'Progress of an action on many leads.',
      reply: SHOWN,
      run: async ({ parts, params }) => shown(await viewBulk(parts, params.id)),
    }),
    route({
      method: 'post',
      path: '/api/leads/bulk/:id/cancel',
      who: 'supervisor',
      summary: 'Stop an action on many leads. Changes already made stay.',
      isOnce: true,
      reply: SHOWN,
      run: async ({ parts, params }) => shown(await cancelBulk(parts, params.id)),
    }),
    route({
      method: 'post',
      path: '/api/leads/bulk/:id/undo',
      who: 'supervisor',
      summary: 'Undo an action on many leads, where possible.',
      isOnce: true,
      reply: { 202: 'Started, as an action of its own.', 404: SHOWN[404], 409: 'It is running, or can’t be undone.' },
      run: async ({ parts, user, params }) => accepted(await undoBulk(parts, user.id, params.id)),
    }),
  ];
}

const shown = (started: Started): Result => (started.ok ? started.progress : started);
export const accepted = (started: Started): Result => (started.ok ? answer(202, started.progress) : started);

/** The action, or which of its fields is missing. */
function actionOf({ verb, agentId, outcome, tag }: Asked): Doable | Failure {
  if (verb === 'requeue') return { verb };
  if (verb === 'reassign') return agentId === undefined ? missing('agentId') : { verb, agentId };
  if (verb === 'addTag' || verb === 'removeTag') return tag === undefined ? missing('tag') : { verb, tag };
  return outcome === undefined ? missing('outcome') : { verb, outcome };
}

function missing(field: string): Failure {
  return failure('bad-input', `Check: ${field}.`, { mistakes: [mistake(field, 'missing')] });
}

function inSearch(one: Mistake): Mistake {
  return { ...one, path: `search.${one.path}` };
}

async function idsOf(parts: Parts, search: FilterParams, user: User): Promise<readonly string[] | Failure> {
  const asked = await leadQuery(parts, search, user);
  if ('ok' in asked) return asked.mistakes ? { ...asked, mistakes: asked.mistakes.map(inSearch) } : asked;
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null && ids.length < MOST_LEADS;) {
    const query: LeadQuery = { ...asked, limit: PAGE, ...(cursor !== '' && { cursor }) };
    const page: Page<Lead> | Failure = await narrowed(() => parts.leads.search(query));
    if ('ok' in page) return page;
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return ids.slice(0, MOST_LEADS);
}

/** The same key of the same person is the same action, even if the first response was never stored. */
export function runId(parts: Parts, { id }: User, key: string | undefined): string {
  if (key === undefined) return parts.random.id('bk');
  return `bk_${createHash('sha256').update(`${id}\n${key}`).digest('base64url').slice(0, 22)}`;
}
