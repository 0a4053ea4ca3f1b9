/** The whole API as it is published at /openapi.json. A test holds this list and the routes together. */
import { Router } from 'express';
import { callFlowPaths } from './callFlow.ts';
import { recordingPaths } from './recordings.ts';
import { callPaths } from './calls.ts';
import { phoneNetworkPaths } from './phoneNetwork.ts';
import { adminPaths } from './admin/index.ts';
import { apiLeadPaths } from './apiLeads.ts';
import { capturePaths } from './capture/index.ts';
import { SEARCH } from './leadSearch.ts';
import { MAILS_QUERY } from './mails.ts';
import { openapi, type RouteDoc } from './openapi.ts';
import { retentionPaths } from './retention.ts';
import { OWN_LANGUAGE, SET_UP, SIGN_IN } from './session.ts';
import { twilioPaths } from './twilio/docs.ts';
import { welcomePaths } from './welcome.ts';

const ME = {
  type: 'object',
  required: ['id', 'name', 'email', 'role', 'language', 'demo', 'takesLeads'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    email: { type: 'string' },
    role: { enum: ['agent', 'supervisor', 'administrator'] },
    language: { enum: ['en', 'ko'] },
    demo: { type: 'boolean' },
    takesLeads: { type: 'boolean', description: 'Has a desk, whatever the role.' },
  },
};
const ME_NOW = { description: 'The person; the session is in the cookie.', schema: ME };
const CHANGED = {
  200: 'Done; doing it again changes nothing.',
  401: 'Sign in first.',
  403: 'Not yours, or not for your role.',
  404: 'There is no such lead.',
  409: 'The lead is not where this could be done.',
  422: 'Some fields aren’t valid.',
};
const CSV = { description: 'UTF-8 with a byte order mark.', type: 'text/csv', schema: { type: 'string' } };
const READ = { 200: 'What is there.', 401: 'Sign in first.', 403: 'Not for your role.' };

const sessionPaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/session',
    who: 'anyone',
    body: SIGN_IN,
    summary: 'Sign in. The answer does not tell whether the address is known.',
    responses: {
      200: ME_NOW,
      401: 'Address or password is wrong; or both are right and the account was closed (account-closed).',
      429: 'Too many wrong tries; see Retry-After.',
    },
  },
  {
    method: 'get',
    path: '/api/session',
    who: 'anyone',
    summary: 'Why the sign-in that this browser holds has ended, where that can be said.',
    responses: { 200: '{ended}: accountClosed, or null.' },
  },
  {
    method: 'delete',
    path: '/api/session',
    who: 'anyone',
    summary: 'Sign out, open desks included.',
    responses: { 204: 'Signed out, or never was in.' },
  },
  { method: 'get', path: '/api/me', who: 'agent', summary: 'Who am I.', responses: { 200: ME_NOW, 401: 'Nobody.' } },
  {
    method: 'put',
    path: '/api/me/language',
    who: 'agent',
    body: OWN_LANGUAGE,
    summary: 'Choose the language of my pages, and of everything that is worded for me.',
    responses: {
      200: ME_NOW,
      401: 'Nobody.',
      409: 'Someone else is editing this account; try again.',
      422: 'Not one of the languages.',
    },
  },
  {
    method: 'post',
    path: '/api/setup',
    who: 'anyone',
    body: SET_UP,
    summary: 'Make the first administrator, with the token of the link that the first start printed.',
    responses: { 201: ME_NOW, 403: 'The link was used or is not the newest.', 422: 'Some fields aren’t valid.' },
  },
];

