/** The do-not-call list as published. */
import { BODIES, QUERIES } from './doNotCall.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';

const WHO = 'administrator';
const REFUSED = { 401: 'Sign in first.', 403: 'Administrators only.', 422: 'Some fields aren’t valid, each named.' };
const ABSENT = { 404: 'The number isn’t on the list.' };

export const doNotCallPaths: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/do-not-call',
    who: WHO,
    query: QUERIES.list,
    summary: 'Numbers on the do-not-call list and those lifted, newest first.',
    responses: { 200: 'OK.', ...REFUSED },
  },
  {
    method: 'post',
    path: '/api/do-not-call/find',
    who: WHO,
    body: BODIES.find,
    summary: 'Whether a number is listed, since when, and by which acts. `number` is null if it never was.',
    responses: { 200: 'OK.', ...REFUSED },
  },
  {
    method: 'post',
    path: '/api/do-not-call',
    who: WHO,
    body: BODIES.add,
    summary: 'Add a number. Callbacks, waits and offers of its leads end at once.',
    responses: { 201: 'The number as it is now.', ...REFUSED },
  },
  {
    method: 'delete',
    path: '/api/do-not-call',
    who: WHO,
    body: BODIES.lift,
    summary: 'Lift an entry, with a written reason.',
    responses: { 200: 'The number as it is now.', ...REFUSED, ...ABSENT },
  },
  {
    method: 'post',
    path: '/api/do-not-call/erase',
    who: WHO,
    body: BODIES.find,
    summary: 'Erase a listed number that has no lead. Its keyed hash stays, in force.',
    responses: { 200: 'The number as it is now.', ...REFUSED, ...ABSENT, 409: 'A lead has this number.' },
  },
  {
    method: 'get',
    path: '/api/do-not-call.csv',
    who: WHO,
    query: QUERIES.export,
    summary: 'The list as CSV, recorded in the audit log.',
    responses: { 200: { description: 'The table.', type: 'text/csv', schema: { type: 'string' } }, ...REFUSED },
  },
  {
    method: 'get',
    path: '/api/do-not-call/imports',
    who: WHO,
    summary: 'Progress of the import that ran last; null if there was none.',
    responses: { 200: 'OK.', ...REFUSED },
  },
  {
    method: 'post',
    path: '/api/do-not-call/imports',
    who: WHO,
    query: QUERIES.import,
    body: BODIES.import,
    summary: 'Import a file of numbers, CSV or one per line; at most 100,000 rows. `dryRun=1` only counts.',
    responses: {
      200: 'With `dryRun`: what the file holds, and the rows that can’t be read.',
      202: 'Started; ask for its progress.',
      ...REFUSED,
      409: 'Another import is running.',
      413: 'The file is too large.',
    },
  },
];
