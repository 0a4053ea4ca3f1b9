/** Saved views of the leads page. */
import joi from 'joi';
import type { LeadView } from '../../shared/api.ts';
import { saveViews, viewsOf } from '../../usecases/lead/savedViews.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { CODE } from '../../intake/validate.ts';

const MOST_VIEWS = 50;
const VALUE = CODE.max(200);
/** As in the page's URL. What a value names may be gone by now, so any is accepted; search words have no place here. */
const QUERY = joi.object({
  ...{ state: VALUE, outcome: VALUE, campaign: VALUE, owner: VALUE, source: VALUE, tag: VALUE },
  ...{ cameFrom: VALUE, band: VALUE, missing: VALUE },
  ...{ created: VALUE, from: VALUE, to: VALUE, due: VALUE, sort: VALUE, columns: VALUE },
});
const VIEWS = joi.object<{ version: number; views: readonly LeadView[] }>({
  version: joi.number().integer().min(0).required(),
  views: joi
    .array()
    .items(joi.object({ name: joi.string().min(1).max(80).required(), query: QUERY.required() }))
    .max(MOST_VIEWS)
    .unique('name')
    .required(),
});
const SAVED = { 200: 'The views as they are now.', 409: 'Someone else saved other views in the meantime.' } as const;

export function leadViewRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads/views',
      who: 'agent',
      summary: 'Saved views of the leads page: your own, and those shared with everyone.',
      reply: { 200: 'OK.' },
      run: ({ parts, user }) => viewsOf(parts, user.id),
    }),
    route({
      method: 'put',
      path: '/api/leads/views/own',
      who: 'agent',
      summary: 'Replace your own views; `version` is 0 the first time.',
      body: VIEWS,
      reply: SAVED,
      run: async ({ parts, user, body }) => savedOf(await saveViews(parts, user, 'own', body)),
    }),
    route({
      method: 'put',
      path: '/api/leads/views/shared',
      who: 'supervisor',
      summary: 'Replace the views shared with everyone; `version` is 0 the first time.',
      body: VIEWS,
      reply: SAVED,
      run: async ({ parts, user, body }) => savedOf(await saveViews(parts, user, 'shared', body)),
    }),
  ];
}
