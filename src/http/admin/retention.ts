/** Retention settings over HTTP, for administrators. */
import joi from 'joi';
import {
  MOST_DAYS,
  RETENTION,
  RETENTION_KINDS,
  type RetentionKind,
  type RetentionPolicy,
} from '../../core/administration/retention.ts';
import { saveRetention, viewRetention } from '../../usecases/admin/retention.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';

const days = (kind: RetentionKind) => {
  // Absent in requests of programs that were written before it.
  if (kind === 'backups')
    return joi.number().integer().min(RETENTION.backups.least).max(MOST_DAYS).allow(null).default(null);
  const number = joi.number().integer().min(RETENTION[kind].least).max(MOST_DAYS);
  return RETENTION[kind].fallback === null ? number.allow(null).required() : number.required();
};

const RETENTION_SETTINGS = joi.object<RetentionPolicy & { version: number }>({
  ...Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, days(kind)])),
  version: joi.number().integer().min(0).required(),
});

export function retentionRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/retention',
      who: 'administrator',
      summary: 'How long each kind of data is kept, and why.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => viewRetention(parts),
    }),
    route({
      method: 'put',
      path: '/api/admin/retention',
      who: 'administrator',
      summary:
        'Set how many days each kind is kept, based on a version. closedLeads may be null: forever. backups says how long you keep backups, which are not deleted here; null: not stated.',
      body: RETENTION_SETTINGS,
      reply: {
        200: 'The new settings, with warnings.',
        409: 'Someone saved a newer version first; it’s included in the response.',
      },
      run: async ({ parts, user, body: { version, ...policy } }) =>
        savedOf(await saveRetention(parts, user, version, policy)),
    }),
  ];
}
