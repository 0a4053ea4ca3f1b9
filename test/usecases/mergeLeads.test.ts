import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contactQuestion } from '../../src/core/callback/planPromise.ts';
import { holding } from '../../src/core/lead/holding.ts';
import type { Lead } from '../../src/core/lead/lead.ts';
import { DEFAULT_RETENTION } from '../../src/core/administration/retention.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { applyRetention, RETENTION_SETTING } from '../../src/usecases/lead/applyRetention.ts';
import { checkConservation } from '../../src/usecases/lead/checkConservation.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { dismissDuplicate, mergeLeads, previewMerge, unmergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { presentLead, presentTimeline } from '../../src/usecases/present/lead.ts';
import { possibleDuplicatesOf } from '../../src/usecases/present/possibleDuplicates.ts';
import { receiptStatus } from '../../src/usecases/intake/receiptStatus.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { viewInquiries } from '../../src/usecases/intake/viewInquiries.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { crashesAt } from '../support/crash.ts';
import { contextAt } from '../support/leads.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const TEL_A = '+12025550143';
const TEL_B = '+12025550199';

let world: World;
let a: string;
let b: string;
beforeEach(async () => {
  world = await startWorld();
  [a, b] = await pair(TEL_A, TEL_B);
});
afterEach(() => world.stop());

/** Two leads with one mail address and two numbers; the second came a minute later. */
async function pair(telA: string, telB: string): Promise<[string, string]> {
  const person = {
    name: 'Maria',
    email: `${telA.slice(1)}@example.com`,
    language: 'en',
    zones: ['America/New_York'],
  } as const;
  const one = await world.inquire({ person: { ...person, tel: telA, zoneFrom: 'browser' } });
  world.pass(SECOND);
  const other = await world.inquire({ person: { ...person, tel: telB, zoneFrom: 'browser' } });
  return [one, other];
}
const lead = async (id: string) => (await world.parts.leads.byId(id)) as Lead;
const versions = async (staysId: string, goesId: string) => ({
  stays: (await lead(staysId)).seq,
  goes: (await lead(goesId)).seq,
});
const merge = async (parts: Parts = world.parts, staysId = a, goesId = b) =>
  mergeLeads(parts, SAM, { staysId, goesId, versions: await versions(staysId, goesId) });
const unmerge = (parts: Parts = world.parts, staysId = a, goesId = b) => unmergeLeads(parts, SAM, staysId, goesId);
const telsOfOpen = async () => {
  const { items } = await world.parts.leads.search({ limit: 200 });
  return items.filter(({ state }) => state !== 'closed').flatMap((one) => holding(one).openKeys ?? []);
};

