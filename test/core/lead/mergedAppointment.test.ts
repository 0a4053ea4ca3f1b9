/** A merge loses neither an appointment nor a callback, and neither does its undo. */
import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { Absorbed, Lead, LeadIn } from '../../../src/core/lead/lead.ts';
import { absorbedDataOf } from '../../../src/core/lead/mergeLeads.ts';
import { restoreLead } from '../../../src/core/lead/restoreLead.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const ANA = { kind: 'agent', id: 'ana' } as const;
const SAM = { kind: 'supervisor', id: 'sam' } as const;
const AT = NOON + 2 * DAY;
const NOW = NOON + HOUR;

const named = (lead: Lead, id: string): Lead => ({ ...lead, id });
const booked = (id: string, at: Moment = AT, place?: string, ownerId = 'ana'): Lead =>
  after(
    named(leadIn('wrapUp'), id),
    { kind: 'followUp', by: ANA, at, ownerId, appointment: place === undefined ? {} : { place } },
    contextAt(NOON + MINUTE),
  );
const promised = (id: string, at: Moment, ownerId?: string): Lead =>
  after(
    named(leadIn('wrapUp'), id),
    { kind: 'followUp', by: ANA, at, ...(ownerId !== undefined && { ownerId }) },
    contextAt(NOON + MINUTE),
  );
const waiting = (id: string): Lead => named(leadIn('waiting'), id);

/** Both writes of a merge: the lead that closed, and the step of the one that stays. */
function merge(stays: Lead, goes: Lead, context = contextAt(NOW)) {
  const into = { kind: 'mergeInto', by: SAM, leadId: stays.id, seq: goes.seq } as const;
  const closing = changed(advanceLead(goes, into, context));
  const part = absorbedDataOf(closing.lead, NOW, 'sam');
  return { closing, step: changed(advanceLead(stays, { kind: 'absorb', by: SAM, part }, context)) };
}
function undo(stays: Lead, goes: Lead, now: Moment) {
  const context = contextAt(now);
  const step = changed(advanceLead(stays, { kind: 'unmerge', by: SAM, leadId: goes.id }, context));
  const owed = step.lead.absorbed?.find(({ leadId }) => leadId === goes.id) as Absorbed;
  const { inquiries, consents, attempts } = owed;
  const brought = { inquiries, consents, attempts };
  const input = { id: `${goes.id}_2`, from: goes as LeadIn<'closed'>, brought, owed, by: SAM } as const;
  return { step, back: restoreLead({ ...input, why: 'unmerged' }, context) };
}
const tells = ({ effects }: { readonly effects: readonly { readonly kind: string }[] }) =>
  effects.filter(({ kind }) => kind === 'tellAppointment');
const kinds = ({ entries }: { readonly entries: readonly { readonly kind: string }[] }) =>
  entries.map(({ kind }) => kind);

describe('[P35] the lead that stays takes the appointment over', () => {
  test.each([
    ['by phone, from the queue', waiting('a'), undefined, 'waiting'],
    ['at a place, before a later callback', promised('a', AT + DAY, 'ben'), '12 Main St', 'callback'],
    ['by phone, behind an earlier callback', promised('a', NOON + DAY), undefined, 'callback'],
  ] as const)('%s', (_how, stays, place, state) => {
    const goes = booked('b', AT, place, 'ben');
    const { closing, step } = merge(stays, goes);
    expect(tells(closing)).toEqual([]);
    expect(closing.lead).toMatchObject({ state: 'closed', outcome: 'merged' });
    expect(step.lead).toMatchObject({ state, appointment: goes.appointment });
    if (step.lead.state === 'callback') expect(step.lead.promise.dueAt).toBe(Math.min(AT, stays.promise?.dueAt ?? AT));
    // The same entry: who has it already gets no second one.
    expect(tells(step)).toMatchObject([{ appointmentId: goes.appointment?.id, sequence: 0, agentId: 'ben' }]);
    expect(step.entries).toContainEqual(
      expect.objectContaining({ kind: 'appointmentTaken', data: expect.objectContaining({ leadId: 'b', dueAt: AT }) }),
    );
    const again = { kind: 'absorb', by: SAM, part: absorbedDataOf(closing.lead, NOW, 'sam') } as const;
    expect(advanceLead(step.lead, again, contextAt(NOW))).toEqual({ kind: 'same' });
  });

  test.each([
    ['has a later one of its own', booked('a', AT + DAY), {}],
    ['has an earlier one of its own', booked('a', AT - DAY, '12 Main St'), {}],
    ['is kept for a listed customer', listed(), { doNotCallSince: NOON }],
    ['may not be called then', waiting('a'), { hours: { zone: 'UTC', weekly: null, holidays: ['2026-11-20'] } }],
  ] as const)('or cancels it if it %s, and keeps its own', (_why, stays, changes) => {
    const goes = booked('b');
    const { step } = merge(stays, goes, contextAt(NOW, changes));
    expect(step.lead.appointment).toEqual(stays.appointment);
    expect(step.lead.promise).toEqual(stays.promise);
    expect(tells(step)).toMatchObject([
      { appointmentId: goes.appointment?.id, sequence: 1, isOver: true, fromLeadId: 'b', agentId: 'ana' },
    ]);
    expect(kinds(step)).toContain('appointmentCanceled');
  });
});

