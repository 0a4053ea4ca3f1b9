/** When nobody comes: supervisors are offered the lead, or alerted. */
import { afterEach, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { watchAlarms } from '../../src/usecases/floor/watchAlarms.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { startWorld, type World } from '../support/world.ts';

const POLICY = {
  ...DEFAULT_POLICY,
  steps: [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: MINUTE, offerTo: 1, relax: [], supervisors: true },
  ],
} as const;

let world: World;
afterEach(() => world.stop());

const asked = async () => {
  await watchAlarms(world.parts);
  return (await world.parts.alarms.open()).flatMap(({ kind, leadId }) => (kind === 'supervisorsAsked' ? [leadId] : []));
};

test('[R138] [R140] a lead that no agent can take goes to a supervisor at the last step', async () => {
  world = await startWorld({ policy: POLICY, teamIds: ['solar'] });
  await world.addAgent('sam', { isSupervisor: true });
  const id = await world.inquire();
  world.pass(45 * SECOND);
  await world.tick();
  expect((await world.parts.leads.byId(id))?.state).toBe('waiting');
  world.pass(15 * SECOND);
  await world.tick();
  expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'sam' }] } });
  expect((await world.parts.decisions.ofLead(id))[0]?.asked).toMatchObject({ supervisors: true });
});

test('[R139] without one, supervisors are alerted, and give the lead to an agent', async () => {
  world = await startWorld({ policy: POLICY, teamIds: ['solar'] });
  await world.addAgent('ana', { teamIds: ['solar'], presence: 'away', presenceReason: 'break' });
  const id = await world.inquire();
  world.pass(59 * SECOND);
  await world.tick();
  expect(await asked()).toEqual([]);
  world.pass(SECOND);
  await world.tick();
  expect(await asked()).toEqual([id]);
  expect(await superviseLead(world.parts, 'sam', id, { verb: 'reassign', agentId: 'ana' })).toMatchObject({ ok: true });
  expect(await asked()).toEqual([]);
  await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
  await world.tick();
  expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ana' }] } });
});