const read = (path: string, who: string, summary: string): RouteDoc => ({
  method: 'get',
  path,
  who,
  summary,
  responses: path.includes(':id') ? { ...READ, 404: 'There is no such lead, or it is not for you to see.' } : READ,
});
/** What a program may read as well. */
const readByKey = (...about: Parameters<typeof read>): RouteDoc => ({ ...read(...about), scope: 'leads:read' });
const change = (what: string, who: string, summary: string): RouteDoc => ({
  method: 'post',
  path: `/api/leads/:id/${what}`,
  who,
  summary,
  headers: { 'Idempotency-Key': 'Any; repeating a change has the effect of once.' },
  responses: CHANGED,
});

const leadPaths: readonly RouteDoc[] = [
  readByKey('/api/leads', 'agent', 'Search: ?q=, receipt, state, outcome, campaign, owner, from, to, cursor, limit.'),
  {
    method: 'post',
    path: '/api/leads/search',
    who: 'agent',
    scope: 'leads:read',
    body: SEARCH,
    summary: 'The same search, with what says something about a person in the body instead of the address.',
    responses: { ...READ, 422: 'Some fields aren’t valid.' },
  },
  {
    method: 'get',
    path: '/api/leads.csv',
    who: 'supervisor',
    scope: 'leads:export',
    summary: 'The search as a table for spreadsheets: ?state=, outcome, campaign, owner, from, to.',
    responses: { ...READ, 200: CSV, 422: 'Some fields aren’t valid.' },
  },
  {
    method: 'post',
    path: '/api/leads/export',
    who: 'supervisor',
    scope: 'leads:export',
    body: SEARCH,
    summary: 'The same table, with words to search by in the body.',
    responses: { ...READ, 200: CSV, 422: 'Some fields aren’t valid.' },
  },
  readByKey('/api/leads/:id', 'agent', 'One lead, as far as the asker may see it.'),
  readByKey(
    '/api/leads/:id/inquiries',
    'agent',
    'What the person sent, each with the consent wording as it was shown.',
  ),
  readByKey('/api/leads/:id/timeline', 'agent', 'Its whole history, and whether the chain of it is unbroken.'),
  readByKey('/api/leads/:id/decisions', 'agent', 'Why it went where it went.'),
  readByKey('/api/leads/:id/duplicates', 'supervisor', 'Leads that may be the same person’s, as rows.'),
  read(
    '/api/leads/:id/asked-time',
    'agent',
    'For when a call that is asked for ?at= a moment would be promised, and why.',
  ),
  read('/api/leads/:id/merge', 'supervisor', 'What merging ?with= another lead into this one would do.'),
  change('merge', 'supervisor', 'Merge another lead into this one, as previewed: {with, versions: {stays, goes}}.'),
  change('unmerge', 'supervisor', 'Undo a merge: {leadId}.'),
  change('not-duplicate', 'supervisor', 'They are two people: {leadId}.'),
  read('/api/callbacks', 'agent', 'The promises, most urgent first: ?mine=true, ?anyone=true, cursor, limit.'),
  change('note', 'agent', 'Keep a note: {note}.'),
  change('release', 'agent', 'Give the lead back to the queue.'),
  change('requeue', 'supervisor', 'Put the lead at the head of the queue.'),
  change('call', 'supervisor', 'Bring a promised callback forward to now, if it may be rung.'),
  change('not-spam', 'supervisor', 'It was no spam: it lives on in the lead that continuedAs names.'),
  change('take-up', 'supervisor', 'Take up a closed lead again: it lives on in the lead that continuedAs names.'),
  change('reassign', 'supervisor', 'Give the lead to an agent: {agentId}.'),
  change('callback', 'supervisor', 'Promise a callback, or change the promise: {at, ownerId?, windowMinutes?, note?}.'),
  change('cancel', 'supervisor', 'Cancel what is promised, which closes the lead: {reason}.'),
  {
    method: 'post',
    path: '/api/agents/:id/presence',
    who: 'supervisor',
    summary: 'Set an agent to away or offline: {presence, reason}. Their desk says who did and why.',
    responses: { ...CHANGED, 404: 'Agent not found.' },
  },
  change('close', 'supervisor', 'Close with an outcome: {outcome, note?}.'),
];

