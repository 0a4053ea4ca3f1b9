/** Callbacks that agents agree on, in a campaign that counts how many calls a quarter hour has. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { actOnPage } from '../../src/usecases/customerPage/actOnPage.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { previewCallbackTime } from '../../src/usecases/lead/previewCallbackTime.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { NOON } from '../support/leads.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const EMAIL = 'maria@example.com';
/** The beginning of a quarter hour, on the same day. */
const AT = NOON + HOUR;

let world: World;
let count = 0;
afterEach(() => world.stop());
async function begin(callsPerSlot = 1) {
  world = await startWorld({ callsPerSlot });
  count = 0;
}

/** A lead whose conversation ended a moment ago, with its agent. */
async function talked() {
  count += 1;
  const [agentId, tel] = [`agent_${count}`, `+1202555${3000 + count}`];
  await world.addAgent(agentId);
  const { person, consent } = testInquiry('in_0', world.now(), tel);
  const leadId = await world.inquire({
    tel,
    person: { ...person, email: EMAIL },
    consent: { ...consent, email: true },
  });
  await world.tick();
  await world.seeAll();
  await acceptOffer(world.parts, { agentId, offerId: world.lastOffer(agentId).offerId });
  await changeLead(world.parts, leadId, { kind: 'talking', agentId });
  await workLead(world.parts, leadId, { kind: 'ended', agentId });
  const lead = () => world.parts.leads.byId(leadId);
  const agree = (at: number, more: { outcome?: string; place?: string } = {}) => {
    const { outcome = null, ...where } = more;
    return finishLead(world.parts, agentId, leadId, { outcome, callback: { at, owner: 'me', ...where } });
  };
  return { leadId, lead, agree };
}

const taken = async (at = AT) => (await world.parts.slots.taken(['solar'], at, at + 1)).get('solar')?.get(at) ?? 0;

describe('[P39] a callback that an agent agrees on', () => {
  test('takes a place of its quarter hour, once; without one it is refused, and nothing changes', async () => {
    await begin();
    const first = await talked();
    expect(await first.agree(AT + 5 * MINUTE)).toMatchObject({ ok: true });
    expect(await first.agree(AT + 5 * MINUTE)).toMatchObject({ ok: true });
    expect(await taken()).toBe(1);
    const second = await talked();
    expect(await second.agree(AT + 10 * MINUTE)).toMatchObject({ ok: false, code: 'in-use' });
    expect(await second.lead()).toMatchObject({ state: 'wrapUp' });
    expect(await second.agree(AT + 15 * MINUTE)).toMatchObject({ ok: true });
  });

  test('is one of two at once', async () => {
    await begin();
    const both = [await talked(), await talked()];
    const answers = await Promise.all(both.map(({ agree }) => agree(AT)));
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await taken()).toBe(1);
  });

  test('takes none for an appointment at a place, or where places aren’t counted', async () => {
    await begin();
    const meeting = await talked();
    expect(await meeting.agree(AT, { outcome: 'appointment', place: 'Main St 1' })).toMatchObject({ ok: true });
    expect(await taken()).toBe(0);
    await world.stop();
    await begin(0);
    for (const one of [await talked(), await talked()]) expect(await one.agree(AT)).toMatchObject({ ok: true });
    expect(await taken()).toBe(0);
  });
});

test('[P40] before it is saved, the three nearest free times are shown', async () => {
  await begin();
  await (await talked()).agree(AT);
  const next = await talked();
  const lead = (await next.lead())!;
  expect(await previewCallbackTime(world.parts, lead, AT + MINUTE)).toEqual({
    askedAt: AT + MINUTE,
    dueAt: AT + MINUTE,
    why: null,
    nearest: [AT - 15 * MINUTE, AT + 15 * MINUTE, AT + 30 * MINUTE],
  });
  expect(await previewCallbackTime(world.parts, lead, AT + 15 * MINUTE)).not.toHaveProperty('nearest');
});

describe('[P41] a place that an agent took is free again', () => {
  test('once another time is agreed on, or the customer cancels the call', async () => {
    await begin();
    const { agree, leadId, lead } = await talked();
    await agree(AT);
    await agree(AT + HOUR);
    expect([await taken(), await taken(AT + HOUR)]).toEqual([0, 1]);
    const inquiry = await world.parts.inquiries.byId((await lead())?.inquiries[0]?.id ?? '');
    const token = (await pagePathFor(world.parts, inquiry!, EMAIL)).replace('/p/', '');
    expect(await actOnPage(world.parts, token, { act: 'cancel', seen: AT + HOUR })).toBe('done');
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'closed' });
    expect(await taken(AT + HOUR)).toBe(0);
  });

  test('if the callback could not be promised', async () => {
    await begin();
    const { leadId } = await talked();
    const stranger = await finishLead(world.parts, 'someone', leadId, {
      outcome: null,
      callback: { at: AT, owner: 'me' },
    });
    expect(stranger).toMatchObject({ ok: false, code: 'not-yours' });
    expect(await taken()).toBe(0);
  });
});
