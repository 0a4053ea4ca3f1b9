/** The business, the setup steps, and the audit log over HTTP. What each route takes and answers: shared/admin.ts. */
import { failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import type { AuditQuery } from '../../ports/audit.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Audited } from '../../shared/adminAudit.ts';
import { mistakesOfBusiness, saveBusiness, viewBusiness } from '../../usecases/admin/business.ts';
import { setupProgress } from '../../usecases/admin/setupProgress.ts';
import { canBeActor, viewAudit } from '../../usecases/admin/viewAudit.ts';
import { isReversed } from '../plumbing/moments.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { SAVED } from './docs.ts';
import { AUDIT_QUERY, BODIES, type AuditParams } from './schemas.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export function businessRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/start',
      who: 'administrator',
      summary: 'Which of the setup steps are done.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => setupProgress(parts),
    }),
    route({
      method: 'get',
      path: '/api/admin/business',
      who: 'administrator',
      summary: 'The business; null until it’s first saved.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ business: await viewBusiness(parts) }),
    }),
    route({
      method: 'put',
      path: '/api/admin/business',
      who: 'administrator',
      summary: 'Save the business; `version` is 0 the first time.',
      body: BODIES.business,
      reply: SAVED,
      mistakes: (fields, { parts }) => mistakesOfBusiness(parts, fields),
      run: async ({ parts, user, body: { version, ...fields } }) =>
        savedOf(await saveBusiness(parts, user, version, fields)),
    }),
    route({
      method: 'get',
      path: '/api/admin/audit',
      who: 'administrator',
      summary: 'Changes made by administrators, newest first.',
      query: AUDIT_QUERY,
      reply: { 200: 'OK.' },
      run: async ({ parts, user, query }) => {
        const mistakes = await mistakesIn(parts, query);
        if (mistakes.length > 0) return failure('bad-input', 'The log can’t be filtered by this.', { mistakes });
        return viewAudit(parts, auditQuery(query), user.language);
      },
    }),
  ];
}

async function mistakesIn(parts: Parts, { by, from, to }: AuditParams): Promise<readonly Mistake[]> {
  const isUnknown = by !== undefined && !(await canBeActor(parts, by));
  return [
    ...(isReversed(from, to) ? [mistake('to', 'endsBefore')] : []),
    ...(isUnknown ? [mistake('by', 'actorUnknown')] : []),
  ];
}

function auditQuery({ what, id, by, from, to, cursor, limit }: AuditParams): AuditQuery {
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
