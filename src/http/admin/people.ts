/** People over HTTP: who has an account, what they may do, and the links by which they choose a password. */
import { failure } from '../../core/vocabulary/errors.ts';
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
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { ADDED, MISSING, SAVED } from './docs.ts';
import { BODIES } from './schemas.ts';

export function peopleRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/people',
      who: 'administrator',
      summary: 'Everyone who has or had an account.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ people: await viewPeople(parts) }),
    }),
    route({
      method: 'post',
      path: '/api/admin/people',
      who: 'administrator',
      summary: 'Invite a person. The link is returned once.',
      body: BODIES.newPerson,
      reply: ADDED,
      mistakes: (person, { parts }) => mistakesOfPerson(parts, person),
      run: async ({ parts, user, body }) => savedOf(await invitePerson(parts, user, body)),
    }),
    route({
      method: 'get',
      path: '/api/admin/people/:id',
      who: 'administrator',
      summary: 'One person.',
      reply: { 200: 'OK.', ...MISSING },
      run: async ({ parts, params }) =>
        (await viewPerson(parts, params.id)) ?? failure('not-found', 'Person not found.'),
    }),
    route({
      method: 'put',
      path: '/api/admin/people/:id',
      who: 'administrator',
      summary:
        'Save a person, with immediate effect. `warnings` names campaigns that no longer have an eligible agent, or where a first schedule limits what customers can book.',
      body: BODIES.person,
      reply: { ...SAVED, ...MISSING },
      mistakes: (person, { parts, params }) =>
        mistakesOfPerson(parts, { ...person, email: person.email ?? '' }, params.id),
      run: async ({ parts, user, params, body: { version, ...fields } }) =>
        savedOf(await editPerson(parts, user, params.id, version, fields)),
    }),
    route({
      method: 'post',
      path: '/api/admin/people/:id/deactivate',
      who: 'administrator',
      summary: 'Deactivate an account immediately. Its work moves to other agents. `warnings` as above.',
      body: BODIES.version,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params, body }) =>
        savedOf(await deactivatePerson(parts, user, params.id, body.version)),
    }),
    route({
      method: 'post',
      path: '/api/admin/people/:id/reactivate',
      who: 'administrator',
      summary: 'Reactivate an account.',
      body: BODIES.version,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params, body }) =>
        savedOf(await reactivatePerson(parts, user, params.id, body.version)),
    }),
    route({
      method: 'post',
      path: '/api/admin/people/:id/invitation',
      who: 'administrator',
      summary: 'A new link for someone who hasn’t signed in yet.',
      body: BODIES.nothing,
      reply: { ...ADDED, ...MISSING },
      run: async ({ parts, user, params }) => savedOf(await linkFor(parts, user, params.id, 'invitation')),
    }),
    route({
      method: 'post',
      path: '/api/admin/people/:id/password-reset',
      who: 'administrator',
      summary: 'A link to choose a new password.',
      body: BODIES.nothing,
      reply: { ...ADDED, ...MISSING },
      run: async ({ parts, user, params }) => savedOf(await linkFor(parts, user, params.id, 'passwordReset')),
    }),
  ];
}
