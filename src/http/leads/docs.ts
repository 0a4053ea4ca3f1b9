/** The leads API as published, and what its routes share with the floor's. */
import { SEARCH } from './search.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';

const CHANGED = {
  200: 'Done. Repeating it changes nothing.',
  401: 'Sign in first.',
  403: 'Not your lead, or not allowed for your role.',
  404: 'Lead not found.',
  409: 'The lead’s state doesn’t allow this.',
  422: 'Some fields aren’t valid.',
};
const CSV = { description: 'CSV in UTF-8 with a byte order mark.', type: 'text/csv', schema: { type: 'string' } };
export const READ = { 200: 'OK.', 401: 'Sign in first.', 403: 'Not allowed for your role.' };

export const read = (path: string, who: string, summary: string): RouteDoc => ({
  method: 'get',
  path,
  who,
  summary,
  responses: path.includes(':id') ? { ...READ, 404: 'Lead not found, or you don’t have access to it.' } : READ,
});
/** Also open to API keys. */
const readByKey = (...about: Parameters<typeof read>): RouteDoc => ({ ...read(...about), scope: 'leads:read' });
const change = (what: string, who: string, summary: string): RouteDoc => ({
  method: 'post',
  path: `/api/leads/:id/${what}`,
  who,
  summary,
  headers: { 'Idempotency-Key': 'Any value. Repeating a request with the same key has no further effect.' },
  responses: CHANGED,
});

export const leadPaths: readonly RouteDoc[] = [
  readByKey(
    '/api/leads',
    'agent',
    'Search leads: ?q=, receipt, state, outcome, campaign, owner, from, to, cursor, limit.',
  ),
  {
    method: 'post',
    path: '/api/leads/search',
    who: 'agent',
    scope: 'leads:read',
    body: SEARCH,
    summary: 'The same search with its criteria in the body, which keeps personal data out of URLs.',
    responses: { ...READ, 422: 'Some fields aren’t valid.' },
  },
  {
    method: 'get',
    path: '/api/leads.csv',
    who: 'supervisor',
    scope: 'leads:export',
    summary: 'Export a search as CSV for spreadsheets: ?state=, outcome, campaign, owner, from, to.',
    responses: { ...READ, 200: CSV, 422: 'Some fields aren’t valid.' },
  },
  {
    method: 'post',
    path: '/api/leads/export',
    who: 'supervisor',
    scope: 'leads:export',
    body: SEARCH,
    summary: 'The same export with its criteria, including search words, in the body.',
    responses: { ...READ, 200: CSV, 422: 'Some fields aren’t valid.' },
  },
  readByKey('/api/leads/:id', 'agent', 'One lead, limited to what you may see.'),
  readByKey(
    '/api/leads/:id/inquiries',
    'agent',
    'The customer’s inquiries, each with the consent wording that was shown.',
  ),
  readByKey('/api/leads/:id/timeline', 'agent', 'The full history, and whether its hash chain is intact.'),
  readByKey(
    '/api/leads/:id/decisions',
    'agent',
    'The routing decisions: why each agent was or wasn’t offered the lead.',
  ),
  readByKey(
    '/api/leads/:id/duplicates',
    'supervisor',
    'Possible duplicates: leads that may belong to the same customer.',
  ),
  read('/api/leads/:id/asked-time', 'agent', 'When a callback requested for ?at= would be scheduled, and why.'),
  read('/api/leads/:id/merge', 'supervisor', 'Preview merging another lead (?with=) into this one.'),
  change('merge', 'supervisor', 'Merge another lead into this one, as previewed: {with, versions: {stays, goes}}.'),
  change('unmerge', 'supervisor', 'Undo a merge: {leadId}.'),
  change('not-duplicate', 'supervisor', 'Mark two leads as different customers: {leadId}.'),
  read('/api/callbacks', 'agent', 'Scheduled callbacks, most urgent first: ?mine=true, ?anyone=true, cursor, limit.'),
  change('note', 'agent', 'Add a note: {note}.'),
  change('do-not-call', 'agent', 'Add the lead’s number to the do-not-call list, at any moment: {reason}.'),
  change('release', 'agent', 'Release the lead to the queue.'),
  change('requeue', 'supervisor', 'Move the lead to the front of the queue.'),
  change('call', 'supervisor', 'Move a callback to now, if a call is permitted.'),
  change('not-spam', 'supervisor', 'Not spam: the inquiry continues in the lead named by continuedAs.'),
  change('take-up', 'supervisor', 'Reopen a closed lead: it continues in the lead named by continuedAs.'),
  change('reassign', 'supervisor', 'Reassign the lead to an agent: {agentId}.'),
  change('callback', 'supervisor', 'Schedule a callback, or change it: {at, ownerId?, windowMinutes?, note?}.'),
  change('cancel', 'supervisor', 'Cancel the callback, which closes the lead: {reason}.'),
  {
    method: 'post',
    path: '/api/agents/:id/presence',
    who: 'supervisor',
    summary: 'Set an agent to away or offline: {presence, reason}. The agent’s desk shows who did it and why.',
    responses: { ...CHANGED, 404: 'Agent not found.' },
  },
  change('close', 'supervisor', 'Close with an outcome: {outcome, note?}.'),
];
