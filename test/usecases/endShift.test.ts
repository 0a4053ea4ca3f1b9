import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { markDeskSilent, sweepLostDesks } from '../../src/usecases/agents/agentPresence.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { choosePresence, setAgentPresence, handleSignOut } from '../../src/usecases/agents/choosePresence.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { watchAlarms } from '../../src/usecases/floor/watchAlarms.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

const endShift = (parts: World['parts'], agentId: string) => choosePresence(parts, agentId, 'offline', undefined);

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('[R22] leaving on purpose while connecting', () => {
  async function connecting(): Promise<string> {
    await world.addAgent('ana', { idleSince: world.now() - MINUTE });
    await world.addAgent('ben');
    const id = await world.inquire();
    await world.tick();
    await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    world.pass(5 * SECOND);
    return id;
  }

  test.each([
    ['by ending the shift', () => choosePresence(world.parts, 'ana', 'offline', undefined)],
    [
      'by a supervisor',
      () => setAgentPresence(world.parts, 'sam', 'ana', { presence: 'offline', reason: 'went home' }),
    ],
    [
      'by signing out after the window was closed',
      async () => {
        await markDeskSilent(world.parts, 'ana');
        await handleSignOut(world.parts, 'ana');
      },
    ],
  ])('%s: the lead rings at somebody else at once', async (_how, leave) => {
    const id = await connecting();
    await leave();
    await world.tick();
    expect(await world.parts.agents.byId('ana')).toMatchObject({ presence: 'offline' });
    expect(await world.parts.leads.byId(id)).toMatchObject({
      state: 'offered',
      offer: { agents: [{ agentId: 'ben' }] },
    });
  });

  test.each([
    ['by signing out while the desk is open', [markDeskSilent, endShift]],
    ['by closing the window after the shift', [endShift, markDeskSilent]],
  ])('[W54] the desk of an agent who left isn’t open, rather than not responding: %s', async (_how, steps) => {
    await world.addAgent('ana');
    for (const step of steps) await step(world.parts, 'ana');
    expect(await world.parts.agents.byId('ana')).toMatchObject({ presence: 'offline', reach: 'absent' });
  });

  test('[W54] a desk that is silent off shift, after a crash in between, isn’t open 30 s later', async () => {
    await world.addAgent('ana', { presence: 'offline' });
    await world.parts.agents.setReach('ana', 'silent', world.now() - 30 * SECOND);
    await sweepLostDesks(world.parts);
    expect(await world.parts.agents.byId('ana')).toMatchObject({ presence: 'offline', reach: 'absent' });
  });

  test('a sign-out elsewhere leaves a desk that answers alone, and so does going away', async () => {
    const id = await connecting();
    await handleSignOut(world.parts, 'ana');
    await choosePresence(world.parts, 'ana', 'away', 'meal');
    await world.tick();
    expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'connecting', owner: { agentId: 'ana' } });
  });

  test('what a crash left in hand is taken back by the next pass, and nothing is on what is older than the accept', async () => {
    const id = await connecting();
    await world.parts.agents.setPresence('ana', 'offline', undefined, world.now() - MINUTE);
    await routeLeads(world.parts);
    expect((await world.parts.leads.byId(id))?.state).toBe('connecting');
    await world.parts.agents.setPresence('ana', 'away', 'break', world.now());
    await world.parts.agents.setPresence('ana', 'offline', undefined, world.now());
    await routeLeads(world.parts);
    expect((await world.parts.leads.byId(id))?.state).toBe('waiting');
  });
});

test('[R22] [V22] who leaves in a conversation keeps it; without a desk a supervisor is alarmed and may end it at once', async () => {
  await world.addAgent('ana');
  const id = await world.inquire();
  await world.tick();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
  await choosePresence(world.parts, 'ana', 'offline', undefined);
  expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'talking', owner: { agentId: 'ana' } });
  const close = { verb: 'close', outcome: 'won' } as const;
  expect(await superviseLead(world.parts, 'sam', id, close)).toMatchObject({ code: 'wrong-state' });
  await markDeskSilent(world.parts, 'ana');
  await watchAlarms(world.parts);
  expect((await world.parts.alarms.open()).map(({ kind }) => kind)).toEqual(['agentSilent']);
  expect(await superviseLead(world.parts, 'sam', id, close)).toMatchObject({ ok: true, lead: { outcome: 'won' } });
});
