/**
 * The whole service as a separate process, and a phone network in this one: phones ring, people press keys and hang up,
 * and the network survives when the service is killed.
 *
 * const lab = await startTelephony();
 * const ana = await lab.agent('ana');         // a desk with a softphone
 * lab.caller().dial(TOLL_FREE);
 */
import type { CallFlow } from '../../src/core/call/flow.ts';
import type { Language } from '../../src/core/vocabulary/language.ts';
import type { OpeningHours } from '../../src/core/vocabulary/hours.ts';
import { DEMO_CAMPAIGN } from '../../src/demo/campaign.ts';
import type { Handset, HandsetEvent } from '../../packages/twilio-network/src/handsets/handset.ts';
import { startPhoneNetwork, type PhoneNetwork } from '../../packages/twilio-network/src/network.ts';
import type { DeskLead } from '../../src/shared/desk.ts';
import { CALLER, TOLL_FREE } from './calls.ts';
import type { TestDatabaseOptions } from './database.ts';
import { startDemo, type Demo, type DeskClient } from './demo.ts';
import { PATIENCE_MS, until } from './patience.ts';

export const ACCOUNT = { accountSid: `AC${'0123456789abcdef'.repeat(2)}`, authToken: 'not-a-secret-in-tests' };

export interface Telephony {
  readonly demo: Demo;
  readonly network: PhoneNetwork;
  caller(number?: string): Handset;
  /** The demo’s call flow with these changes. */
  setFlow(changes: Partial<CallFlow>, hours?: OpeningHours): Promise<void>;
  /** An available agent at a desk with a phone in the browser. */
  agent(name: 'ana' | 'ben' | 'chloe'): Promise<AgentAtDesk>;
  /** A caller’s lead, from the database. */
  leadOf(tel?: string): Promise<Record<string, unknown> & { _id: string; state: string }>;
  until(holds: () => Promise<boolean> | boolean, what: string): Promise<void>;
  /** Between two journeys over one service: everyone hangs up and goes offline, and the leads are deleted. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export interface AgentAtDesk {
  readonly desk: DeskClient;
  readonly phone: Handset;
  /** Waits for the offer and accepts it; then the phone rings. */
  accept(): Promise<DeskLead>;
  /** Answers the phone, listens to the whisper and presses 1. */
  takeCall(): Promise<void>;
  lead(matches: (lead: DeskLead) => boolean): Promise<DeskLead>;
}

/** From dialing to the line, in English or Korean. Hidden callers withhold their number. */
export async function joinLine(
  lab: Telephony,
  { language = 'en', number = CALLER, hidden = false }: { language?: Language; number?: string; hidden?: boolean } = {},
): Promise<Handset> {
  const caller = lab.caller(number);
  caller.dial(TOLL_FREE, { hidden });
  await caller.waitFor('press 1', PATIENCE_MS);
  caller.press(language === 'en' ? '1' : '2');
  await caller.waitFor(language === 'en' ? 'What can we help' : '무엇을 도와', PATIENCE_MS);
  caller.press('1');
  await caller.waitFor(language === 'en' ? 'in line' : '순서', PATIENCE_MS);
  return caller;
}

/** Resolves once the phone hears the other one. */
export function hearing(phone: Handset, other: string): Promise<unknown> {
  return phone.waitFor((event) => event.kind === 'audio' && event.audio.hears.includes(other), PATIENCE_MS);
}

const isWhisper = (event: HandsetEvent) =>
  event.kind === 'hears' && event.sound.kind === 'say' && /press 1|1번/i.test(event.sound.text);

