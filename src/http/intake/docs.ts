/** The public endpoints as published. */
import type { RouteDoc } from '../plumbing/openapi.ts';
import { ANY_FORM } from './fields.ts';

const RECEIPT = {
  type: 'object',
  required: ['receiptId', 'statusUrl'],
  properties: {
    receiptId: { type: 'string' },
    statusUrl: { type: 'string', format: 'uri-reference' },
    notes: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description:
        'What was shortened or dropped, by field: invalid page, utm, language, timeZone or shownAt never reject a submission. Absent if everything was kept.',
    },
  },
};

const STATUS = {
  type: 'object',
  required: ['step', 'serverNow'],
  properties: {
    step: { enum: ['received', 'finding', 'ringing', 'connecting', 'talking', 'promised', 'ended'] },
    agent: { type: 'string', description: 'First name of the agent, once one has accepted.' },
    callUs: { type: 'string', description: 'In `received`: which of our numbers to call, E.164.' },
    dueAt: { type: 'integer', description: 'When the callback is due, in milliseconds since 1970.' },
    windowUntil: { type: 'integer' },
    zone: { type: 'string' },
    whenThere: { const: true, description: 'Nobody is on shift; the call comes as soon as an agent is.' },
    serverNow: { type: 'integer' },
  },
};

export const capturePaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/forms/:formKey/leads',
    summary: 'Submit one inquiry. The response is the same whether or not the person is known.',
    who: 'anyone',
    body: ANY_FORM,
    headers: {
      'Idempotency-Key':
        'Repeating a request with the same key and body has no further effect. The same key with another body is rejected.',
    },
    responses: {
      200: { description: 'A repeat; the original receipt.', schema: RECEIPT },
      201: { description: 'Stored durably.', schema: RECEIPT },
      400: 'The body can’t be parsed.',
      404: 'Form not found.',
      413: 'The body is larger than 64 kB.',
      415: 'The body is not JSON.',
      422: 'Some fields aren’t valid, each named; or the Idempotency-Key was used with another body.',
      429: 'Too many from this address; see Retry-After.',
      503: 'It can’t be stored right now; see Retry-After. Nothing was kept.',
    },
  },
  {
    method: 'get',
    path: '/f/:formKey',
    summary: 'The form as a page, in English or Korean (`?lang=`). Works without JavaScript by POST to the same URL.',
    who: 'anyone',
    responses: {
      200: { description: 'The page.', type: 'text/html', schema: { type: 'string' } },
      404: { description: 'Form not found.', type: 'text/html', schema: { type: 'string' } },
    },
  },
  {
    method: 'get',
    path: '/r/:receipt',
    summary: 'What happens next with one inquiry: a page, or JSON if requested.',
    who: 'anyone',
    responses: { 200: { description: 'The next step.', schema: STATUS }, 404: 'Receipt not found.' },
  },
];
