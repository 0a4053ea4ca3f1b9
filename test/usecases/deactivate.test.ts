import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeadState } from '../../src/core/vocabulary/states.ts';
import { HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { deactivatePerson, editPerson, reactivatePerson } from '../../src/usecases/admin/people.ts';
import { sweepAgents } from '../../src/usecases/admin/retirePerson.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

const BOSS = { id: 'boss', language: 'en' } as const;

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

async function leadIn(state: LeadState): Promise<string> {
  const { parts } = world;
  const leadId = await world.inquire();
  await world.tick();
  if (state === 'offered') return leadId;
  await world.seeAll();
  await acceptOffer(parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  if (state === 'connecting') return leadId;
  await workLead(parts, leadId, { kind: 'talking', agentId: 'ana' });
  if (state === 'talking') return leadId;
  await workLead(parts, leadId, { kind: 'ended', agentId: 'ana' });
  return leadId;
}

async function deactivateAna(): Promise<void> {
  const result = await deactivatePerson(world.parts, BOSS, 'ana', 1);
  expect(result).toMatchObject({ ok: true, saved: { state: 'deactivated' } });
}

describe.each(['offered', 'connecting', 'talking', 'wrapUp'] as const)('a lead that is %s', (state) => {
  test('[A13] goes on to somebody else, who sees what happened', async () => {
    const leadId = await leadIn(state);
    await world.addAgent('ben');
    await deactivateAna();
    await world.tick();
    expect(await world.parts.leads.byId(leadId)).toMatchObject({
      state: 'offered',
      offer: { agents: [{ agentId: 'ben' }] },
    });
    const lost = (await world.parts.leads.timeline(leadId)).find(({ kind }) => kind === 'lost');
    expect(lost).toMatchObject({ by: { kind: 'agent', id: 'ana' }, data: { why: 'deactivated', from: state } });
    expect(await world.parts.leads.heldBy('ana')).toEqual([]);
    expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
  });
});

test('[A13] a promise of their own becomes anyone’s, at the same time', async () => {
  const leadId = await leadIn('talking');
  const by = { kind: 'agent', id: 'ana' } as const;
  const at = world.now() + HOUR;
  await workLead(world.parts, leadId, { kind: 'followUp', by, at, ownerId: 'ana' });
  await deactivateAna();
  const lead = await world.parts.leads.byId(leadId);
  expect(lead).toMatchObject({ state: 'callback', promise: { dueAt: at } });
  expect(lead?.promise?.ownerId).toBeUndefined();

  await world.addAgent('ben');
  world.pass(HOUR);
  await world.tick();
  expect(await world.parts.leads.byId(leadId)).toMatchObject({
    state: 'offered',
    offer: { agents: [{ agentId: 'ben' }] },
  });
});

test('[A13] a lead that waited for them alone is anyone’s at once', async () => {
  await world.parts.agents.setPresence('ana', 'away', 'break', world.now());
  const leadId = await world.inquire();
  const by = { kind: 'supervisor', id: 'sam' } as const;
  await workLead(world.parts, leadId, { kind: 'reassign', by, agentId: 'ana' });
  await world.addAgent('ben');
  await world.tick();
  expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'waiting', wait: { forAgentId: 'ana' } });
  await deactivateAna();
  await world.tick();
  expect(await world.parts.leads.byId(leadId)).toMatchObject({
    state: 'offered',
    offer: { agents: [{ agentId: 'ben' }] },
  });
});

test('[A13] the sign-ins end, and the agent is offline for good until reactivated', async () => {
  const { parts } = world;
  const session = { tokenHash: 'hash', userId: 'ana', createdAt: 0, seenAt: 0, expiresAt: world.now() + HOUR };
  await parts.sessions.add(session);
  await deactivateAna();
  expect(await parts.sessions.find('hash')).toBeNull();
  expect(await parts.agents.setPresence('ana', 'available', undefined, world.now())).toBeNull();
  expect(await parts.agents.byId('ana')).toMatchObject({ presence: 'offline', presenceReason: 'deactivated' });
  await reactivatePerson(parts, BOSS, 'ana', 2);
  expect(await parts.agents.setPresence('ana', 'available', undefined, world.now())).not.toBeNull();
});

test('[A13] a deactivation that was cut off is finished by the sweep', async () => {
  const { parts } = world;
  const leadId = await leadIn('talking');
  const ana = (await parts.users.byId('ana'))!;
  // The write is there, and nothing that follows it.
  await parts.users.edit({ ...ana, active: false, version: 2 }, 1);
  await world.addAgent('ben');
  await sweepAgents(parts);
  await world.tick();
  expect(await parts.leads.byId(leadId)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ben' }] } });
});

test('[R138] a supervisor who takes leads is known as one, also from before, and no longer after', async () => {
  const { parts } = world;
  const ana = (await parts.users.byId('ana'))!;
  await parts.users.edit({ ...ana, role: 'supervisor', version: 2 }, 1);
  await sweepAgents(parts);
  expect(await parts.agents.byId('ana')).toMatchObject({ isSupervisor: true, presence: 'available' });
  const agent = { teamIds: [], languages: ['en'] as const, skills: {}, capacity: 1 };
  await editPerson(parts, BOSS, 'ana', 2, { name: 'Ana', role: 'agent', language: 'en', agent });
  expect(await parts.agents.byId('ana')).not.toHaveProperty('isSupervisor');
});

test('[A13] who takes no leads any more hands on their work as well, and a profile counts at once', async () => {
  const { parts } = world;
  const leadId = await leadIn('connecting');
  const fields = { name: 'Ana Silva', role: 'agent', language: 'en' } as const;
  const agent = { teamIds: [], languages: ['en', 'ko'] as const, skills: {}, capacity: 3 };
  await editPerson(parts, BOSS, 'ana', 1, { ...fields, agent });
  expect(await parts.agents.byId('ana')).toMatchObject({ name: 'Ana Silva', ...agent, presence: 'available' });
  await editPerson(parts, BOSS, 'ana', 2, { ...fields, agent: null });
  world.pass(MINUTE / 60);
  await world.tick();
  expect((await parts.leads.byId(leadId))?.state).toBe('waiting');
  expect(await parts.agents.byId('ana')).toMatchObject({ presence: 'offline' });
});