export async function startTelephony(
  env: Record<string, string> = {},
  itsDatabase: TestDatabaseOptions = {},
): Promise<Telephony> {
  // Speech and detection take a moment instead of seconds; everything else is real.
  const network = await startPhoneNetwork({ ...ACCOUNT, limits: { speechMsPerCharacter: 1, detectionMs: 50 } });
  const account = {
    TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
    TWILIO_API_URL: network.url,
  };
  const demo = await startDemo({ ...account, ...env }, itsDatabase);
  const at = (path: string) => ({ url: demo.url + path, method: 'POST' as const });
  network.numbers.set(TOLL_FREE, {
    voice: at('/twilio/voice/incoming'),
    fallback: at('/twilio/voice/fallback'),
    statusCallback: at('/twilio/status/incoming'),
  });

  const used = new Set<Handset>();
  const handset = (address: string) => {
    const phone = network.handset(address);
    used.add(phone);
    return phone;
  };
  const desks: DeskClient[] = [];
  const lab: Telephony = {
    demo,
    network,
    caller: (number = CALLER) => handset(number),
    async setFlow(changes, hours = DEMO_CAMPAIGN.hours) {
      const campaigns = demo.connection.collection<{ _id: string }>('campaigns');
      await campaigns.updateOne({ _id: 'demo' }, { $set: { hours } });
      // Saving makes the service reread its campaigns.
      const cookie = await demo.signIn('admin@demo.test');
      const { version } = await demo.get<{ version: number }>('/api/admin/campaigns/demo', cookie);
      const answer = await fetch(`${demo.url}/api/admin/campaigns/demo/calls`, {
        method: 'PUT',
        headers: { cookie, origin: demo.url, 'content-type': 'application/json' },
        body: JSON.stringify({ version, calls: { ...DEMO_CAMPAIGN.calls, ...changes } }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async agent(name) {
      const phone = handset(`client:user_${name}`);
      const desk = await demo.desk(`${name}@demo.test`);
      desks.push(desk);
      await desk.ask('phone:ready', {});
      await desk.available();
      return {
        desk,
        phone,
        async accept() {
          const { offerId } = await desk.offer(({ offerId: id }) => !answered.has(id));
          answered.add(offerId);
          const reply = await desk.ask('offer:accept', { offerId });
          if (!reply.ok) throw new Error(reply.message);
          return reply.lead;
        },
        async takeCall() {
          await phone.waitForState('ringing', PATIENCE_MS);
          const before = phone.events.at(-1)?.n ?? 0;
          phone.answer();
          // Not one from an earlier call.
          await phone.waitFor((event) => event.n > before && isWhisper(event), PATIENCE_MS);
          phone.press('1');
        },
        async lead(matches) {
          const { lead } = await desk.hear('lead', ({ lead: shown }) => shown !== null && matches(shown));
          if (!lead) throw new Error('no lead');
          return lead;
        },
      };
    },
    async leadOf(tel = CALLER) {
      const leads = demo.connection.collection<{ _id: string; state: string }>('leads');
      const [lead] = await leads.find({ 'person.tel': tel }).sort({ createdAt: -1 }).limit(1).toArray();
      if (!lead) throw new Error('that caller has no lead');
      return lead;
    },
    async until(holds, what) {
      // A condition that can’t be checked yet doesn’t hold yet.
      const isSo = async () => holds();
      await until(() => isSo().catch(() => false), what);
    },
    async clear() {
      for (const phone of used) if (phone.state !== 'idle') phone.hangUp();
      for (const desk of desks.splice(0)) {
        await desk.ask('presence:set', { presence: 'offline' });
        await desk.ask('phone:gone', {});
        desk.close();
      }
      const calls = demo.connection.collection('calls');
      const stillOpen = { place: { $nin: ['ended', 'rejected'] } };
      await lab.until(async () => (await calls.countDocuments(stillOpen)) === 0, 'every call is over');
      // A sweep takes in calls that the network knows and Leadbell does not: that they were is all that stays of them.
      const known = await calls.find({ sid: { $exists: true } }, { projection: { sid: 1 } }).toArray();
      for (const name of ['leads', 'inquiries', 'calls']) await demo.connection.collection(name).deleteMany({});
      if (known.length > 0) await calls.insertMany(known.map((call) => ({ ...call, place: 'ended' })));
    },
    async stop() {
      await demo.stop();
      await network.stop();
    },
  };
  const answered = new Set<string>();
  return lab;
}
