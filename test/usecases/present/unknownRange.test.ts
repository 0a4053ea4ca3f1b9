/** A number of a range that nobody knows, as those see it who may call it. */
import { afterEach, expect, test } from '@jest/globals';
import { mayDial } from '../../../src/core/call/admitCaller.ts';
import { presentLead } from '../../../src/usecases/present/lead.ts';
import { CALLER, TEST_FLOW } from '../../support/calls.ts';
import { startWorld, testInquiry, type World } from '../../support/world.ts';

let world: World;
afterEach(() => world.stop());

test.each([
  ['UNKNOWN', true],
  ['MOBILE', undefined],
])('[F23] %s: marked on the offer and the lead, and called as its country permits', async (telType, isUnknownRange) => {
  world = await startWorld();
  const { person } = testInquiry('x', world.now(), CALLER);
  const id = await world.inquire({ person: { ...person, telCountry: 'US', telType } });
  const lead = (await world.parts.leads.byId(id))!;
  for (const kind of ['offered', 'owner', 'supervisor'] as const) {
    const shown = await presentLead(world.parts, lead, { kind, language: 'en' });
    expect(shown.person.isUnknownRange).toBe(isUnknownRange);
    expect(shown.person.tel).toBe(kind === 'offered' ? undefined : lead.person.tel);
  }
  expect(mayDial(TEST_FLOW, { telCountry: 'US', telType }, 0)).toBeNull();
  expect(mayDial(TEST_FLOW, { telCountry: 'CU', telType }, 0)).toBe('country');
});
