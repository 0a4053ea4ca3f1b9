/**
 * One person, found by number or by a lead: what is stored about them, and erasing it. Numbers are sent in bodies, never
 * in URLs.
 */
import joi from 'joi';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import type { Parts } from '../../ports/parts.ts';
import { CODE } from '../../intake/validate.ts';
import { erasePerson, erasureById } from '../../usecases/persons/erasePerson.ts';
import { findPerson, keyOfLead, keyOfTel } from '../../usecases/persons/findPerson.ts';
import { answer, route, type Route } from '../plumbing/route.ts';
import { numberIn } from './doNotCall.ts';

interface Whom {
  readonly tel?: string;
  readonly leadId?: string;
}

const WHOM = { tel: CODE.max(60), leadId: CODE.max(64) };
const BODIES = {
  find: joi.object<Whom>(WHOM).xor('tel', 'leadId'),
  erase: joi
    .object<Whom & { lastFour: string; tellsCustomer?: boolean }>({
      ...WHOM,
      lastFour: CODE.max(4).required(),
      tellsCustomer: joi.boolean(),
    })
    .xor('tel', 'leadId'),
};

const NO_LEAD = { 404: 'No such lead, or its person was erased already.' } as const;

export function personRoutes(): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/persons/find',
      who: 'administrator',
      summary: 'How much is stored about a person, by kind. By number, or by one of their leads.',
      body: BODIES.find,
      reply: { 200: 'OK. All counts are 0 if nothing is stored.', ...NO_LEAD },
      run: async ({ parts, body }) => {
        const whom = await keyIn(parts, body);
        return whom.ok ? findPerson(parts, whom.key) : whom;
      },
    }),
    route({
      method: 'post',
      path: '/api/persons/erase',
      who: 'administrator',
      summary:
        'Erase everything about a person. Open leads end their calls and close first. `lastFour` confirms it: the last four characters of the number or address. `tellsCustomer`: appointments ahead are canceled by email.',
      body: BODIES.erase,
      reply: {
        200: 'Erased.',
        202: 'Under way: calls are ending, or an email is being sent. Ask for it by its ID.',
        ...NO_LEAD,
      },
      run: async ({ parts, user, body }) => {
        const whom = await keyIn(parts, body);
        if (!whom.ok) return whom;
        const { lastFour, tellsCustomer = false } = body;
        const result = await erasePerson(parts, user, { key: whom.key, lastFour, tellsCustomer });
        return result.ok ? answer(result.erasure.state === 'done' ? 200 : 202, result.erasure) : result;
      },
    }),
    route({
      method: 'get',
      path: '/api/persons/erasures/:id',
      who: 'administrator',
      summary: 'How far an erasure is.',
      reply: { 200: 'OK.', 404: 'No such erasure.' },
      run: async ({ parts, params }) =>
        (await erasureById(parts, params.id)) ?? failure('not-found', 'Erasure not found.'),
    }),
  ];
}

async function keyIn(
  parts: Parts,
  { tel, leadId }: Whom,
): Promise<{ readonly ok: true; readonly key: string } | Failure> {
  if (leadId !== undefined) {
    const key = await keyOfLead(parts, leadId);
    return key === null ? failure('not-found', 'Lead not found.') : { ok: true, key };
  }
  if (tel === undefined)
    return failure('bad-input', 'Some fields aren’t valid.', { mistakes: [mistake('tel', 'phoneUnread')] });
  const read = await numberIn(parts, tel);
  return read.ok ? { ok: true, key: keyOfTel(read.tel) } : read;
}
