/** Leads that may belong to the same customer, in groups; and merging many of them at once. */
import joi from 'joi';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { startBulk } from '../../usecases/lead/bulkAct.ts';
import { checkMerges } from '../../usecases/lead/bulkMerge.ts';
import { viewDuplicates } from '../../usecases/lead/viewDuplicates.ts';
import type { Merge } from '../../usecases/lead/mergeLeads.ts';
import { route, type Route } from '../plumbing/route.ts';
import { accepted, runId } from './bulk.ts';
import { LEAD_ID, MERGE_VERSIONS } from './merging.ts';
import { FILTERS } from './search.ts';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 25;
/** As many as a person can look through. */
const MOST_MERGES = 200;
const BODY_LIMIT = '128kb';

const PAGE = joi.object<Readonly<Partial<Record<'cursor' | 'limit', string>>>>({
  cursor: FILTERS.extract('cursor'),
  limit: FILTERS.extract('limit'),
});
const PAIR = { staysId: LEAD_ID, goesId: LEAD_ID };
const pairs = <T>(pair: joi.ObjectSchema<T>) =>
  joi.object<{ merges: readonly T[] }>({
    merges: joi.array().items(pair).min(1).max(MOST_MERGES).unique('goesId').required(),
  });
const CHECK = pairs(joi.object<Pick<Merge, 'staysId' | 'goesId'>>(PAIR));
const START = pairs(joi.object<Merge>({ ...PAIR, versions: MERGE_VERSIONS }));

export function duplicateRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads/duplicates',
      who: { role: 'supervisor', orKey: 'leads:read' },
      summary: 'Open leads that may belong to the same customer, in groups, newest first: ?cursor=, limit.',
      query: PAGE,
      reply: { 200: 'OK. A page may have no groups and still go on.' },
      run: ({ parts, user, query: { cursor, limit } }) =>
        viewDuplicates(parts, user, { cursor, limit: limitOf(limit) }),
    }),
    route({
      method: 'post',
      path: '/api/leads/duplicates/preview',
      who: 'supervisor',
      summary: 'What each of these merges would do now: {merges: [{staysId, goesId}]}.',
      body: CHECK,
      bodyLimit: BODY_LIMIT,
      reply: { 200: 'For each merge, whether it is possible or why not. At most 200.' },
      run: async ({ parts, user, body: { merges } }) =>
        stayingGoes(merges) ?? { merges: await checkMerges(parts, user, merges) },
    }),
    route({
      method: 'post',
      path: '/api/leads/duplicates/merge',
      who: 'supervisor',
      summary: 'Merge many leads as previewed: {merges: [{staysId, goesId, versions}]}. It runs in the background.',
      isOnce: true,
      body: START,
      bodyLimit: BODY_LIMIT,
      reply: { 202: 'Started, or started before with this Idempotency-Key. Its progress is that of a bulk action.' },
      run: async ({ parts, user, body: { merges }, req }) => {
        const refused = stayingGoes(merges);
        if (refused) return refused;
        const id = runId(parts, user, req.get('idempotency-key'));
        const leadIds = merges.map(({ goesId }) => goesId);
        return accepted(await startBulk(parts, { id, by: user.id, action: { verb: 'merge', merges }, leadIds }));
      },
    }),
  ];
}

/** A lead can't both stay and go; null if none does. */
function stayingGoes(merges: readonly Pick<Merge, 'staysId' | 'goesId'>[]): Failure | null {
  const going = new Set(merges.map(({ goesId }) => goesId));
  const at = merges.findIndex(({ staysId }) => going.has(staysId));
  if (at < 0) return null;
  return failure('bad-input', 'A lead that is merged into another one can’t be kept. Keep one lead of each group.', {
    mistakes: [mistake(`merges.${at}.staysId`, 'sameLead')],
  });
}

function limitOf(limit: string | undefined): number {
  return Math.min(MAX_LIMIT, Math.max(1, Number(limit ?? DEFAULT_LIMIT)));
}