describe('[V5] merging', () => {
  test('closes one lead as merged, and the other knows its inquiry, number, consent and key', async () => {
    expect(await merge()).toMatchObject({ ok: true, lead: { id: a, state: 'waiting' } });
    expect(await lead(b)).toMatchObject({ state: 'closed', outcome: 'merged', mergedInto: { leadId: a, byId: 'sam' } });
    expect(await lead(a)).toMatchObject({
      suspectedDuplicateIds: [],
      absorbed: [
        { leadId: b, person: { tel: TEL_B }, inquiries: [{ id: 'in_2' }], consents: [{ call: true }], holdsKey: true },
      ],
    });
    expect(await telsOfOpen()).toEqual([`tel:${TEL_A}`, `tel:${TEL_B}`]);
    expect((await world.parts.inquiries.byId('in_2'))?.leadId).toBe(a);
    expect((await receiptStatus(world.parts, 'rc_in_2'))?.status.step).toBe('finding');
    expect((await world.parts.leads.search({ q: '0199', limit: 5 })).items.map(({ id }) => id).sort()).toEqual(
      [a, b].sort(),
    );
  });

  test('changes neither whom we dial nor what was consented to nor what counts as an attempt', async () => {
    const context = contextAt(world.now());
    const before = contactQuestion(await lead(a), context);
    await merge();
    await world.inquire({ tel: TEL_B, consent: { ...NOW_CONSENT } });
    expect(contactQuestion(await lead(a), context)).toEqual(before);
    expect(await lead(a)).toMatchObject({ inquiries: [{ id: 'in_1' }], absorbed: [{ consents: [{}, { now: true }] }] });
  });

  test('of two promises the earlier one holds, and one that waits brings a promised one forward', async () => {
    await workLead(world.parts, a, { kind: 'followUp', by: SAM, at: world.now() + 3 * HOUR });
    await workLead(world.parts, b, { kind: 'followUp', by: SAM, at: world.now() + HOUR });
    await merge();
    expect((await lead(a)).promise?.dueAt).toBe(world.now() + HOUR);

    const [c, d] = await pair('+12025550111', '+12025550112');
    await workLead(world.parts, c, { kind: 'followUp', by: SAM, at: world.now() + 3 * HOUR });
    await merge(world.parts, c, d);
    expect(await lead(c)).toMatchObject({ state: 'waiting' });

    const [e, f] = await pair('+12025550121', '+12025550122');
    const { wait } = (await lead(e)) as Extract<Lead, { state: 'waiting' }>;
    await merge(world.parts, f, e);
    expect(await lead(f)).toMatchObject({ state: 'waiting', wait: { rankedFrom: wait.rankedFrom } });
  });

  test('a new inquiry of the merged number comes to the lead that stays', async () => {
    await merge();
    expect(await world.inquire({ tel: TEL_B })).toBe(a);
    expect((await lead(a)).absorbed?.[0]?.inquiries).toHaveLength(2);
  });

  test('when that number opened a lead of its own in between, the one that stays goes without its key', async () => {
    await crashesAt(world.parts, 2, (dying) => merge(dying));
    const opened = await world.inquire({ tel: TEL_B });
    expect(opened).not.toBe(a);
    world.pass(6 * SECOND);
    await sweepEffects(world.parts);
    expect(await lead(a)).toMatchObject({ absorbed: [{ leadId: b, holdsKey: false }] });
    expect(await world.inquire({ tel: TEL_B })).toBe(opened);
  });

  test('when the one that was to stay closed in between, what the other held lives on by itself', async () => {
    await crashesAt(world.parts, 2, (dying) => merge(dying));
    await workLead(world.parts, a, { kind: 'close', by: SAM, outcome: 'wrongNumber' });
    world.pass(6 * SECOND);
    await sweepEffects(world.parts);
    expect(await lead(b)).toMatchObject({ continuedAs: `${b}_2` });
    expect(await lead(`${b}_2`)).toMatchObject({ state: 'waiting', person: { tel: TEL_B } });
  });
});

test.each(['supervisor', 'owner'] as const)(
  '[V21] what a merged number sent, before and after the merge, is read with whose it is: by the %s',
  async (kind) => {
    await merge();
    world.pass(MINUTE);
    await world.inquire({ tel: TEL_B, message: 'SECOND message' });
    const from = { leadId: b, name: 'Maria' };
    const viewer = { kind, language: 'en' } as const;
    const shown = await presentLead(world.parts, await lead(a), viewer);
    const sent = await viewInquiries(world.parts, await lead(a), viewer);
    for (const inquiries of [shown.inquiries, sent]) {
      expect(inquiries).toMatchObject([{ kind: 'form' }, { from }, { from, message: 'SECOND message' }]);
      expect(inquiries[0]).not.toHaveProperty('from');
    }
    await unmerge();
    expect(await viewInquiries(world.parts, await lead(a), viewer)).toHaveLength(1);
  },
);

