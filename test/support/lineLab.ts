/**
 * The service’s telephony endpoints over the real stores, and a phone network, both in this process and on one clock
 * that the test controls: what takes half a minute on the line takes a moment here.
 *
 * const lab = await startLine();
 * const caller = lab.network.handset(CALLER);
 * caller.dial(TOLL_FREE);
 * await lab.pass(10 * SECOND);
 */
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { CallFlow } from '../../src/core/call/flow.ts';
import type { Lead } from '../../src/core/lead/lead.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { startPhoneNetwork, type PhoneNetwork } from '../../packages/twilio-network/src/network.ts';
import { twilioPhone } from '../../src/phone/twilioPhone.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { settleCalls } from '../../src/usecases/calls/settleCalls.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { CALLER, TEST_FLOW } from './calls.ts';
import { NOON } from './leads.ts';
import { mountedNetwork } from './mounted.ts';
import { connectTollFree } from './tollFree.ts';
import { SILENT_LOG, startWorld, type World } from './world.ts';

const ACCOUNT = { accountSid: `AC${'0123456789abcdef'.repeat(2)}`, authToken: 'not-a-secret-in-tests' };
/** Real time: only a hang comes close to it. */
const CEILING_MS = MINUTE;

export interface LineLab {
  readonly world: World;
  readonly network: PhoneNetwork;
  /** Where the endpoints listen. */
  readonly url: string;
  /** Moves the clock second by second, and runs the jobs after each. */
  pass(ms: number): Promise<void>;
  /** Moves the clock until the condition holds; at most five minutes. */
  until(holds: () => boolean | Promise<boolean>, what: string): Promise<void>;
  /** Waits for work in progress, without moving the clock. */
  soon(holds: () => boolean | Promise<boolean>, what: string): Promise<void>;
  /** An agent with a phone in the browser. */
  agent(id: string): Promise<ReturnType<PhoneNetwork['handset']>>;
  /** Waits until the agent is offered a lead, and accepts it. */
  accept(agentId: string): Promise<void>;
  /** Answers the agent’s phone and presses 1. */
  takeCall(agentId: string): Promise<void>;
  leadOf(tel?: string): Promise<Lead>;
  stop(): Promise<void>;
}

export async function startLine(flow: Partial<CallFlow> = {}): Promise<LineLab> {
  const network = await startPhoneNetwork({ ...ACCOUNT, clock: 'manual', startAt: NOON });
  const app = express();
  let edge: express.RequestHandler = (_req, res) => void res.sendStatus(503);
  app.use((req, res, next) => edge(req, res, next));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const phone = twilioPhone({ ...ACCOUNT, apiUrl: network.url, publicUrl: () => url, log: SILENT_LOG });
  const world = await startWorld({ calls: { ...TEST_FLOW, ...flow } }, { clock: network.clock.now, phone });
  const { parts } = world;
  edge = mountedNetwork(parts, { authTokens: [ACCOUNT.authToken], publicUrl: () => url });
  connectTollFree(network, url);

  const jobs = async () => {
    await world.tick();
    await world.seeAll();
    await sweepEffects(parts);
    await settleCalls(parts);
  };
  const lab: LineLab = {
    world,
    network,
    url,
    async pass(ms) {
      for (let left = ms; left > 0; left -= SECOND) {
        await network.clock.advance(Math.min(left, SECOND));
        await jobs();
      }
      await network.clock.settle();
    },
    async until(holds, what) {
      for (let passed = 0; !(await holds()); passed += SECOND) {
        if (passed > 5 * MINUTE) throw new Error(`not within five minutes: ${what}`);
        await lab.pass(SECOND);
      }
    },
    async soon(holds, what) {
      const end = performance.now() + CEILING_MS;
      while (!(await holds())) {
        if (performance.now() > end) throw new Error(`not within ${CEILING_MS / SECOND} s: ${what}`);
        await network.clock.settle();
      }
    },
    async agent(id) {
      await world.addAgent(id, { softphoneSince: network.clock.now() });
      return network.handset(`client:${id}`);
    },
    async accept(agentId) {
      const offers = () => world.heard.filter((one) => one.agentId === agentId && one.event === 'offer').length;
      const before = accepted.get(agentId) ?? 0;
      await lab.until(() => offers() > before, `${agentId} is offered a lead`);
      accepted.set(agentId, offers());
      const { offerId } = world.lastOffer(agentId);
      const answer = await acceptOffer(parts, { agentId, offerId });
      if (!answer.ok) throw new Error(answer.message);
    },
    async takeCall(agentId) {
      const handset = network.handset(`client:${agentId}`);
      await lab.until(() => handset.state === 'ringing', `${agentId} is called`);
      const said = handset.said.length;
      handset.answer();
      await lab.until(() => handset.said.slice(said).some((text) => /press 1/i.test(text)), 'the key is asked for');
      handset.press('1');
      await network.clock.settle();
    },
    async leadOf(tel = CALLER) {
      const lead = (await parts.leads.openByKey(`tel:${tel}`)) ?? (await parts.leads.lastClosedByTel(tel));
      if (!lead) throw new Error('that number has no lead');
      return lead;
    },
    async stop() {
      await network.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world.stop();
    },
  };
  const accepted = new Map<string, number>();
  return lab;
}
