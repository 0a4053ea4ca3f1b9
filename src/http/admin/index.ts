/** Administration over HTTP, for administrators only. Request and response types: shared/admin.ts. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { ObjectSchema } from 'joi';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { AuditQuery } from '../../ports/audit.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Audited } from '../../shared/admin.ts';
import { createKey, revokeKey, viewKeys } from '../../usecases/admin/apiKeys.ts';
import { mistakesOfBusiness, saveBusiness, viewBusiness } from '../../usecases/admin/business.ts';
import {
  createCampaign,
  duplicateCampaign,
  editCampaign,
  mistakesOfCampaign,
  newCampaign,
  previewCampaign,
  setCampaignActive,
  viewCampaign,
  viewCampaigns,
} from '../../usecases/admin/campaigns.ts';
import {
  addNamedItem,
  removeNamedItem,
  renameNamedItem,
  SKILLS,
  TEAMS,
  listNamedItems,
  type NamedItemKind,
} from '../../usecases/admin/teamsAndSkills.ts';
import {
  deactivatePerson,
  editPerson,
  invitePerson,
  mistakesOfPerson,
  reactivatePerson,
  viewPeople,
  viewPerson,
} from '../../usecases/admin/people.ts';
import { linkFor } from '../../usecases/admin/personLinks.ts';
import { refuseMistakes, type Saved } from '../../usecases/admin/refusals.ts';
import { setupProgress } from '../../usecases/admin/setupProgress.ts';
import { viewAudit } from '../../usecases/admin/viewAudit.ts';
import { allowOwnFrame } from '../intake/frames.ts';
import { renderForm } from '../intake/FormPage.tsx';
import { preferredLanguage, reasonsOf, sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';
import { validate } from '../plumbing/validate.ts';
import { withoutOverlap, withStandIns } from './standIns.ts';
import { cleanInput } from '../../core/capture/cleanInput.ts';
import { AUDIT_QUERY, BODIES, tidyDraft } from './schemas.ts';

export { adminPaths } from './docs.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export interface AdminSettings {
  /** Marks the form preview as the demo's. */
  readonly demo: boolean;
}

export function adminRoutes(parts: Parts, { demo }: AdminSettings): Router {
  const router = Router();
  const only = administratorsOnly;

  router.get('/api/admin/start', only, async (_req, res) => {
    res.json(await setupProgress(parts));
  });

  router.get('/api/admin/business', only, async (_req, res) => {
    res.json({ business: await viewBusiness(parts) });
  });
  router.put(
    '/api/admin/business',
    only,
    handleBody(
      BODIES.business,
      async ({ version, ...fields }, res) => reply(res, await saveBusiness(parts, userOf(res), version, fields)),
      (fields) => mistakesOfBusiness(parts, fields),
    ),
  );

  router.get('/api/admin/campaigns', only, async (_req, res) => {
    res.json({ campaigns: await viewCampaigns(parts) });
  });
  router.get('/api/admin/campaigns/template', only, async (_req, res) => {
    res.json(await newCampaign(parts));
  });
  router.post(
    '/api/admin/campaigns',
    only,
    handleBody(
      BODIES.newCampaign,
      async ({ active = true, ...draft }, res) =>
        reply(res, await createCampaign(parts, userOf(res), tidyDraft(draft), active), 201),
      (draft) => mistakesOfCampaign(parts, tidyDraft(draft)),
    ),
  );
  router.post(
    '/api/admin/campaigns/preview',
    only,
    handleBody(BODIES.preview, async ({ campaign, language }, res) => {
      const shown = await previewCampaign(parts, tidyDraft(campaign));
      // Shown in a frame of our own page, without scripts; submitting it has no effect.
      allowOwnFrame(res);
      const page = { requestKey: 'preview', shownAt: 0, values: {}, errors: {} };
      res.type('html').send(renderForm({ campaign: shown, language, demo, ...page }));
    }),
  );
  router.post(
    '/api/admin/campaigns/check',
    only,
    handleBody(BODIES.check, async ({ campaign, id }, res) => {
      const mistakes = await mistakesOfCampaign(parts, tidyDraft(campaign), id);
      res.json({ fields: reasonsOf(mistakes, preferredLanguage(res)), mistakes });
    }),
  );
  router.get('/api/admin/campaigns/:id', only, async (req, res) => {
    replyFound(res, await viewCampaign(parts, idOf(req)), 'Campaign');
  });
  router.put(
    '/api/admin/campaigns/:id',
    only,
    handleBody(
      BODIES.campaign,
      async ({ version, ...draft }, res, req) =>
        reply(res, await editCampaign(parts, userOf(res), idOf(req), version, tidyDraft(draft))),
      (draft, req) => mistakesOfCampaign(parts, tidyDraft(draft), idOf(req)),
    ),
  );
  for (const [verb, active] of [
    ['pause', false],
    ['activate', true],
  ] as const) {
    router.post(
      `/api/admin/campaigns/:id/${verb}`,
      only,
      handleBody(BODIES.version, async ({ version }, res, req) =>
        reply(res, await setCampaignActive(parts, userOf(res), idOf(req), version, active)),
      ),
    );
  }
  router.post(
    '/api/admin/campaigns/:id/duplicate',
    only,
    handleBody(BODIES.duplicate, async (copy, res, req) =>
      reply(res, await duplicateCampaign(parts, userOf(res), idOf(req), copy), 201),
    ),
  );

  router.get('/api/admin/people', only, async (_req, res) => {
    res.json({ people: await viewPeople(parts) });
  });
  router.post(
    '/api/admin/people',
    only,
    handleBody(
      BODIES.newPerson,
      async (person, res) => reply(res, await invitePerson(parts, userOf(res), person), 201),
      (person) => mistakesOfPerson(parts, person),
    ),
  );
  router.get('/api/admin/people/:id', only, async (req, res) => {
    replyFound(res, await viewPerson(parts, idOf(req)), 'Person');
  });
  router.put(
    '/api/admin/people/:id',
    only,
    handleBody(
      BODIES.person,
      async ({ version, ...fields }, res, req) =>
        reply(res, await editPerson(parts, userOf(res), idOf(req), version, fields)),
      (person, req) => mistakesOfPerson(parts, { ...person, email: person.email ?? '' }, idOf(req)),
    ),
  );
  for (const [verb, change] of [
    ['deactivate', deactivatePerson],
    ['reactivate', reactivatePerson],
  ] as const) {
    router.post(
      `/api/admin/people/:id/${verb}`,
      only,
      handleBody(BODIES.version, async ({ version }, res, req) =>
        reply(res, await change(parts, userOf(res), idOf(req), version)),
      ),
    );
  }
  for (const [path, kind] of [
    ['invitation', 'invitation'],
    ['password-reset', 'passwordReset'],
  ] as const) {
    router.post(
      `/api/admin/people/:id/${path}`,
      only,
      handleBody(BODIES.nothing, async (_body, res, req) =>
        reply(res, await linkFor(parts, userOf(res), idOf(req), kind), 201),
      ),
    );
  }

  addNamedRoutes(router, parts, 'teams', TEAMS);
  addNamedRoutes(router, parts, 'skills', SKILLS);

  router.get('/api/admin/keys', only, async (_req, res) => {
    res.json({ keys: await viewKeys(parts) });
  });
  router.post(
    '/api/admin/keys',
    only,
    handleBody(BODIES.key, async (key, res) => void res.status(201).json(await createKey(parts, userOf(res), key))),
  );
  router.delete('/api/admin/keys/:id', only, async (req, res) => {
    reply(res, await revokeKey(parts, userOf(res), idOf(req)));
  });

  router.get('/api/admin/audit', only, async (req, res) => {
    const query = validate(AUDIT_QUERY, req.query);
    if (!query.ok) return sendProblem(res, query);
    res.json(await viewAudit(parts, auditQuery(query.value)));
  });
  return router;
}

