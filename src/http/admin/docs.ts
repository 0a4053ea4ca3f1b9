/** Administration as it is published. */
import type { ObjectSchema } from 'joi';
import type { RouteDoc } from '../openapi.ts';
import { AUDIT_QUERY, BODIES } from './schemas.ts';

const WHO = 'administrator';
const READ = { 200: 'What is there.', 401: 'Sign in first.', 403: 'For administrators.' };
const REFUSED = {
  401: 'Sign in first.',
  403: 'For administrators.',
  409: 'Somebody was faster (`edited-meanwhile`, with what is there now), or it is in use; nothing was written.',
  422: 'Some fields aren’t valid, each named; nothing was written.',
};

const MISSING: RouteDoc['responses'] = { 404: 'There is no such thing.' };

const read = (path: string, summary: string): RouteDoc => ({
  ...{ method: 'get', path: `/api/admin/${path}`, who: WHO, summary },
  responses: path.includes(':id') ? { ...READ, ...MISSING } : READ,
});
const write = (
  method: 'post' | 'put',
  path: string,
  body: ObjectSchema,
  summary: string,
  done: 200 | 201 = 200,
): RouteDoc => ({
  ...{ method, path: `/api/admin/${path}`, who: WHO, summary, body },
  responses: { [done]: 'Done; what is there now.', ...REFUSED, ...(path.includes(':id') ? MISSING : {}) },
});
const remove = (path: string, summary: string, done: 200 | 204): RouteDoc => ({
  ...{ method: 'delete', path: `/api/admin/${path}`, who: WHO, summary },
  responses: { [done]: 'Done.', ...REFUSED, ...MISSING },
});

const named = (list: 'teams' | 'skills', one: string): readonly RouteDoc[] => [
  read(list, `All ${list}, and who uses them.`),
  write('post', list, BODIES.newNamed, `Add a ${one}.`, 201),
  write('put', `${list}/:id`, BODIES.named, `Rename a ${one}.`),
  remove(`${list}/:id`, `Remove a ${one} that nobody uses.`, 204),
];

export const adminPaths: readonly RouteDoc[] = [
  read('start', 'What of the first steps is done.'),
  read('business', 'The business; null before it was saved.'),
  write('put', 'business', BODIES.business, 'Save the business; `version` 0 for the first time.'),
  read('campaigns', 'All campaigns.'),
  read('campaigns/template', 'A campaign that could be saved as it is.'),
  write(
    'post',
    'campaigns',
    BODIES.newCampaign,
    'Make a campaign; it takes leads at once unless `active` is false.',
    201,
  ),
  {
    ...write('post', 'campaigns/preview', BODIES.preview, 'The form of an unsaved campaign, as a page.'),
    responses: {
      ...READ,
      200: { description: 'The page.', type: 'text/html', schema: { type: 'string' } },
      422: 'It has a shape that cannot be shown.',
    },
  },
  write('post', 'campaigns/check', BODIES.check, 'Every mistake of an unsaved campaign, by field.'),
  read('campaigns/:id', 'One campaign.'),
  write('put', 'campaigns/:id', BODIES.campaign, 'Save a campaign as a whole.'),
  write('post', 'campaigns/:id/pause', BODIES.version, 'Close its form; open leads continue.'),
  write('post', 'campaigns/:id/activate', BODIES.version, 'Open its form again.'),
  write('post', 'campaigns/:id/duplicate', BODIES.duplicate, 'A paused copy under another form key.', 201),
  read('people', 'Everybody who has or had an account.'),
  write('post', 'people', BODIES.newPerson, 'Invite somebody; the link comes back once.', 201),
  read('people/:id', 'One person.'),
  write(
    'put',
    'people/:id',
    BODIES.person,
    'Save a person; counts at once. With warnings: campaigns that nobody can take any more.',
  ),
  write(
    'post',
    'people/:id/deactivate',
    BODIES.version,
    'Close an account at once; work in hand goes on to others. With warnings, as above.',
  ),
  write('post', 'people/:id/reactivate', BODIES.version, 'Open an account again.'),
  write('post', 'people/:id/invitation', BODIES.nothing, 'A new link for who has not signed in yet.', 201),
  write('post', 'people/:id/password-reset', BODIES.nothing, 'A link by which they choose a new password.', 201),
  ...named('teams', 'team'),
  ...named('skills', 'skill'),
  read('keys', 'All keys, revoked ones too; never the keys themselves.'),
  write('post', 'keys', BODIES.key, 'Make a key; its token comes back once.', 201),
  remove('keys/:id', 'Revoke a key at once.', 200),
  { ...read('audit', 'What administrators changed, newest first.'), query: AUDIT_QUERY },
];