function listed(): Lead {
  const promise = { ...promised('a', AT + DAY).promise!, why: 'doNotCall' as const };
  return { ...promised('a', AT + DAY), promise };
}

describe('[P36] of two callbacks', () => {
  test('the earlier one is kept as it was promised, and the history names the other', () => {
    const { step } = merge(promised('a', AT, 'ana'), promised('b', AT - DAY, 'ben'));
    expect(step.lead.promise).toMatchObject({ dueAt: AT - DAY, why: 'agreed', ownerId: 'ben' });
    expect(step.entries.at(-1)).toMatchObject({ kind: 'promiseMerged', data: { dueAt: AT, why: 'agreed' } });
  });

  test('one that stands names the later one that was merged', () => {
    const { step } = merge(promised('a', AT - DAY, 'ana'), promised('b', AT, 'ben'));
    expect(step.lead.promise).toMatchObject({ dueAt: AT - DAY, ownerId: 'ana' });
    expect(step.entries.at(-1)).toMatchObject({ kind: 'promiseMerged', data: { dueAt: AT } });
  });

  test('the same time twice is one callback', () => {
    expect(kinds(merge(promised('a', AT), promised('b', AT)).step)).toEqual(['absorbed']);
  });
});

describe('[P37] undoing the merge', () => {
  test('gives the appointment back, and the other lead what it had promised before', () => {
    const stays = promised('a', AT + DAY, 'ben');
    const { closing, step } = merge(stays, booked('b', AT, '12 Main St'));
    const { step: undone, back } = undo(step.lead, closing.lead, AT - HOUR);
    expect(undone.lead).toMatchObject({ state: 'callback', promise: { dueAt: AT + DAY, ownerId: 'ben' } });
    expect(undone.lead.appointment).toBeUndefined();
    expect(tells(undone)).toEqual([]);
    expect(back.lead).toMatchObject({
      ...{ state: 'callback', promise: { dueAt: AT, ownerId: 'ana' } },
      appointment: { id: closing.lead.appointment?.id, sequence: 0, at: AT, place: '12 Main St' },
    });
    const twice = { kind: 'unmerge', by: SAM, leadId: 'b' } as const;
    expect(advanceLead(undone.lead, twice, contextAt(AT - HOUR))).toEqual({ kind: 'same' });
  });

  test('gives it back as it was moved meanwhile', () => {
    const { closing, step } = merge(promised('a', AT + DAY), booked('b'));
    const moved = after(
      step.lead,
      { kind: 'followUp', by: SAM, at: AT + HOUR, ownerId: 'ben' },
      contextAt(NOW + MINUTE),
    );
    const { back } = undo(moved, closing.lead, NOW + HOUR);
    expect(back.lead).toMatchObject({
      ...{ promise: { dueAt: AT + HOUR, ownerId: 'ben' } },
      appointment: { sequence: 1, at: AT + HOUR },
    });
  });

  test('leaves a lead that waits where it is', () => {
    const { closing, step } = merge(waiting('a'), booked('b'));
    const { step: undone, back } = undo(step.lead, closing.lead, NOW + MINUTE);
    expect(undone.lead).toMatchObject({ state: 'waiting' });
    expect(undone.lead.appointment).toBeUndefined();
    expect(back.lead).toMatchObject({ state: 'callback', appointment: { at: AT } });
  });

  test('makes one that the merge canceled again, with a newer entry', () => {
    const own = booked('a', AT + DAY);
    const { closing, step } = merge(own, booked('b'));
    const { step: undone, back } = undo(step.lead, closing.lead, NOW + MINUTE);
    expect(undone.lead.appointment).toEqual(own.appointment);
    expect(back.lead).toMatchObject({ state: 'callback', promise: { dueAt: AT }, appointment: { sequence: 2 } });
    expect(tells(back)).toMatchObject([{ sequence: 2, promisedFor: AT, agentId: 'ana' }]);
  });

  test('says so if its time has passed, and calls the customer', () => {
    const { closing, step } = merge(promised('a', AT + DAY), booked('b'));
    const { back } = undo(step.lead, closing.lead, AT + HOUR);
    expect(back.lead).toMatchObject({ state: 'callback', promise: { dueAt: AT + HOUR, ownerId: 'ana' } });
    expect(back.lead.appointment).toBeUndefined();
    expect(kinds(back)).toContain('appointmentNotRestored');
  });

  test('says so if it ended meanwhile, and calls the customer', () => {
    const { closing, step } = merge(waiting('a'), booked('b'));
    const { back } = undo({ ...step.lead, appointment: undefined }, closing.lead, NOW + HOUR);
    expect(back.lead).toMatchObject({ state: 'waiting' });
    expect(back.lead.appointment).toBeUndefined();
    expect(kinds(back)).toContain('appointmentNotRestored');
  });
});
