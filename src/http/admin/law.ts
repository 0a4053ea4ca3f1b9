/** The law of calls by place over HTTP, for administrators. */
import joi from 'joi';
import { isRegion } from '../../core/administration/checkLaw.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { isCountry } from '../../intake/numbers.ts';
import { LINES } from '../../intake/validate.ts';
import type { LawFields } from '../../shared/adminLaw.ts';
import { removeLawRow, saveLawRow, viewLaw } from '../../usecases/admin/callingLaw.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';

const version = joi.number().integer().min(0).required();
const hours = joi.string().max(20);
const ROW = joi.object<LawFields & { version: number }>({
  version,
  weekdays: hours.required(),
  saturday: hours.allow(null).required(),
  sunday: hours.allow(null).required(),
  holidays: joi.boolean().required(),
  maxPerDay: joi.number().integer().allow(null).required(),
  // Programs written before it could be changed don't send it.
  unaskedPer30Days: joi.number().integer().allow(null).default(null),
  source: joi.string().max(200).required(),
  verifiedOn: joi.string().max(10).required(),
  note: joi.string().max(500).meta(LINES).allow('').default(''),
});
const BASED_ON = joi.object<{ version: number }>({ version });
const NEWER = 'Someone saved a newer version first; it’s included in the response.';
const NO_PLACE = 'No such place: use a country, or a state or province such as US-FL.';

export function lawRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/law',
      who: 'administrator',
      summary:
        'Calling hours, holidays and attempts a day by country and state, each with its source and when it was verified.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => viewLaw(parts),
    }),
    route({
      method: 'put',
      path: '/api/admin/law/:place',
      who: 'administrator',
      summary:
        'Change, confirm or add the row of a place, based on a version. Hours are written as 8-20 or 9-21:30; null: no calls. Nothing can exceed what ships for the place, or what its country permits.',
      body: ROW,
      reply: { 200: 'The law as it applies now.', 404: NO_PLACE, 409: NEWER },
      run: async ({ parts, user, params: { place }, body: { version: basedOn, ...fields } }) => {
        if (!isCountry(place) && !isRegion(place)) return failure('not-found', NO_PLACE);
        return savedOf(await saveLawRow(parts, user, basedOn, { place, fields }));
      },
    }),
    route({
      method: 'delete',
      path: '/api/admin/law/:place',
      who: 'administrator',
      summary: 'Remove the business’s row for a place: the one that ships applies again, if any.',
      body: BASED_ON,
      reply: { 200: 'The law as it applies now.', 404: 'You haven’t changed the row of this place.', 409: NEWER },
      run: async ({ parts, user, params: { place }, body }) =>
        savedOf(await removeLawRow(parts, user, body.version, place)),
    }),
  ];
}
