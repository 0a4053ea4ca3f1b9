/** The admin API as published. */
import type { ObjectSchema } from 'joi';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { AUDIT_QUERY, BODIES } from './schemas.ts';

const WHO = 'administrator';
const READ = { 200: 'OK.', 401: 'Sign in first.', 403: 'Administrators only.' };
const REFUSED = {
  401: 'Sign in first.',
  403: 'Administrators only.',
  409: 'Someone saved first (`edited-meanwhile`, with the current version), or it’s in use. Nothing was saved.',
  422: 'Some fields aren’t valid, each named. Nothing was saved.',
};

const MISSING: RouteDoc['responses'] = { 404: 'Not found.' };

const read = (path: string, summary: string): RouteDoc => ({
  method: 'get',
  path: `/api/admin/${path}`,
  who: WHO,
  summary,
  responses: path.includes(':id') ? { ...READ, ...MISSING } : READ,
});
const write = (
  method: 'post' | 'put',
  path: string,
  body: ObjectSchema,
  summary: string,
  done: 200 | 201 = 200,
): RouteDoc => ({
  method,
  path: `/api/admin/${path}`,
  who: WHO,
  summary,
  body,
  responses: { [done]: 'Done; the current version.', ...REFUSED, ...(path.includes(':id') ? MISSING : {}) },
});
const remove = (path: string, summary: string, done: 200 | 204): RouteDoc => ({
  method: 'delete',
  path: `/api/admin/${path}`,
  who: WHO,
  summary,
  responses: { [done]: 'Done.', ...REFUSED, ...MISSING },
});

const named = (list: 'teams' | 'skills', one: string): readonly RouteDoc[] => [
  read(list, `All ${list} and where they’re used.`),
  write('post', list, BODIES.newNamed, `Add a ${one}.`, 201),
  write('put', `${list}/:id`, BODIES.named, `Rename a ${one}.`),
  remove(`${list}/:id`, `Remove an unused ${one}.`, 204),
];

export const adminPaths: readonly RouteDoc[] = [
  read('start', 'Which of the setup steps are done.'),
  read('business', 'The business; null until it’s first saved.'),
  write('put', 'business', BODIES.business, 'Save the business; `version` is 0 the first time.'),
  read('campaigns', 'All campaigns.'),
  read('campaigns/template', 'A campaign template that can be saved as is.'),
  write(
    'post',
    'campaigns',
    BODIES.newCampaign,
    'Create a campaign. It takes leads right away unless `active` is false.',
    201,
  ),
  {
    ...write('post', 'campaigns/preview', BODIES.preview, 'Preview an unsaved campaign’s form as a page.'),
    responses: {
      ...READ,
      200: { description: 'The page.', type: 'text/html', schema: { type: 'string' } },
      422: 'It can’t be previewed.',
    },
  },
  write('post', 'campaigns/check', BODIES.check, 'Validate an unsaved campaign; every error, by field.'),
  read('campaigns/:id', 'One campaign.'),
  write('put', 'campaigns/:id', BODIES.campaign, 'Save a whole campaign.'),
  write('post', 'campaigns/:id/pause', BODIES.version, 'Close its form. Open leads continue.'),
  write('post', 'campaigns/:id/activate', BODIES.version, 'Reopen its form.'),
  write('post', 'campaigns/:id/duplicate', BODIES.duplicate, 'Create a paused copy under another form key.', 201),
  read('people', 'Everyone who has or had an account.'),
  write('post', 'people', BODIES.newPerson, 'Invite a person. The link is returned once.', 201),
  read('people/:id', 'One person.'),
  write(
    'put',
    'people/:id',
    BODIES.person,
    'Save a person, with immediate effect. `warnings` names campaigns that no longer have an eligible agent.',
  ),
  write(
    'post',
    'people/:id/deactivate',
    BODIES.version,
    'Deactivate an account immediately. Its work moves to other agents. `warnings` as above.',
  ),
  write('post', 'people/:id/reactivate', BODIES.version, 'Reactivate an account.'),
  write('post', 'people/:id/invitation', BODIES.nothing, 'A new link for someone who hasn’t signed in yet.', 201),
  write('post', 'people/:id/password-reset', BODIES.nothing, 'A link to choose a new password.', 201),
  ...named('teams', 'team'),
  ...named('skills', 'skill'),
  read('keys', 'All keys, including revoked ones; never the tokens.'),
  write('post', 'keys', BODIES.key, 'Create a key. Its token is returned once.', 201),
  remove('keys/:id', 'Revoke a key immediately.', 200),
  { ...read('audit', 'Changes made by administrators, newest first.'), query: AUDIT_QUERY },
];