const floorPaths: readonly RouteDoc[] = [
  read('/api/floor', 'supervisor', 'The live floor.'),
  {
    method: 'post',
    path: '/api/alarms/:key/seen',
    who: 'supervisor',
    summary: 'I have seen this alarm.',
    responses: {
      204: 'Noted; the first who says so.',
      401: 'Sign in first.',
      403: 'Not for your role.',
      404: 'It is gone.',
    },
  },
  read('/api/floor/conservation', 'supervisor', 'Whether every lead is somewhere, counted from the database.'),
];

const mailPaths: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/admin/mails',
    who: 'administrator',
    query: MAILS_QUERY,
    summary: 'The mails that are owed, newest first, with the reason where one could not be delivered.',
    responses: READ,
  },
  {
    method: 'post',
    path: '/api/admin/mails/:id/resend',
    who: 'administrator',
    summary: 'Send a mail again that could not be delivered.',
    responses: {
      200: 'It is queued again.',
      404: 'There is no such mail.',
      409: 'It is not dead, or of no use any more.',
    },
  },
  {
    method: 'get',
    path: '/api/outbox',
    who: 'anyone',
    summary: 'The demo only: mails it would have sent.',
    responses: { 200: 'The newest 200, newest first.', 404: 'This is not the demo.' },
  },
  {
    method: 'get',
    path: '/api/outbox/:id',
    who: 'anyone',
    summary: 'The demo only: one of them, as text.',
    responses: { 200: 'The mail.', 404: 'There is no such mail.' },
  },
  {
    method: 'get',
    path: '/outbox/:id/html',
    who: 'anyone',
    summary: 'The demo only: its HTML, in a sandbox.',
    responses: {
      200: { description: 'The HTML.', type: 'text/html', schema: { type: 'string' } },
      404: 'There is no such mail.',
    },
  },
];

const operationPaths: readonly RouteDoc[] = [
  { method: 'get', path: '/healthz', who: 'anyone', summary: 'Alive.', responses: { 200: 'It answers.' } },
  {
    method: 'get',
    path: '/readyz',
    who: 'anyone',
    summary: 'Ready for work: `checks` says of what.',
    responses: { 200: 'Ready.', 503: { description: 'Stopping, or a check has failed: it is named in `checks`.' } },
  },
  {
    method: 'get',
    path: '/metrics',
    who: 'this machine, or the bearer of METRICS_TOKEN',
    summary: 'Prometheus.',
    responses: {
      200: { description: 'Metrics.', type: 'text/plain', schema: { type: 'string' } },
      403: 'Not for you.',
    },
  },
  { method: 'get', path: '/openapi.json', who: 'anyone', summary: 'This document.', responses: { 200: 'It.' } },
];

const pagePaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/f/:formKey',
    who: 'anyone',
    summary: 'What the form’s page sends without a script.',
    responses: {
      303: 'Stored, durably; the address is the receipt.',
      422: { description: 'The page again, with what to mend.', type: 'text/html', schema: { type: 'string' } },
    },
  },
];

export const PUBLISHED: readonly RouteDoc[] = [
  ...capturePaths,
  ...pagePaths,
  ...sessionPaths,
  ...leadPaths,
  ...floorPaths,
  ...mailPaths,
  ...callPaths,
  ...phoneNetworkPaths,
  ...callFlowPaths,
  ...recordingPaths,
  ...twilioPaths,
  ...retentionPaths,
  ...operationPaths,
  ...welcomePaths,
  ...apiLeadPaths,
  ...adminPaths,
];

export function publishedRoutes(publicUrl?: string): Router {
  const router = Router();
  // Made when first asked for: nobody may ever ask.
  let document: object | undefined;
  router.get('/openapi.json', (_req, res) => {
    document ??= openapi(PUBLISHED, publicUrl);
    res.json(document);
  });
  return router;
}
