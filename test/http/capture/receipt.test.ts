/** What a receipt tells, over the real use cases and a clock that the test moves. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeStatus } from '../../../src/shared/text/form.ts';
import type { ReceiptStatus } from '../../../src/shared/api.ts';
import { acceptOffer } from '../../../src/usecases/answerOffer.ts';
import { changeLead } from '../../../src/usecases/changeLead.ts';
import { receiptStatus } from '../../../src/usecases/receiptStatus.ts';
import { startWorld, type World } from '../../support/world.ts';
import { words } from '../../support/words.ts';

describe('the receipt of an inquiry', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.addAgent('ana');
    await world.parts.users.add(
      {
        id: 'ana',
        name: 'Ana Silva',
        email: 'ana.silva@test.example',
        role: 'agent',
        language: 'en',
        passwordHash: 'none',
        active: true,
      },
      world.now(),
    );
  });
  afterAll(() => world.stop());

  const stepOf = async (receiptId: string) => (await receiptStatus(world.parts, receiptId))?.status;

  test('[F18] it follows its lead from the queue to the end, and names the agent who accepted', async () => {
    const tel = '+12025550111';
    await world.inquire({ tel }, false);
    expect(await stepOf('rc_in_1')).toMatchObject({ step: 'received' });
    const leadId = await world.inquire({ tel });
    expect(await stepOf('rc_in_2')).toMatchObject({ step: 'finding' });

    await world.tick();
    expect(await stepOf('rc_in_2')).toMatchObject({ step: 'ringing' });
    await world.seeAll();
    world.pass(1000);
    expect(await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId })).toMatchObject({
      ok: true,
    });
    expect(await stepOf('rc_in_2')).toEqual({ step: 'connecting', agent: 'Ana', serverNow: world.now() });
    await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
    expect(await stepOf('rc_in_2')).toMatchObject({ step: 'talking', agent: 'Ana' });
    expect(await stepOf('rc_in_2')).not.toHaveProperty('onLine');
  });

  test('[F19] an inquiry that came while somebody else’s was under way learns nothing of it', async () => {
    world.pass(1000);
    await world.inquire({ tel: '+12025550111' });
    expect(await stepOf('rc_in_3')).toEqual({ step: 'received', serverNow: world.now() });
    expect(await receiptStatus(world.parts, 'rc_nobody')).toBeNull();
  });
});

describe('the sentences', () => {
  const noon = Date.UTC(2027, 0, 15, 12);
  const promised = (dueAt: number): ReceiptStatus => ({
    step: 'promised',
    dueAt,
    windowUntil: dueAt + 600_000,
    zone: 'Europe/Lisbon',
    serverNow: noon,
  });

  test('[F18] a promise is told in the person’s own time, with the day when it is not today', () => {
    expect(describeStatus(promised(noon + 130 * 60_000), 'en')).toEqual({
      title: 'We’ll call you at 2:10 PM',
      detail: 'Between 2:10 PM and 2:20 PM, your time (Europe/Lisbon).',
    });
    expect(describeStatus(promised(noon + 130 * 60_000), 'ko').title).toBe('오후 2:10에 전화드리겠습니다');
    expect(describeStatus(promised(noon + 24 * 3_600_000), 'en').title).toContain('Saturday');
    expect(describeStatus(promised(noon - 1), 'en').title).toBe(words.status('promised.titleSoon'));
  });

  test('[F18] who rings is named once it is known', () => {
    const status = (step: ReceiptStatus['step'], agent?: string) => ({
      step,
      serverNow: noon,
      ...(agent && { agent }),
    });
    expect(describeStatus(status('connecting', 'Ana'), 'en').title).toBe(
      words.status('connecting.title', { agent: 'Ana' }),
    );
    expect(describeStatus(status('connecting'), 'en').title).toBe(words.status('connecting.titleNobody'));
    expect(describeStatus(status('finding'), 'en').title).toBe(words.status('finding.title'));
  });

  test('[F18] whoever waits on the line is not told that they will be rung', () => {
    const status = (step: ReceiptStatus['step'], agent?: string) =>
      describeStatus({ step, serverNow: noon, onLine: true, ...(agent && { agent }) }, 'en');
    expect(status('connecting', 'Ben').title).toBe(words.status('onLine.titleAgent', { agent: 'Ben' }));
    expect(status('finding').detail).toBe(words.status('onLine.detail'));
    expect(status('talking', 'Ben').title).toBe(words.status('talking.title', { agent: 'Ben' }));
  });
});