describe('[V6] undoing a merge', () => {
  test('gives everything back to a new lead with its promise, linked both ways', async () => {
    await workLead(world.parts, b, { kind: 'followUp', by: SAM, at: world.now() + HOUR, ownerId: 'ana' });
    const { promise } = await lead(b);
    await merge();
    await world.inquire({ tel: TEL_B });
    expect(await unmerge()).toMatchObject({ ok: true, lead: { id: a, suspectedDuplicateIds: [`${b}_2`] } });
    expect(await lead(`${b}_2`)).toMatchObject({
      ...{ state: 'callback', previousLeadId: b, suspectedDuplicateIds: [a], promise },
      inquiries: [{ id: 'in_2' }, { id: 'in_3' }],
    });
    expect(await lead(b)).toMatchObject({ continuedAs: `${b}_2` });
    expect(await telsOfOpen()).toEqual(expect.arrayContaining([`tel:${TEL_A}`, `tel:${TEL_B}`]));
    // L173: a second inquiry joined it, and the promise wasn’t made to the first one’s sender.
    expect((await receiptStatus(world.parts, 'rc_in_2'))?.status.step).toBe('finding');
    expect(await world.inquire({ tel: TEL_B })).toBe(`${b}_2`);
  });

  test('twice is once, and merging them again works', async () => {
    await merge();
    await unmerge();
    const before = await lead(a);
    await unmerge();
    expect(await lead(a)).toEqual(before);
    expect(await merge(world.parts, a, `${b}_2`)).toMatchObject({ ok: true });
    expect((await lead(a)).absorbed?.map(({ leadId, undoneAt }) => [leadId, undoneAt === undefined])).toEqual([
      [b, false],
      [`${b}_2`, true],
    ]);
  });

  test('is refused in a conversation, on a closed lead, and for a lead that was not merged', async () => {
    expect(await unmerge()).toMatchObject({ ok: false, code: 'wrong-state' });
    await merge();
    await workLead(world.parts, a, { kind: 'close', by: SAM, outcome: 'wrongNumber' });
    expect(await unmerge()).toMatchObject({ ok: false, code: 'wrong-state' });
  });
});

test('[V5] [V6] a crash between any two writes of a merge and its undo loses nothing and doubles nothing', async () => {
  for (const undo of [false, true]) {
    let isKilled = true;
    for (let nth = 1; isKilled; nth += 1) {
      const [stays, goes] = await pair(
        `+1202555${String((undo ? 6000 : 3000) + nth)}`,
        `+1202555${String((undo ? 5000 : 4000) + nth)}`,
      );
      if (undo) await merge(world.parts, stays, goes);
      isKilled = await crashesAt(world.parts, nth, (dying) =>
        undo ? unmerge(dying, stays, goes) : merge(dying, stays, goes),
      );
      world.pass(6 * SECOND);
      await sweepEffects(world.parts);
      await world.tick();
      expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 0 });

      const [one, other] = [await lead(stays), await lead(goes)];
      const parts = (one.absorbed ?? []).filter(({ undoneAt }) => undoneAt === undefined);
      // Either it happened wholly or not at all: the inquiry is in exactly one open place, and its receipt knows which.
      const homes = [
        ...(other.state === 'closed' ? [] : [goes]),
        ...parts.map(() => stays),
        ...((await world.parts.leads.byId(`${goes}_2`)) ? [`${goes}_2`] : []),
      ];
      expect(homes).toHaveLength(1);
      const inquiryId = other.inquiries[0]?.id ?? '';
      expect((await world.parts.inquiries.byId(inquiryId))?.leadId).toBe(homes[0]);
      for (const id of [stays, goes, ...homes]) expect(await world.parts.leads.verifyChain(id)).toBe(true);
    }
  }
  // Promises and waits of the earlier rounds ran on meanwhile.
  expect(world.now()).toBeLessThan(Date.parse('2026-11-18T15:00:00Z') + 5 * MINUTE);
});

describe('[V7] a merge', () => {
  test('does what its preview said', async () => {
    await workLead(world.parts, a, { kind: 'followUp', by: SAM, at: world.now() + 3 * HOUR });
    await workLead(world.parts, b, { kind: 'followUp', by: SAM, at: world.now() + HOUR });
    const seen = await previewMerge(world.parts, { language: 'en' }, { staysId: a, goesId: b });
    await merge();
    const { promise } = await lead(a);
    expect(seen).toMatchObject({
      preview: {
        stays: { row: { id: a }, telShown: TEL_A },
        goes: { row: { id: b }, telShown: TEL_B },
        refusal: null,
        after: { state: 'callback', dueAt: promise?.dueAt, windowUntil: promise?.windowUntil, sooner: true },
      },
    });
  });

  test.each(['stays', 'goes'] as const)('is refused as stale when the one that %s changed meanwhile', async (which) => {
    const seen = await versions(a, b);
    await workLead(world.parts, which === 'stays' ? a : b, { kind: 'note', by: SAM, note: 'rang the office' });
    expect(await mergeLeads(world.parts, SAM, { staysId: a, goesId: b, versions: seen })).toMatchObject({
      code: 'stale',
    });
    expect(await lead(b)).toMatchObject({ state: 'waiting' });
  });

  test('is refused for a lead in an agent’s hands, a closed one, itself, and one with a merge of its own', async () => {
    const refusal = async (staysId: string, goesId: string) => (await merge(world.parts, staysId, goesId)).ok;
    expect(await refusal(a, a)).toBe(false);
    await world.addAgent('ana');
    await world.tick();
    expect((await lead(a)).state).toBe('offered');
    expect([await refusal(a, b), await refusal(b, a)]).toEqual([false, false]);

    const [c, d] = await pair('+12025550111', '+12025550112');
    expect(await refusal(c, d)).toBe(true);
    expect(await refusal(b, c)).toBe(false);
    await workLead(world.parts, b, { kind: 'close', by: SAM, outcome: 'won' });
    expect(await refusal(c, b)).toBe(false);
  });
});

