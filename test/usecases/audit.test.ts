import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_RETENTION } from '../../src/core/administration/retention.ts';
import { HOUR, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Mailer } from '../../src/ports/mail.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { createKey, revokeKey } from '../../src/usecases/admin/apiKeys.ts';
import { saveBusiness } from '../../src/usecases/admin/business.ts';
import { setCampaignActive } from '../../src/usecases/admin/campaigns.ts';
import { choosePassword } from '../../src/usecases/admin/choosePassword.ts';
import { addNamedItem, removeNamedItem, renameNamedItem, TEAMS } from '../../src/usecases/admin/namedItems.ts';
import { editPerson, invitePerson } from '../../src/usecases/admin/people.ts';
import { makeLink } from '../../src/usecases/admin/personLinks.ts';
import { resendMail } from '../../src/usecases/admin/resendMail.ts';
import { saveRetention } from '../../src/usecases/admin/retention.ts';
import { sweepAudit } from '../../src/usecases/admin/settleAudit.ts';
import { crashesAt } from '../support/crash.ts';
import { startWorld, type World } from '../support/world.ts';

const ROBIN = { id: 'robin', language: 'en' } as const;
const SAM = { id: 'sam', language: 'en' } as const;
const PERSON = { name: 'Kim', role: 'supervisor', language: 'ko', agent: null } as const;
const BUSINESS = { country: 'US', language: 'en', zone: 'UTC', hours: null } as const;
const mailer: Mailer = { send: () => Promise.resolve({ ok: true }), counts: () => ({}) };

let world: World;
beforeEach(async () => {
  world = await startWorld({}, { mailer });
});
afterEach(() => world.stop());

/** What nodes tell each other is written behind, whenever it is ready. */
const ITSELF_IS_NO_CHANGE = { _id: { $ne: 'notices' as never } };

/** What administrators change, as it is stored. */
async function things(): Promise<string> {
  const names = ['business', 'campaigns', 'users', 'teams', 'apiKeys', 'settings', 'mails'];
  const all = names.map((name) =>
    world.connection.collection(name).find(ITSELF_IS_NO_CHANGE).sort({ _id: 1 }).toArray(),
  );
  return JSON.stringify(await Promise.all(all));
}
const entries = async () => (await world.parts.audit.list({ limit: 200 })).items;
const count = async (collection: string) => world.connection.collection(collection).countDocuments({});
const teamNamed = async (name: string) => {
  const added = await addNamedItem(world.parts, TEAMS, ROBIN, name);
  if (!added.ok) throw new Error(added.message);
  return added.saved;
};

