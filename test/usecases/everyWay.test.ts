/** Whichever way puts a number on a list, nothing that is planned for it stays. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { DoNotCallSource } from '../../src/core/law/doNotCall.ts';
import { PROSPECT, SYSTEM } from '../../src/core/vocabulary/people.ts';
import { DAY } from '../../src/core/vocabulary/time.ts';
import { importRegistry } from '../../src/usecases/admin/importRegistry.ts';
import { listNumber, listNumbers } from '../../src/usecases/doNotCall/listNumber.ts';
import { registryScrub } from '../../src/usecases/lead/scrubCallbacks.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const one = (source: DoNotCallSource) => (tel: string) =>
  listNumber(world.parts, { id: source, tel, at: world.now(), by: PROSPECT, source });

/** A new way doesn't compile until it is here. */
const WAYS: Readonly<Record<DoNotCallSource | 'registry', (tel: string) => Promise<unknown>>> = {
  outcome: one('outcome'),
  desk: one('desk'),
  page: one('page'),
  text: one('text'),
  call: one('call'),
  import: (tel) => listNumbers(world.parts, [tel], { id: 'file', at: world.now(), by: SYSTEM, source: 'import' }),
  admin: one('admin'),
  spoken: one('spoken'),
  email: one('email'),
  letter: one('letter'),
  complaint: one('complaint'),
  other: one('other'),
  registry: async (tel) => {
    const line = `${tel.slice(2, 5)},${tel.slice(5)}\n`;
    const content = Readable.from([new TextEncoder().encode(line)]);
    const asOf = Math.floor(world.now() / DAY) * DAY;
    const file = { kind: 'full', asOf, allowsFewer: true, content, received: () => 1, size: null } as const;
    expect(await importRegistry(world.parts, { id: 'robin' }, file)).toMatchObject({ ok: true });
    await registryScrub(world.parts)();
  },
};

describe('[L113] a promised call ends at once when its number is listed', () => {
  test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('by way of %s', async (way) => {
    const at = Object.keys(WAYS).indexOf(way);
    const tel = `+120255501${String(at).padStart(2, '0')}`;
    const { consent } = testInquiry('', 0, '');
    const leadId = await world.inquire({ tel, consent: { ...consent, call: false, now: true } });
    expect(
      await workLead(world.parts, leadId, { kind: 'followUp', by: SAM, at: world.now() + 95 * DAY }),
    ).toMatchObject({ ok: true });
    // The inquiry covers a number of the registry for 89 days.
    world.pass(way === 'registry' ? 90 * DAY : 1);
    expect((await world.parts.leads.byId(leadId))?.state).toBe('callback');
    await WAYS[way](tel);
    expect(await world.parts.leads.byId(leadId)).toMatchObject({
      ...{ state: 'closed', outcome: way === 'registry' ? 'unreachable' : 'doNotCall' },
    });
    expect((await world.parts.leads.byId(leadId))?.promise).toBeUndefined();
  });

  // The store’s own call keeps an entry in force when its person is erased.
  test('and no use case adds a number in another way', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^(usecases|http|sockets|jobs)\b.*\.ts$/.test(name),
    );
    const adding = files.filter((name) =>
      /\bdoNotCall\s*\.\s*(add|addAll)\b/.test(readFileSync(join('src', name), 'utf8')),
    );
    expect(adding).toEqual([join('usecases', 'doNotCall', 'listNumber.ts')]);
  });
});