test('[V12] nothing is merged with, or parted from, a lead from which the person was erased', async () => {
  await merge();
  const [other] = await pair('+12025550111', '+12025550112');
  await world.parts.settings.set(RETENTION_SETTING, { ...DEFAULT_RETENTION, closedLeads: 30 });
  world.pass(31 * DAY);
  await applyRetention(world.parts);
  expect(await lead(b)).toMatchObject({ erased: true });
  const told = { ok: false, code: 'wrong-state', message: expect.stringContaining('erased') };
  expect(await unmerge()).toMatchObject(told);
  expect(await merge(world.parts, other, b)).toMatchObject(told);
  expect((await lead(a)).absorbed).toMatchObject([{ leadId: b, person: { tel: TEL_B } }]);
});

test('[V7] a second sooner is not worth a word in the preview, a minute is', async () => {
  const sooner = async () => {
    const seen = await previewMerge(world.parts, { language: 'en' }, { staysId: b, goesId: a });
    return seen.ok && seen.preview.after?.sooner;
  };
  expect(await sooner()).toBe(false);
  await workLead(world.parts, b, { kind: 'followUp', by: SAM, at: world.now() + MINUTE - SECOND });
  await workLead(world.parts, a, { kind: 'followUp', by: SAM, at: world.now() + MINUTE / 2 });
  expect(await sooner()).toBe(false);
  await workLead(world.parts, b, { kind: 'followUp', by: SAM, at: world.now() + 2 * MINUTE });
  expect(await sooner()).toBe(true);
});

test('[V26] the history names the other lead of a merge, on both sides', async () => {
  await merge();
  const about = { campaign: testCampaign(), viewer: { kind: 'supervisor', language: 'en' } } as const;
  const told = async (id: string, kind: string) =>
    (await presentTimeline(world.parts, await world.parts.leads.timeline(id), about)).find(
      (entry) => entry.kind === kind,
    );
  expect(await told(a, 'absorbed')).toMatchObject({ lead: { leadId: b, name: 'Maria' } });
  expect(await told(b, 'closed')).toMatchObject({ lead: { leadId: a, name: 'Maria' } });
  expect(await told(a, 'created')).not.toHaveProperty('lead');
});

test('[V27] a lead that was merged, or lives on in another, is suspected by nobody and suspects nobody', async () => {
  const suspects = async (id: string) =>
    (await possibleDuplicatesOf(world.parts, await lead(id))).map((one) => one.id).sort();
  const third = await world.inquire({ person: { ...(await lead(a)).person, tel: '+12025550177' } });
  expect(await suspects(third)).toEqual([a, b]);
  await merge();
  expect([await suspects(a), await suspects(b), await suspects(third)]).toEqual([[third], [], [a]]);
  await unmerge();
  const again = `${b}_2`;
  expect([await suspects(b), await suspects(third)]).toEqual([[], [a, again].sort()]);
});