/** Makes ready what the `nth` attempt needs, and returns the change. */
type Attempt = (nth: number) => Promise<(parts: Parts) => Promise<unknown>>;
const ATTEMPTS: readonly (readonly [string, Attempt])[] = [
  [
    'the business',
    async (nth) => {
      const basedOn = (await world.parts.business.get())?.version ?? 0;
      return (parts) => saveBusiness(parts, ROBIN, basedOn, { ...BUSINESS, name: `Business ${nth}` });
    },
  ],
  [
    'a campaign',
    async () => {
      const [campaign] = await world.parts.campaigns.stored();
      return (parts) =>
        setCampaignActive(parts, ROBIN, campaign?.id ?? '', campaign?.version ?? 0, campaign?.active !== true);
    },
  ],
  ['a new team', (nth) => Promise.resolve((parts) => addNamedItem(parts, TEAMS, ROBIN, `Team ${nth}`))],
  [
    'a team',
    async (nth) => {
      const { id, version } = await teamNamed(`Team ${nth}`);
      return (parts) => renameNamedItem(parts, TEAMS, ROBIN, { id, basedOn: version, name: `New ${nth}` });
    },
  ],
  [
    'a team that goes',
    async (nth) => {
      const { id } = await teamNamed(`Team ${nth}`);
      return (parts) => removeNamedItem(parts, TEAMS, ROBIN, id);
    },
  ],
  [
    'an invitation',
    (nth) => Promise.resolve((parts) => invitePerson(parts, ROBIN, { ...PERSON, email: `kim${nth}@example.com` })),
  ],
  [
    'a person',
    async (nth) => {
      await world.addAgent(`p${nth}`);
      const { agent, language, role, version } = (await world.parts.users.byId(`p${nth}`))!;
      const fields = { name: 'Renamed', role, language, agent: agent ?? null };
      return (parts) => editPerson(parts, ROBIN, `p${nth}`, version, fields);
    },
  ],
  [
    'a password that is chosen',
    async (nth) => {
      await world.addAgent(`p${nth}`);
      const made = await makeLink(world.parts, (await world.parts.users.byId(`p${nth}`))!, 'passwordReset');
      const token = made?.link.split('#')[1] ?? '';
      return (parts) => choosePassword(parts, 'passwordReset', { token, password: 'a long enough one' });
    },
  ],
  ['a key', () => Promise.resolve((parts) => createKey(parts, ROBIN, { name: 'CRM', scopes: ['leads:create'] }))],
  [
    'a key that is revoked',
    async () => {
      const { key } = await createKey(world.parts, ROBIN, { name: 'CRM', scopes: ['leads:create'] });
      return (parts) => revokeKey(parts, ROBIN, key.id);
    },
  ],
  [
    'retention',
    async (nth) => {
      const basedOn = (await world.parts.settings.get<{ version: number }>('retention'))?.version ?? 0;
      return (parts) => saveRetention(parts, ROBIN, basedOn, { ...DEFAULT_RETENTION, rawBodies: nth });
    },
  ],
  [
    'a mail that is sent again',
    async (nth) => {
      const { mails } = world.parts;
      const about = {
        kind: 'invitation',
        to: 'kim@example.com',
        language: 'ko',
        data: { link: '/welcome#x' },
      } as const;
      await mails.queue({ key: `invitation:${nth}`, ...about, dueAt: world.now() - 1 });
      const [mail] = await mails.lease({ holder: 'a', now: world.now(), until: world.now() + HOUR, limit: 1 });
      await mails.end(mail!.id, 'a', { state: 'dead', why: 'refusedRecipient' }, world.now());
      return (parts) => resendMail(parts, ROBIN, mail!.id);
    },
  ],
];

test.each(ATTEMPTS)(
  '[A25] a crash at any moment leaves a change and its entry, or neither: %s',
  async (_what, ready) => {
    let isKilled = true;
    for (let nth = 1; isKilled; nth += 1) {
      const change = await ready(nth);
      const [before, written] = [await things(), (await entries()).length];
      isKilled = await crashesAt(world.parts, nth, change);
      world.pass(31 * SECOND);
      await sweepAudit(world.parts);
      const isMade = (await things()) !== before;
      expect({ nth, entries: (await entries()).length - written }).toEqual({ nth, entries: isMade ? 1 : 0 });
      expect(await count('auditIntents')).toBe(0);
      if (!isKilled) expect(isMade).toBe(true);
    }
  },
);

test('[A25] a change that was cut off is not mistaken for the same version by somebody else', async () => {
  const { id } = await teamNamed('North');
  const rename = (by: typeof ROBIN | typeof SAM, name: string) => (parts: Parts) =>
    renameNamedItem(parts, TEAMS, by, { id, basedOn: 1, name });
  // Written down as intended, and dead before the change.
  expect(await crashesAt(world.parts, 2, rename(ROBIN, 'Robin’s'))).toBe(true);
  expect(await count('auditIntents')).toBe(1);
  world.pass(SECOND);
  await rename(SAM, 'Sam’s')(world.parts);
  world.pass(31 * SECOND);
  await sweepAudit(world.parts);
  const [last, ...older] = await entries();
  expect(last).toMatchObject({ by: 'sam', action: 'edit', after: { name: 'Sam’s' } });
  expect(older.map(({ action }) => action)).toEqual(['create']);
});
