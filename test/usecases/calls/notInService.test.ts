/** A customer’s number that the phone network calls not in service (L151). */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { endOf } from '../../../src/core/call/networkStatus.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { findNumber } from '../../../src/usecases/admin/doNotCall.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { CALLER } from '../../support/calls.ts';
import { NEW_YORK } from '../../support/leads.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';

let lab: LineLab;
beforeEach(async () => {
  lab = await startLine({ languages: ['en'], questions: [] });
  await lab.agent('ana');
});
afterEach(() => lab.stop());
const handset = () => lab.network.handset(CALLER);

/** Ana takes a form, and the network dials its number. */
async function dial(how: 'gone' | 'not-in-service' | 'failed'): Promise<string> {
  const person = {
    name: 'Maria',
    tel: CALLER,
    telCountry: 'US',
    telType: 'FIXED_LINE_OR_MOBILE',
    language: 'en',
  } as const;
  const id = await lab.world.inquire({ person: { ...person, zones: [NEW_YORK], zoneFrom: 'browser' } });
  await lab.accept('ana');
  await lab.takeCall('ana');
  await lab.until(() => handset().state === 'ringing', 'the customer is dialed');
  handset().reject(how);
  await lab.until(async () => {
    const lead = await lab.leadOf(CALLER);
    return lead.state === 'connecting' && lead.leg === 'choice';
  }, 'the dial is over');
  return id;
}

describe('[L151] a number that the network calls not in service', () => {
  test('is retired: its lead closes as unreachable and says why, and nothing is promised', async () => {
    const id = await dial('gone');
    expect(await lab.leadOf(CALLER)).toMatchObject({ attempts: [{ result: 'notInService' }], result: 'notInService' });
    await lab.pass(MINUTE + 5 * SECOND);
    expect(await lab.leadOf(CALLER)).toMatchObject({ state: 'closed', outcome: 'unreachable' });
    const history = await lab.world.parts.leads.timeline(id);
    expect(history.at(-1)).toMatchObject({ kind: 'closed', data: { reason: 'not-in-service' } });
    // Where numbers are looked up.
    const found = await findNumber(lab.world.parts, CALLER);
    expect(found.notInServiceSince).toBeGreaterThan(lab.world.now() - 5 * MINUTE);
  });

  test('isn’t dialed again, nor promised a call, by whom it was dialed', async () => {
    const id = await dial('gone');
    const at = lab.world.now() + HOUR;
    const later = { kind: 'unreached', agentId: 'ana', result: 'notInService', next: { at } } as const;
    expect(await workLead(lab.world.parts, id, later)).toMatchObject({ ok: false, code: 'may-not-contact' });
    await workLead(lab.world.parts, id, { kind: 'redial', agentId: 'ana' });
    expect(await lab.leadOf(CALLER)).toMatchObject({ state: 'closed', outcome: 'unreachable' });
    await lab.pass(10 * SECOND);
    expect(handset().state).toBe('idle');
  });

  test('is tried once more after a newer inquiry, and a failure of the network retires nothing', async () => {
    await dial('gone');
    await lab.pass(2 * MINUTE);
    const id = await dial('failed');
    await lab.pass(MINUTE + 5 * SECOND);
    expect(await lab.world.parts.leads.byId(id)).toMatchObject({ state: 'callback', attempts: [{ result: 'failed' }] });
  });

  test('is one that the network didn’t find once, and again an hour later', async () => {
    const id = await dial('not-in-service');
    expect(await lab.leadOf(CALLER)).toMatchObject({ attempts: [{ result: 'notFound' }], result: 'notFound' });
    await lab.pass(MINUTE + 5 * SECOND);
    // One such answer may be the network's trouble of the moment.
    expect(await lab.world.parts.leads.byId(id)).toMatchObject({ state: 'callback', promise: { why: 'notReached' } });
    expect((await findNumber(lab.world.parts, CALLER)).notInServiceSince).toBeNull();
    const { attempts } = await lab.leadOf(CALLER);
    const twice = [...attempts, { ...attempts[0]!, at: attempts[0]!.at + HOUR }];
    const stored = twice.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
    const leads = lab.world.connection.collection<{ _id: string }>('leads');
    await leads.updateOne({ _id: id }, { $set: { attempts: stored } });
    expect((await findNumber(lab.world.parts, CALLER)).notInServiceSince).toBe(attempts[0]!.at + HOUR);
  });

  test.each([
    ['failed', '404', 'notFound'],
    ['failed', '410', 'notInService'],
    ['failed', '484', 'notFound'],
    ['failed', '604', 'notInService'],
    ['failed', '503', 'failed'],
    ['failed', '', 'failed'],
    ['busy', '404', 'busy'],
    ['ringing', '404', null],
  ])('is what status %s with code %s says', (status, code, end) => {
    expect(endOf(status, code)).toBe(end);
  });
});