test('[V27] what one person asked for counts once in the day, however often its merge was undone or it was taken up', async () => {
  const today = async () => world.parts.floor.today(world.now() - HOUR, world.now());
  expect(await today()).toMatchObject({ leads: 2, closed: 0 });
  await merge();
  expect(await today()).toMatchObject({ leads: 1, closed: 0 });
  await unmerge();
  expect(await today()).toMatchObject({ inquiries: 2, leads: 2, closed: 0, won: 0 });
  await workLead(world.parts, a, { kind: 'close', by: SAM, outcome: 'won' });
  expect(await today()).toMatchObject({ leads: 2, closed: 1, won: 1 });
  await superviseLead(world.parts, 'sam', a, { verb: 'takeUp' });
  expect(await today()).toMatchObject({ leads: 2, closed: 0, won: 0 });
});

test('[V8] “not a duplicate” is forgotten on both sides', async () => {
  expect((await lead(a)).suspectedDuplicateIds).toEqual([b]);
  await dismissDuplicate(world.parts, SAM, a, b);
  await dismissDuplicate(world.parts, SAM, a, b);
  expect([(await lead(a)).suspectedDuplicateIds, (await lead(b)).suspectedDuplicateIds]).toEqual([[], []]);
  const entries = await world.parts.leads.timeline(b);
  expect(entries.filter(({ kind }) => kind === 'notDuplicate')).toMatchObject([{ by: SAM, data: { leadId: a } }]);
});

describe('[V221] “not a duplicate” holds', () => {
  const suspects = async (...ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await possibleDuplicatesOf(world.parts, await lead(id))).map((one) => one.id)));
  const changeEmail = (email: string) => changeProfile(world.parts, SAM, a, { email });

  test('when an email changes away and back', async () => {
    const { email = '' } = (await lead(a)).person;
    await dismissDuplicate(world.parts, SAM, a, b);
    await changeEmail('other@example.com');
    expect(await changeEmail(email)).toMatchObject({ ok: true, lead: { person: { email } } });
    expect(await suspects(a, b)).toEqual([[], []]);
  });

  test('when the two were merged nevertheless, and the merge undone', async () => {
    await dismissDuplicate(world.parts, SAM, a, b);
    expect(await merge()).toMatchObject({ ok: true });
    expect(await unmerge()).toMatchObject({ ok: true });
    expect(await suspects(a, `${b}_2`)).toEqual([[], []]);
    expect(await lead(a)).toMatchObject({ differentFromIds: [b, `${b}_2`] });
  });

  test('for the next leads of both people, one after the other', async () => {
    await dismissDuplicate(world.parts, SAM, a, b);
    const leads = [a, b];
    while (leads.length < 6) {
      const last = leads.at(-2) ?? a;
      await workLead(world.parts, last, { kind: 'close', by: SAM, outcome: 'notInterested' });
      world.pass(SECOND);
      leads.push(await world.inquire({ person: (await lead(last)).person }));
    }
    expect(new Set(leads).size).toBe(6);
    expect((await suspects(...leads)).flat()).toEqual([]);
  });

  test('for the leads of these two people only', async () => {
    const third = await world.inquire({ person: { ...(await lead(a)).person, tel: '+12025550177' } });
    await dismissDuplicate(world.parts, SAM, a, b);
    expect(await suspects(a, b, third)).toEqual([[third], [third], [b, a]]);
  });

  test('after a crash between its two writes, nothing is shown, and the click can be repeated', async () => {
    await crashesAt(world.parts, 2, (dying) => dismissDuplicate(dying, SAM, a, b));
    expect((await lead(a)).suspectedDuplicateIds).toEqual([b]);
    expect(await suspects(a, b)).toEqual([[], []]);
    await dismissDuplicate(world.parts, SAM, a, b);
    expect([await lead(a), await lead(b)]).toMatchObject([{ differentFromIds: [b] }, { differentFromIds: [a] }]);
  });

  test('and a lead that doesn’t exist is no other person', async () => {
    expect(await dismissDuplicate(world.parts, SAM, a, 'ld_none')).toMatchObject({ ok: false, code: 'not-found' });
    expect(await dismissDuplicate(world.parts, SAM, 'ld_none', a)).toMatchObject({ ok: false, code: 'not-found' });
  });
});

const NOW_CONSENT = {
  ...{ call: true, now: true, text: false, email: false, wordingVersion: 1, language: 'en' as const },
  wording: { call: 'Call me' },
  address: '192.0.2.1',
};
