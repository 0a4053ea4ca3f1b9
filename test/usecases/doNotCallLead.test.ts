/** "Do not call" from the desk or the lead's page, at any moment. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { doNotCallLead } from '../../src/usecases/doNotCall/doNotCallLead.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

const TEL = '+12025550143';
const REASON = 'Said so while the roof was talked about';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
  await world.addAgent('ben', { presence: 'away' });
});
afterEach(() => world.stop());

async function inHand(): Promise<string> {
  const id = await world.inquire({ tel: TEL });
  await world.tick();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  world.pass(SECOND);
  return id;
}
const ask = (leadId: string, by: { kind: 'agent' | 'supervisor'; id: string }) =>
  doNotCallLead(world.parts, leadId, { id: 'click_1', by, reason: REASON });
const ANA = { kind: 'agent', id: 'ana' } as const;
const marks = async () => (await world.parts.doNotCall.list({ limit: 5 })).items.flatMap((entry) => entry.marks);

describe('[L28] do not call', () => {
  test.each(['connecting', 'talking', 'wrapUp'] as const)(
    'while %s lists the number, and the call goes on',
    async (state) => {
      const id = await inHand();
      if (state !== 'connecting') await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
      if (state === 'wrapUp') await workLead(world.parts, id, { kind: 'ended', agentId: 'ana' });
      expect(await ask(id, ANA)).toMatchObject({ ok: true, lead: { state } });
      expect(await marks()).toMatchObject([{ kind: 'added', by: ANA, source: 'desk', leadId: id, reason: REASON }]);
      const history = await world.parts.leads.timeline(id);
      expect(history.find(({ kind }) => kind === 'listed')).toMatchObject({ by: ANA, data: { source: 'desk' } });
      // The same click once more is nothing new.
      await ask(id, ANA);
      expect(await marks()).toHaveLength(1);
    },
  );

  test('in the middle of a call permits no callback after it', async () => {
    const id = await inHand();
    await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
    await ask(id, ANA);
    const callback = { at: world.now() + 3_600_000, owner: 'me' } as const;
    expect(await finishLead(world.parts, 'ana', id, { outcome: null, callback })).toMatchObject({
      ...{ ok: false, code: 'may-not-contact' },
    });
    expect(await finishLead(world.parts, 'ana', id, { outcome: 'notInterested' })).toMatchObject({ ok: true });
    expect(await world.parts.doNotCall.since(TEL)).not.toBeNull();
  });

  test('is for who has the lead, and for supervisors', async () => {
    const id = await inHand();
    expect(await ask(id, { kind: 'agent', id: 'ben' })).toMatchObject({ ok: false, code: 'not-yours' });
    expect(await world.parts.doNotCall.since(TEL)).toBeNull();
    expect(await ask(id, { kind: 'supervisor', id: 'sam' })).toMatchObject({ ok: true });
    expect(await world.parts.doNotCall.since(TEL)).not.toBeNull();
  });

  test('by a supervisor closes what waits, and lists who was closed otherwise', async () => {
    const id = await world.inquire({ tel: TEL });
    const sam = { kind: 'supervisor', id: 'sam' } as const;
    expect(await ask(id, sam)).toMatchObject({ lead: { state: 'closed', outcome: 'doNotCall' } });
    const other = await world.inquire({ tel: '+12025550144' });
    await workLead(world.parts, other, { kind: 'close', by: sam, outcome: 'won' });
    expect(await ask(other, sam)).toMatchObject({ ok: true, lead: { outcome: 'won' } });
    expect(await world.parts.doNotCall.since('+12025550144')).not.toBeNull();
  });
});

test('[L24] the outcome doNotCall ends what was opened for the number before the entry was stored', async () => {
  const id = await world.inquire({ tel: TEL });
  const doNotCall = { ...world.parts.doNotCall, add: () => Promise.reject(new Error('down')) };
  const sam = { kind: 'supervisor', id: 'sam' } as const;
  await workLead({ ...world.parts, doNotCall }, id, { kind: 'close', by: sam, outcome: 'doNotCall' });
  world.pass(SECOND);
  const next = await world.inquire({ tel: TEL });
  expect(await world.parts.leads.byId(next)).toMatchObject({ state: 'waiting' });
  world.pass(MINUTE);
  await sweepEffects(world.parts);
  // The inquiry is newer than the entry: it is kept, and nobody is offered it (L21).
  expect(await world.parts.leads.byId(next)).toMatchObject({ state: 'callback', promise: { why: 'doNotCall' } });
});
