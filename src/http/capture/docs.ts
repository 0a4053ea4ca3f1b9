/** The public door as it is published. */
import type { RouteDoc } from '../openapi.ts';
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
        'What was cut or left out, by field: page, utm, language, timeZone and shownAt never refuse a person. Absent when all was kept.',
    },
  },
};

const STATUS = {
  type: 'object',
  required: ['step', 'serverNow'],
  properties: {
    step: { enum: ['received', 'finding', 'ringing', 'connecting', 'talking', 'promised', 'ended'] },
    agent: { type: 'string', description: 'Given name of the agent, once one has accepted.' },
    dueAt: { type: 'integer', description: 'Milliseconds since 1970: when the promised call is due.' },
    windowUntil: { type: 'integer' },
    zone: { type: 'string' },
    whenThere: { const: true, description: 'Nobody is on shift: the call comes as soon as somebody is.' },
    serverNow: { type: 'integer' },
  },
};

export const capturePaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/forms/:formKey/leads',
    summary: 'Send one inquiry. The answer is the same whether the person is known or not.',
    who: 'anyone',
    body: ANY_FORM,
    headers: {
      'Idempotency-Key': 'The same key with the same body has the effect of once; with another body it is refused.',
    },
    responses: {
      200: { description: 'A repeat: the receipt of the first time.', schema: RECEIPT },
      201: { description: 'Stored, durably.', schema: RECEIPT },
      400: 'The body cannot be read.',
      404: 'There is no such form.',
      413: 'The body is larger than 64 kB.',
      415: 'The body is not JSON.',
      422: 'Some fields need another look, each named; or the Idempotency-Key was used with another body.',
      429: 'Too many from this address; Retry-After says when.',
      503: 'It cannot be stored at the moment; Retry-After says when. Nothing was kept.',
    },
  },
  {
    method: 'get',
    path: '/f/:formKey',
    summary: 'The form as a page, in English or Korean (`?lang=`). Works without a script by POST to the same address.',
    who: 'anyone',
    responses: {
      200: { description: 'The page.', type: 'text/html', schema: { type: 'string' } },
      404: { description: 'There is no such form.', type: 'text/html', schema: { type: 'string' } },
    },
  },
  {
    method: 'get',
    path: '/r/:receipt',
    summary: 'What happens next with one inquiry: a page, or JSON when asked for it.',
    who: 'anyone',
    responses: { 200: { description: 'The next step.', schema: STATUS }, 404: 'There is no such receipt.' },
  },
];
