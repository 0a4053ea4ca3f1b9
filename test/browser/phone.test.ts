/** The phone in the browser on the demo's network: from the first key to two people who hear each other. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  describeInBrowser,
  overflow,
  seriousFaults,
  WITH_MICROPHONE,
  type Browsing,
  sees,
} from '../support/browser.ts';
import type { Demo, DeskClient } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';
import { koreanWords, words } from '../support/words.ts';

const AGENT = '+12025550177';
/** A new number for each test, because repeat callers are treated differently. */
let callers = 0;
const newCaller = () => `+1202555${String(130 + callers++).padStart(4, '0')}`;

describeInBrowser('the phone in the browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    async (started) => {
      ({ demo, browsing } = started);
      // The other page is Ana's own phone, so her browser needs no desk here.
      const agents = demo.connection.collection<{ _id: string }>('agents');
      await agents.updateOne({ _id: 'user_ana' }, { $set: { telephone: AGENT } });
      // Assigns the agent; a sweep corrects any difference.
      const people = demo.connection.collection<{ _id: string }>('users');
      await people.updateOne({ _id: 'user_ana' }, { $set: { 'agent.telephone': AGENT } });
      await demo.changed();
    },
    { flags: WITH_MICROPHONE },
  );

  /** A phone with its own number; its WebRTC traffic can be inspected. */
  async function telephone(number: string, options: Parameters<Browsing['person']>[0] = {}): Promise<Page> {
    const context = await browsing.person(options);
    await context.addInitScript(() => {
      const made: RTCPeerConnection[] = [];
      Object.assign(globalThis, { made });
      globalThis.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          made.push(this);
        }
      };
    });
    const page = await context.newPage();
    await page.goto(`/phone#${number}`);
    await page
      .locator('.phone-display', {
        hasText: new RegExp(`${words.phone('state.idle')}|${koreanWords.phone('state.idle')}`),
      })
      .waitFor();
    return page;
  }

  /** From the call to the line, using keys only. */
  async function joinLine(page: Page): Promise<void> {
    await page.getByRole('button', { name: words.desk('call'), exact: true }).click();
    await captions(page, 'For English, press 1').waitFor();
    await page.keyboard.press('1');
    await captions(page, 'What can we help you with?').waitFor();
    await page.getByRole('button', { name: '1', exact: true }).click();
    await captions(page, 'in line').waitFor();
  }

  async function takeCall(desk: DeskClient, page: Page): Promise<string> {
    await desk.available();
    const { offerId } = await desk.offer();
    const reply = await desk.ask('offer:accept', { offerId });
    if (!reply.ok) throw new Error(reply.message);
    await page.getByRole('button', { name: words.desk('call.answer') }).click();
    await captions(page, /press 1/i).waitFor();
    await page.keyboard.press('1');
    return reply.lead.id;
  }

  const captions = (page: Page, text: string | RegExp) =>
    page
      .getByRole('log', { name: new RegExp(`${words.phone('captions')}|${koreanWords.phone('captions')}`) })
      .getByText(text)
      .first();
  const hearEachOther = (page: Page) => sees(page, words.phone('voice.both'));

  test('[H10] a caller chooses by keypad, waits, and is connected: sound flows both ways, also after a reload', async () => {
    const number = newCaller();
    const caller = await telephone(number);
    await joinLine(caller);
    await sees(caller, words.phone('hint.noAgent'));
    // A slow response is requested again: the last one reflects the current call.
    const entry = caller.locator('summary', { hasText: words.phone('asks.incoming') }).last();
    await entry.click();
    await caller.locator('details[open] pre', { hasText: '<Response>\n  ' }).waitFor();

    const agent = await telephone(AGENT);
    const desk = await demo.desk('ana@demo.test');
    const leadId = await takeCall(desk, agent);
    await Promise.all([hearEachOther(caller), hearEachOther(agent)]);
    await Promise.all([soundArrives(caller), soundArrives(agent)]);

    // Reloading the page continues the same call.
    await caller.reload();
    await sees(caller, words.phone('state.talking', { number: '+1 800 555 0100' }));
    await captions(caller, 'in line').waitFor();
    await Promise.all([soundArrives(caller), soundArrives(agent)]);

    expect(await desk.ask('call:keys', { leadId, keys: '12#' })).toMatchObject({ ok: true });
    await captions(caller, words.phone('captions.keys', { keys: '12#' })).waitFor();

    await caller.getByRole('button', { name: words.deskKeys('hangUp') }).click();
    await sees(caller, words.phone('ended.completed'));
    await sees(agent, new RegExp(`^(${words.phone('ended.completed')}|${words.phone('state.idle')})$`));
    for (const page of [caller, agent]) expect(await openConnections(page)).toBe(0);
    expect(demo.output()).not.toContain(number.slice(2));
  });

  test('[H10] on hold, a party hears nobody; muted, nobody hears them', async () => {
    const caller = await telephone(newCaller());
    await joinLine(caller);
    const agent = await telephone(AGENT);
    const desk = await demo.desk('ana@demo.test');
    const leadId = await takeCall(desk, agent);
    await Promise.all([soundArrives(caller), soundArrives(agent)]);

    expect(await desk.ask('call:hold', { leadId, on: true })).toMatchObject({ ok: true });
    await Promise.all([caller, agent].map((page) => sees(page, words.phone('voice.network'))));
    expect(await openConnections(caller)).toBe(0);
    expect(await desk.ask('call:hold', { leadId, on: false })).toMatchObject({ ok: true });
    await Promise.all([soundArrives(caller), soundArrives(agent)]);

    await caller.getByRole('button', { name: words.desk('call.mute') }).click();
    await caller.getByRole('button', { name: words.phone('unmute') }).waitFor();
    await silenceArrives(agent);
    await caller.getByRole('button', { name: words.phone('unmute') }).click();
    await soundArrives(agent);
    await agent.getByRole('button', { name: words.deskKeys('hangUp') }).click();
    await sees(agent, words.phone('ended.completed'));
  });

  test('[H11] in Korean, with the number hidden, by keyboard alone, on a small screen', async () => {
    const page = await telephone('+12135550190', { locale: 'ko-KR', viewport: { width: 360, height: 740 } });
    await page.getByLabel(koreanWords.phone('hide')).check();
    await page.locator('h1').click();
    await page.keyboard.press('Enter');
    await captions(page, koreanWords.lead('language.ko')).waitFor();
    await page.keyboard.press('2');
    const question = captions(page, '무엇을 도와드릴까요?');
    await question.waitFor();
    expect(await page.locator('[lang="ko-KR"]', { hasText: '무엇을 도와드릴까요?' }).count()).toBe(1);
    await page.keyboard.press('1');
    await captions(page, '순서').waitFor();
    await sees(page, koreanWords.phone('asks.wait', { place: 1 }));
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: '끊기' }).click();
    await sees(page, koreanWords.phone('ended.completed'));
    const details = page.locator('summary', { hasText: koreanWords.phone('asks.incoming') }).first();
    await details.click();
    await page.locator('details[open] dd', { hasText: '+266696687' }).waitFor();
  });

  test('[H12] a number is chosen, kept after a reload, and taken by the last phone to register it', async () => {
    // The server notifies the page that lost the number.
    const expected = [/403.*telephone\/events/];
    const page = await telephone(newCaller(), { expected });
    await page.getByRole('button', { name: words.phone('own.change') }).click();
    await page.getByLabel(words.phone('own.label')).fill('911');
    await page.keyboard.press('Enter');
    await sees(page, words.phone('own.wrong'));
    await page.getByLabel(words.phone('own.label')).fill('(202) 555-0178');
    await page.keyboard.press('Enter');
    await sees(page, '+1 202 555 0178');
    await page.reload();
    await sees(page, '+1 202 555 0178');

    const other = await telephone('+12025550178', { expected });
    await sees(page, words.phone('own.taken'));
    await page.getByRole('button', { name: words.phone('own.back') }).click();
    await sees(other, words.phone('own.taken'));
    await other.getByRole('button', { name: words.phone('own.other') }).click();
    await sees(other, words.phone('state.idle'));

    await page.getByLabel(words.phone('dial.label')).fill('202 555 0100');
    await page.keyboard.press('Enter');
    await sees(page, words.phone('ended.not-in-service'));
  });

  test('[H12] without a microphone the phone is listen-only and says so', async () => {
    const page = await telephone(newCaller());
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'));
    });
    await page.getByRole('button', { name: words.desk('call'), exact: true }).click();
    await sees(page, words.phone('mic.none'));
    await sees(page, words.phone('state.talking', { number: '+1 800 555 0100' }));
    await page.getByRole('button', { name: words.deskKeys('hangUp') }).click();
    await sees(page, words.phone('ended.completed'));
  });

  test('[H13] no serious axe violation, in light and dark, none too wide for a phone', async () => {
    const page = await telephone(newCaller());
    const seen: string[] = [];
    const look = async (state: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          seen.push(...(await seriousFaults(page)).map((fault) => `${state}, ${colorScheme}, ${width}: ${fault}`));
          const wide = await overflow(page);
          if (wide > 0) seen.push(`${state}, ${width}: ${wide} px too wide`);
        }
      }
    };
    await look('idle');
    await joinLine(page);
    await page.locator('summary').first().click();
    await look('in line');
    await page.getByRole('button', { name: words.deskKeys('hangUp') }).click();
    await sees(page, words.phone('ended.completed'));
    expect(seen).toEqual([]);
  });
});

