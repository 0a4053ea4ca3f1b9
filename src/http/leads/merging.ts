/** Suspected duplicates: viewing them, merging two leads, undoing a merge, and marking them as different customers. */
import { Router, type Request, type Response } from 'express';
import joi from 'joi';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import type { Parts } from '../../ports/parts.ts';
import type { LeadList } from '../../shared/api.ts';
import { dismissDuplicate, mergeLeads, previewMerge, unmergeLeads } from '../../usecases/lead/mergeLeads.ts';
import { presentRows } from '../../usecases/present/leadRow.ts';
import { possibleDuplicatesOf } from '../../usecases/present/possibleDuplicates.ts';
import type { WorkResult } from '../../usecases/lead/workLead.ts';
import { requireScopeOrRole } from '../session/apiKey.ts';
import { idempotent } from '../plumbing/idempotency.ts';
import { leadIdOf, replyLead, visibleLead } from './access.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';
import { CODE, validate } from '../plumbing/validate.ts';

const ID = CODE.max(200).required();
const WITH = joi.object<{ with: string }>({ with: ID });
const OTHER = joi.object<{ leadId: string }>({ leadId: ID });
const VERSION = joi.number().integer().min(0).required();
const MERGE = joi.object<{ with: string; versions: { stays: number; goes: number } }>({
  with: ID,
  versions: joi.object({ stays: VERSION, goes: VERSION }).required(),
});

export function mergeRoutes(parts: Parts): Router {
  const router = Router();
  const once = idempotent(parts);

  router.get('/api/leads/:id/duplicates', requireScopeOrRole('leads:read', 'supervisor'), async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    const suspects = await possibleDuplicatesOf(parts, lead);
    res.json({ leads: await presentRows(parts, suspects, userOf(res)), next: null } satisfies LeadList);
  });

  router.get('/api/leads/:id/merge', signedIn('supervisor'), async (req, res) => {
    const query = validate(WITH, req.query);
    if (!query.ok) return sendProblem(res, query);
    const seen = await previewMerge(parts, userOf(res), { staysId: leadIdOf(req), goesId: query.value.with });
    if (!seen.ok) return sendProblem(res, seen);
    res.json(seen.preview);
  });

  router.post('/api/leads/:id/merge', signedIn('supervisor'), once, async (req, res) => {
    const body = validate(MERGE, req.body);
    if (!body.ok) return sendProblem(res, body);
    const merge = { staysId: leadIdOf(req), goesId: body.value.with, versions: body.value.versions };
    const merged = await mergeLeads(parts, actorOf(res), merge);
    if (merged.ok || (merged.code !== 'stale' && merged.code !== 'wrong-state')) return replyLead(parts, res, merged);
    // The basis of the decision has changed: the response includes the new preview.
    const seen = await previewMerge(parts, userOf(res), merge);
    sendProblem(res, merged, undefined, seen.ok ? { preview: seen.preview } : {});
  });

  router.post('/api/leads/:id/unmerge', signedIn('supervisor'), once, (req, res) =>
    withOther(req, res, (leadId) => unmergeLeads(parts, actorOf(res), leadIdOf(req), leadId)),
  );
  router.post('/api/leads/:id/not-duplicate', signedIn('supervisor'), once, (req, res) =>
    withOther(req, res, (leadId) => dismissDuplicate(parts, actorOf(res), leadIdOf(req), leadId)),
  );

  async function withOther(req: Request, res: Response, act: (leadId: string) => Promise<WorkResult>): Promise<void> {
    const body = validate(OTHER, req.body);
    if (!body.ok) return sendProblem(res, body);
    if (body.value.leadId === leadIdOf(req))
      return sendProblem(
        res,
        failure('bad-input', 'Choose the other lead.', { mistakes: [mistake('leadId', 'sameLead')] }),
      );
    await replyLead(parts, res, await act(body.value.leadId));
  }
  return router;
}

function actorOf(res: Response): Actor {
  return { kind: 'supervisor', id: userOf(res).id };
}