const administratorsOnly = signedIn('administrator');

function addNamedRoutes(router: Router, parts: Parts, list: 'teams' | 'skills', kind: NamedItemKind): void {
  const only = administratorsOnly;
  router.get(`/api/admin/${list}`, only, async (_req, res) => {
    res.json({ [list]: await listNamedItems(parts, kind) });
  });
  router.post(
    `/api/admin/${list}`,
    only,
    handleBody(BODIES.newNamed, async ({ name }, res) =>
      reply(res, await addNamedItem(parts, kind, userOf(res), name), 201),
    ),
  );
  router.put(
    `/api/admin/${list}/:id`,
    only,
    handleBody(BODIES.named, async ({ version, name }, res, req) =>
      reply(res, await renameNamedItem(parts, kind, userOf(res), { id: idOf(req), basedOn: version, name })),
    ),
  );
  router.delete(`/api/admin/${list}/:id`, only, async (req, res) => {
    const removed = await removeNamedItem(parts, kind, userOf(res), idOf(req));
    if (!removed.ok) return sendProblem(res, removed);
    res.status(204).end();
  });
}

/**
 * Handles a cleaned and validated body. `meaning` finds the remaining errors of a body with shape errors, so that all
 * are reported at once.
 */
function handleBody<T>(
  schema: ObjectSchema<T>,
  act: (body: T, res: Response, req: Request) => void | Promise<void>,
  meaning: (body: T, req: Request) => Promise<readonly Mistake[]> = () => Promise.resolve([]),
): RequestHandler {
  return async (req, res) => {
    const sent = cleanInput(schema, (req.body as unknown) ?? {});
    const body = validate(schema, sent);
    if (body.ok) return act(body.value, res, req);
    const shape = body.mistakes ?? [];
    const sound = withStandIns(sent, shape);
    if (sound === null) return sendProblem(res, body);
    sendProblem(res, refuseMistakes([...shape, ...withoutOverlap(shape, await meaning(sound as T, req))]));
  };
}

function reply<T>(res: Response, saved: Saved<T> | Failure, status = 200): void {
  if (!saved.ok) return sendProblem(res, saved);
  res.status(status).json(saved.saved);
}

function replyFound(res: Response, thing: object | null, what: string): void {
  if (!thing) return sendProblem(res, failure('not-found', `${what} not found.`));
  res.json(thing);
}

function idOf(req: Request): string {
  return String(req.params['id']);
}

function auditQuery({ what, id, by, from, to, cursor, limit }: Record<string, string | undefined>): AuditQuery {
  return {
    ...(what !== undefined && { what: what as Audited }),
    ...(id !== undefined && { subjectId: id }),
    ...(by !== undefined && { by }),
    ...(from !== undefined && { from: Number(from) }),
    ...(to !== undefined && { to: Number(to) }),
    ...(cursor !== undefined && { cursor }),
    limit: Math.min(MAX_LIMIT, Math.max(1, Number(limit ?? DEFAULT_LIMIT))),
  };
}
