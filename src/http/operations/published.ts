/** The whole API as published at /openapi.json. A test keeps this list and the routes in sync. */
import { Router } from 'express';
import { callFlowPaths } from '../admin/callFlow.ts';
import { recordingPaths } from '../calls/recordings.ts';
import { callPaths } from '../calls/calls.ts';
import { phoneNetworkPaths } from '../demo/phoneNetwork.ts';
import { adminPaths } from '../admin/index.ts';
import { apiLeadPaths } from '../intake/apiLeads.ts';
import { capturePaths } from '../intake/forms.ts';
import { MAILS_QUERY } from '../admin/mails.ts';
import { openapi, type RouteDoc } from '../plumbing/openapi.ts';
import { leadPaths, read, READ } from '../leads/docs.ts';
import { doNotCallPaths } from '../admin/doNotCallDocs.ts';
import { retentionPaths } from '../admin/retention.ts';
import { OWN_LANGUAGE, SET_UP, SIGN_IN } from '../session/session.ts';
import { twilioPaths } from '../calls/twilio/docs.ts';
import { welcomePaths } from '../session/welcome.ts';

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
const ME_NOW = { description: 'The signed-in person. The session is in the cookie.', schema: ME };

const sessionPaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/session',
    who: 'anyone',
    body: SIGN_IN,
    summary: 'Sign in. The response doesn’t reveal whether the email has an account.',
    responses: {
      200: ME_NOW,
      401: 'The email or password is wrong, or both are right and the account was deactivated (account-closed).',
      429: 'Too many failed attempts; see Retry-After.',
    },
  },
  {
    method: 'get',
    path: '/api/session',
    who: 'anyone',
    summary: 'Why this browser’s session ended, if known.',
    responses: { 200: '`ended`: accountClosed or null.' },
  },
  {
    method: 'delete',
    path: '/api/session',
    who: 'anyone',
    summary: 'Sign out, and close this session’s desks.',
    responses: { 204: 'Signed out, or wasn’t signed in.' },
  },
  {
    method: 'get',
    path: '/api/me',
    who: 'agent',
    summary: 'The signed-in person.',
    responses: { 200: ME_NOW, 401: 'Not signed in.' },
  },
  {
    method: 'put',
    path: '/api/me/language',
    who: 'agent',
    body: OWN_LANGUAGE,
    summary: 'Set the language of my pages and of everything written for me.',
    responses: {
      200: ME_NOW,
      401: 'Not signed in.',
      409: 'Someone else is editing this account. Try again.',
      422: 'Not a supported language.',
    },
  },
  {
    method: 'post',
    path: '/api/setup',
    who: 'anyone',
    body: SET_UP,
    summary: 'Create the first administrator, with the token from the link that the first start printed.',
    responses: { 201: ME_NOW, 403: 'The link was used, or isn’t the newest.', 422: 'Some fields aren’t valid.' },
  },
];

const floorPaths: readonly RouteDoc[] = [
  read('/api/floor', 'supervisor', 'The live floor.'),
  {
    method: 'post',
    path: '/api/alarms/:key/seen',
    who: 'supervisor',
    summary: 'Mark an alert as seen.',
    responses: {
      204: 'Marked as seen; the first person to do so is recorded.',
      401: 'Sign in first.',
      403: 'Not allowed for your role.',
      404: 'The alert no longer exists.',
    },
  },
  read('/api/floor/conservation', 'supervisor', 'Whether every lead is accounted for, counted from the database.'),
];

const mailPaths: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/admin/mails',
    who: 'administrator',
    query: MAILS_QUERY,
    summary: 'Emails that are waiting or undelivered, newest first, with the reason if one couldn’t be delivered.',
    responses: READ,
  },
  {
    method: 'post',
    path: '/api/admin/mails/:id/resend',
    who: 'administrator',
    summary: 'Resend an email that couldn’t be delivered.',
    responses: {
      200: 'Queued again.',
      404: 'Email not found.',
      409: 'It isn’t undelivered, or it’s no longer needed.',
    },
  },
  {
    method: 'get',
    path: '/api/outbox',
    who: 'anyone',
    summary: 'Demo only: emails it would have sent.',
    responses: { 200: 'The latest 200, newest first.', 404: 'Not the demo.' },
  },
  {
    method: 'get',
    path: '/api/outbox/:id',
    who: 'anyone',
    summary: 'Demo only: one email, as text.',
    responses: { 200: 'The email.', 404: 'Email not found.' },
  },
  {
    method: 'get',
    path: '/outbox/:id/html',
    who: 'anyone',
    summary: 'Demo only: the email’s HTML, sandboxed.',
    responses: {
      200: { description: 'The HTML.', type: 'text/html', schema: { type: 'string' } },
      404: 'Email not found.',
    },
  },
];

const operationPaths: readonly RouteDoc[] = [
  { method: 'get', path: '/healthz', who: 'anyone', summary: 'Liveness.', responses: { 200: 'The process is alive.' } },
  {
    method: 'get',
    path: '/readyz',
    who: 'anyone',
    summary: 'Readiness: `checks` lists each check.',
    responses: { 200: 'Ready.', 503: { description: 'Stopping, or a check failed; see `checks`.' } },
  },
  {
    method: 'get',
    path: '/metrics',
    who: 'this machine, or METRICS_TOKEN as the bearer token',
    summary: 'Prometheus metrics.',
    responses: {
      200: { description: 'Metrics.', type: 'text/plain', schema: { type: 'string' } },
      403: 'Not allowed.',
    },
  },
  {
    method: 'get',
    path: '/openapi.json',
    who: 'anyone',
    summary: 'This document.',
    responses: { 200: 'The document.' },
  },
];

const pagePaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/f/:formKey',
    who: 'anyone',
    summary: 'Submit the form’s page without JavaScript.',
    responses: {
      303: 'Stored durably. Location is the receipt.',
      422: { description: 'The page again, with the errors.', type: 'text/html', schema: { type: 'string' } },
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
  ...doNotCallPaths,
  ...operationPaths,
  ...welcomePaths,
  ...apiLeadPaths,
  ...adminPaths,
];

export function publishedRoutes(publicUrl?: string): Router {
  const router = Router();
  // Built on the first request; many services never get one.
  let document: object | undefined;
  router.get('/openapi.json', (_req, res) => {
    document ??= openapi(PUBLISHED, publicUrl);
    res.json(document);
  });
  return router;
}
