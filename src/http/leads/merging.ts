/** Suspected duplicates: viewing them, merging two leads, undoing a merge, and marking them as different customers. */
import joi from 'joi';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import type { User } from '../../ports/people.ts';
import { dismissDuplicate, mergeLeads, previewMerge, unmergeLeads } from '../../usecases/lead/mergeLeads.ts';
import { viewSuspects } from '../../usecases/lead/viewDuplicates.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { CODE } from '../../intake/validate.ts';
import { leadAfter, visibleLead } from './access.ts';
import { CHANGED, SHOWN } from './docs.ts';

/** A lead’s ID in a body. */
export const LEAD_ID = CODE.max(200).required();
const WITH = joi.object<{ with: string }>({ with: LEAD_ID });
const OTHER = joi.object<{ leadId: string }>({ leadId: LEAD_ID });
const VERSION = joi.number().integer().min(0).required();
/** As they were previewed: a merge of leads that changed since is refused. */
export const MERGE_VERSIONS = joi.object<{ stays: number; goes: number }>({ stays: VERSION, goes: VERSION }).required();
const MERGE = joi.object<{ with: string; versions: { stays: number; goes: number } }>({
  with: LEAD_ID,
  versions: MERGE_VERSIONS,
});

export function mergeRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads/:id/duplicates',
      who: { role: 'supervisor', orKey: 'leads:read' },
      summary: 'Possible duplicates: leads that may belong to the same customer, with what they have in common.',
      reply: SHOWN,
      run: async ({ parts, user, params }) => {
        const seen = await visibleLead(parts, user, params.id);
        return seen.ok ? viewSuspects(parts, user, seen.lead) : seen;
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/merge',
      who: 'supervisor',
      summary: 'Preview merging another lead (?with=) into this one.',
      query: WITH,
      reply: SHOWN,
      run: async ({ parts, user, params, query }) => {
        const seen = await previewMerge(parts, user, { staysId: params.id, goesId: query.with });
        return seen.ok ? seen.preview : seen;
      },
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/merge',
      who: 'supervisor',
      summary: 'Merge another lead into this one, as previewed: {with, versions: {stays, goes}}.',
      isOnce: true,
      body: MERGE,
      reply: CHANGED,
      run: async ({ parts, user, params, body, res }) => {
        const merge = { staysId: params.id, goesId: body.with, versions: body.versions };
        const merged = await mergeLeads(parts, actorOf(user), merge);
        if (merged.ok || (merged.code !== 'stale' && merged.code !== 'wrong-state')) {
          return leadAfter(parts, user, merged);
        }
        // The basis of the decision has changed: the response includes the new preview.
        const seen = await previewMerge(parts, user, merge);
        sendProblem(res, merged, undefined, seen.ok ? { preview: seen.preview } : {});
        return SENT;
      },
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/unmerge',
      who: 'supervisor',
      summary: 'Undo a merge: {leadId}.',
      isOnce: true,
      body: OTHER,
      reply: CHANGED,
      run: async ({ parts, user, params: { id }, body: { leadId } }) =>
        sameLead(id, leadId) ?? leadAfter(parts, user, await unmergeLeads(parts, actorOf(user), id, leadId)),
    }),
    route({
      method: 'post',
      path: '/api/leads/:id/not-duplicate',
      who: 'supervisor',
      summary: 'Mark two leads as different customers: {leadId}.',
      isOnce: true,
      body: OTHER,
      reply: CHANGED,
      run: async ({ parts, user, params: { id }, body: { leadId } }) =>
        sameLead(id, leadId) ?? leadAfter(parts, user, await dismissDuplicate(parts, actorOf(user), id, leadId)),
    }),
  ];
}

/** Two leads are named; null if they differ. */
function sameLead(id: string, other: string): Failure | null {
  if (id !== other) return null;
  return failure('bad-input', 'Choose the other lead.', { mistakes: [mistake('leadId', 'sameLead')] });
}

function actorOf({ id }: User): Actor {
  return { kind: 'supervisor', id };
}
