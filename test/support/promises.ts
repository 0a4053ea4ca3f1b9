/**
 * The whole service with its jobs, a simulated phone network, emails and a browser, on a clock that the test moves: for
 * promises that come due hours later.
 *
 * const lab = await startPromises();
 * const desk = await lab.openDesk('ana@demo.test');
 * lab.passTo(dueAt);
 */
import type { Page } from 'playwright-core';
import { startPhoneNetwork, type PhoneNetwork } from '../../packages/twilio-network/src/network.ts';
import type { Letter } from '../../src/core/mail/letter.ts';
import { twilioPhone } from '../../src/phone/twilioPhone.ts';
import { startBrowser, type Browsing } from './browser.ts';
import { NOON } from './leads.ts';
import { recordingMailer } from './mailer.ts';
import { until } from './patience.ts';
import { startService, type Service } from './service.ts';
import { ACCOUNT } from './telephony.ts';
import { connectTollFree } from './tollFree.ts';
import { words } from './words.ts';
import { SILENT_LOG } from './world.ts';

export interface PromiseLab {
  readonly service: Service;
  readonly network: PhoneNetwork;
  readonly browsing: Browsing;
  /** The service’s clock. It begins at 10:00 in New York and runs by itself. */
  now(): number;
  /** Moves it. The network’s own clock stays as it is. */
  passTo(moment: number): void;
  /** Waits for an email of this kind. */
  emailTo<K extends Letter['kind']>(email: string, kind: K): Promise<Extract<Letter, { kind: K }>>;
  /** An available agent’s desk. Whoever looks at it dials by hand. */
  openDesk(email: string): Promise<Page>;
  stop(): Promise<void>;
}

export async function startPromises(): Promise<PromiseLab> {
  const { mailer, sent } = recordingMailer();
  const begun = performance.now();
  let passed = 0;
  const now = () => Math.round(NOON + passed + performance.now() - begun);
  const network = await startPhoneNetwork({ ...ACCOUNT, limits: { speechMsPerCharacter: 1, detectionMs: 50 } });
  let url = '';
  const phone = twilioPhone({ ...ACCOUNT, apiUrl: network.url, publicUrl: () => url, log: SILENT_LOG });
  const service = await startService({
    demo: true,
    jobs: true,
    telephony: { authTokens: [ACCOUNT.authToken] },
    replace: () => ({ clock: { now, offset: () => 0 }, mailer, phone }),
  });
  ({ url } = service);
  connectTollFree(network, url);
  const browsing = await startBrowser(url);

  return {
    ...{ service, network, browsing, now },
    passTo: (moment) => void (passed += moment - now()),
    async emailTo(email, kind) {
      const find = () => sent.find((letter) => letter.to === email && letter.kind === kind);
      await until(() => find() !== undefined, `the email ${kind}`);
      return find() as never;
    },
    async openDesk(email) {
      const { cookie } = await service.signIn(email);
      const desk = await browsing.open('/desk', { cookie, viewport: { width: 1280, height: 800 } });
      await desk.getByRole('button', { name: words.desk('shift.start') }).click();
      return desk;
    },
    async stop() {
      await browsing.stop();
      await service.close();
      await network.stop();
    },
  };
}