interface Heard {
  readonly packets: number;
  readonly energy: number;
}

/** Sound received over the open connections. */
function heard(page: Page): Promise<Heard> {
  return page.evaluate(async () => {
    const { made } = globalThis as unknown as { made: RTCPeerConnection[] };
    const reports = await Promise.all(
      made.filter(({ connectionState }) => connectionState === 'connected').map((one) => one.getStats()),
    );
    const inbound = reports.flatMap((report) =>
      [...report.values()].filter((entry: RTCInboundRtpStreamStats) => entry.type === 'inbound-rtp'),
    ) as RTCInboundRtpStreamStats[];
    return {
      packets: inbound.reduce((sum, { packetsReceived = 0 }) => sum + packetsReceived, 0),
      energy: inbound.reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0),
    };
  });
}

function openConnections(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { made } = globalThis as unknown as { made: RTCPeerConnection[] };
    return made.filter(({ connectionState }) => connectionState !== 'closed').length;
  });
}

/** Waits for packets with sound: the fake microphone beeps about once a second. */
async function soundArrives(page: Page): Promise<void> {
  const before = await heard(page);
  await until(async () => {
    const now = await heard(page);
    return now.packets > before.packets && now.energy > before.energy + 0.0001;
  }, `sound at ${page.url()}`);
}

/** Waits for one second of packets without sound. */
async function silenceArrives(page: Page): Promise<void> {
  await until(async () => {
    const before = await heard(page);
    await page.waitForTimeout(1500);
    const now = await heard(page);
    return now.packets > before.packets && now.energy - before.energy < 0.000001;
  }, 'silence');
}
