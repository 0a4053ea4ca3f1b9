/**
 * One person, found by number, email address or one of their leads: what is stored about them, erasing it, and what an
 * erasure keeps under seal. Numbers and addresses are sent in bodies, never in URLs.
 */
import joi from 'joi';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import type { Parts } from '../../ports/parts.ts';
import { CODE, LINES } from '../../intake/validate.ts';
import { ERASURE_KEEPS, type ErasureKeeps } from '../../shared/adminPersons.ts';
import { exportDossier } from '../../usecases/evidence/exportDossier.ts';
import { erasePerson, erasureById, latestErasures } from '../../usecases/persons/erasePerson.ts';
import { keyOfEmail, keyOfLead, keyOfTel } from '../../usecases/persons/findPerson.ts';
import { compactNow, viewStorage } from '../../usecases/persons/compactDatabase.ts';
import { openSeal } from '../../usecases/persons/sealPerson.ts';
import { viewPerson } from '../../usecases/persons/viewPerson.ts';
import { answer, route, type Route } from '../plumbing/route.ts';
import { numberIn } from './doNotCall.ts';
import { sendDossier } from './sendDossier.ts';

interface Whom {
  readonly tel?: string;
  readonly email?: string;
  readonly leadId?: string;
}

const WHOM = {
  tel: CODE.max(60),
  email: CODE.max(254).email({ tlds: { allow: false } }),
  leadId: CODE.max(64),
};
const BODIES = {
  find: joi.object<Whom>(WHOM).xor('tel', 'email', 'leadId'),
  erase: joi
    .object<Whom & { lastFour: string; tellsCustomer?: boolean; keeps?: ErasureKeeps }>({
      ...WHOM,
      lastFour: CODE.max(4).required(),
      tellsCustomer: joi.boolean(),
      keeps: joi.string().valid(...ERASURE_KEEPS),
    })
    .xor('tel', 'email', 'leadId'),
  dossier: joi
    .object<Whom & { format?: 'json' | 'html' }>({ ...WHOM, format: joi.string().valid('json', 'html') })
    .xor('tel', 'email', 'leadId'),
  open: joi.object<{ reason: string }>({ reason: joi.string().min(10).max(500).meta(LINES).required() }),
};

const NO_LEAD = { 404: 'No such lead, or its person was erased already.' } as const;

export function personRoutes(): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/persons/find',
      who: 'administrator',
      summary:
        'What is stored about a person: counts, the newest of each kind, and what an erasure would keep. By number, by the email address of a person without one, or by one of their leads.',
      body: BODIES.find,
      reply: { 200: 'OK. All counts are 0 if nothing is stored.', ...NO_LEAD },
      run: async ({ parts, body }) => {
        const whom = await keyIn(parts, body);
        return whom.ok ? viewPerson(parts, whom.key) : whom;
      },
    }),
    route({
      method: 'post',
      path: '/api/persons/dossier',
      who: 'administrator',
      summary:
        'The dossier of a person as a file: consent certificates, histories, calls, offers with their decisions and do-not-call requests, signed. It can be checked without Leadbell: npm run verify-dossier. `format: html`: a page to read instead, in your language.',
      body: BODIES.dossier,
      reply: { 200: 'A file.', ...NO_LEAD },
      run: async ({ parts, user, body, res }) => {
        const whom = await keyIn(parts, body);
        if (!whom.ok) return whom;
        const result = await exportDossier(parts, user, whom.key);
        if (!result.ok) return result;
        return sendDossier(res, result, body.format ?? 'json', user.language);
      },
    }),
    route({
      method: 'post',
      path: '/api/persons/erase',
      who: 'administrator',
      summary:
        'Erase everything about a person. Open leads end their calls and close first. `lastFour` confirms it: the last four characters of the number or address. `tellsCustomer`: appointments ahead are canceled by email. `keeps: sealed`: the records that 16 CFR 310.5 requires are kept, encrypted, for five years; `nothing`, the default, also deletes what an earlier erasure kept.',
      body: BODIES.erase,
      reply: {
        200: 'Erased.',
        202: 'Under way: calls are ending, or an email is being sent. Ask for it by its ID.',
        409: 'The person is being erased with another choice of `keeps` or `tellsCustomer`.',
        ...NO_LEAD,
      },
      run: async ({ parts, user, body }) => {
        const whom = await keyIn(parts, body);
        if (!whom.ok) return whom;
        const { lastFour, tellsCustomer = false, keeps = 'nothing' } = body;
        const result = await erasePerson(parts, user, { key: whom.key, lastFour, tellsCustomer, keeps });
        return result.ok ? answer(result.erasure.state === 'done' ? 200 : 202, result.erasure) : result;
      },
    }),
    route({
      method: 'get',
      path: '/api/persons/storage',
      who: 'administrator',
      summary: 'Until when the database file may still contain erased data.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => viewStorage(parts),
    }),
    route({
      method: 'post',
      path: '/api/persons/storage/compact',
      who: 'administrator',
      summary: 'Rewrite the embedded database’s file now, without erased data. Writes wait until it’s done.',
      reply: { 200: 'Done.', 409: 'The database is a MongoDB, whose files Leadbell can’t rewrite.' },
      run: async ({ parts, user }) => {
        const result = await compactNow(parts, user);
        return result.ok ? result.storage : result;
      },
    }),
    route({
      method: 'get',
      path: '/api/persons/erasures',
      who: 'administrator',
      summary: 'The latest erasures, newest first.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ erasures: await latestErasures(parts) }),
    }),
    route({
      method: 'post',
      path: '/api/persons/erasures/:id/open',
      who: 'administrator',
      summary: 'What an erasure keeps under seal. The written reason is in the audit log before anything is shown.',
      body: BODIES.open,
      reply: { 200: 'The records, oldest first.', 404: 'Nothing is kept under this seal.' },
      run: async ({ parts, user, params, body }) => {
        const result = await openSeal(parts, user, { id: params.id, reason: body.reason });
        return result.ok ? result.opened : result;
      },
    }),
    route({
      method: 'get',
      path: '/api/persons/erasures/:id',
      who: 'administrator',
      summary: 'Progress of an erasure.',
      reply: { 200: 'OK.', 404: 'No such erasure.' },
      run: async ({ parts, params }) =>
        (await erasureById(parts, params.id)) ?? failure('not-found', 'Erasure not found.'),
    }),
  ];
}

async function keyIn(
  parts: Parts,
  { tel, email, leadId }: Whom,
): Promise<{ readonly ok: true; readonly key: string } | Failure> {
  if (leadId !== undefined) {
    const key = await keyOfLead(parts, leadId);
    return key === null ? failure('not-found', 'Lead not found.') : { ok: true, key };
  }
  if (email !== undefined) return { ok: true, key: keyOfEmail(email.toLowerCase()) };
  if (tel === undefined)
    return failure('bad-input', 'Some fields aren’t valid.', { mistakes: [mistake('tel', 'phoneUnread')] });
  const read = await numberIn(parts, tel);
  return read.ok ? { ok: true, key: keyOfTel(read.tel) } : read;
}
