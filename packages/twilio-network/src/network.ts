/**
 * A phone network that executes TwiML and speaks Twilio's REST API and webhooks, in memory, at one address. It knows
 * nothing about the application. README.md says how to use it.
 */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import express from 'express';
import { makeAccountSettings, type AccountSettings } from './account.ts';
import { endCall } from './calls/lifecycle.ts';
import type { Exchange, Limits } from './calls/exchange.ts';
import { receiveCall } from './calls/receive.ts';
import { makeClock, type Clock } from './clock.ts';
import { makeFaults, type Faults } from './faults.ts';
import { makeHandset, type Handset } from './handsets/handset.ts';
import type { Device } from './handsets/device.ts';
import { handsetRoutes } from './handsets/http.ts';
import { magicDevice } from './handsets/magic.ts';
import { consoleRoutes } from './console.ts';
import { makeLog, type Log } from './log.ts';
import { makeNumbers, type IncomingNumbers } from './numbers.ts';
import { receiveMessage, type IncomingText } from './rest/messages.ts';
import { restRoutes, type ApiKey } from './rest/router.ts';
import { makeWebhooks, type Target, type Webhook, type WebhookResult } from './webhooks/webhooks.ts';

export interface PhoneNetworkOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** API keys that may sign in to the REST API. */
  readonly apiKeys?: readonly ApiKey[];
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. Anyone who reaches it can call and listen: keep it on loopback. */
  readonly host?: string;
  /** `manual`: time moves only by `clock.advance`. Default `real`. */
  readonly clock?: 'real' | 'manual';
  /** Start of a manual clock, in ms since 1970. Default: now. */
  readonly startAt?: number;
  /** Requested when a client (`client:…`) makes a call: its TwiML application. */
  readonly clientVoice?: Target;
  readonly limits?: Partial<Limits>;
  /** How long a browser's phone may have no reader before it hangs up. Default 20 s, always real time. */
  readonly outOfReachMs?: number;
}

export interface PhoneNetwork {
  /** `http://127.0.0.1:port`: the REST API (instead of https://api.twilio.com), handsets and console. */
  readonly url: string;
  readonly clock: Clock;
  readonly numbers: IncomingNumbers;
  readonly faults: Faults;
  /** What the account may do: trial, countries, calls per second. */
  readonly account: AccountSettings;
  readonly log: Log;
  /** The phone at an address, E.164 or `client:identity`. Created if there is none. */
  handset(address: string): Handset;
  /** A person texts a number of the account. Resolves once the application has been notified. */
  text(text: IncomingText): Promise<void>;
  /** Sends any signed request, as a form or as JSON with `bodySHA256`, for events that are not simulated. */
  send(webhook: Webhook): Promise<WebhookResult>;
  /** Ends all calls without callbacks and releases everything. */
  stop(): Promise<void>;
}

const DEFAULT_LIMITS: Limits = {
  speechMsPerCharacter: 60,
  playMs: 10_000,
  detectionMs: 2400,
  longestCallMs: 4 * 3600_000,
  queueSize: 1000,
  unknownNumbers: 'no-answer',
  keptRecords: 10_000,
};

export async function startPhoneNetwork(options: PhoneNetworkOptions): Promise<PhoneNetwork> {
  const clock = makeClock(options.clock ?? 'real', options.startAt);
  const log = makeLog(clock.now);
  const faults = makeFaults(log);
  const numbers = makeNumbers(clock.now);
  const account = makeAccountSettings(clock.now);
  const handsets = new Map<string, { readonly handset: Handset; readonly device: Device }>();
  const net: Exchange = {
    account: { sid: options.accountSid, token: options.authToken, settings: account },
    startedAt: clock.now(),
    clock,
    log,
    faults,
    numbers,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    webhooks: makeWebhooks({ authToken: options.authToken, clock, log, faults }),
    calls: new Map(),
    queues: new Map(),
    conferences: new Map(),
    recordings: new Map(),
    messages: new Map(),
    stopped: new Set(),
    deviceAt: (address) => handsets.get(address)?.device ?? magicDevice(address, clock),
    isOpen: true,
  };

  function handset(address: string): Handset {
    const known = handsets.get(address);
    if (known) return known.handset;
    const made = makeHandset(address, {
      clock,
      speechMsPerCharacter: net.limits.speechMsPerCharacter,
      call: (device, to, from, extra) => receiveCall(net, device, { to, from, extra }, options.clientVoice ?? null),
    });
    handsets.set(address, made);
    return made.handset;
  }

  const app = express();
  app.disable('x-powered-by');
  const { outOfReachMs } = options;
  app.use(
    '/handsets',
    handsetRoutes({
      handset,
      remove: (address) => handsets.delete(address),
      ...(outOfReachMs !== undefined && { outOfReachMs }),
    }),
  );
  app.use('/console', consoleRoutes(net));
  app.use(restRoutes(net, options.apiKeys ?? []));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    clock,
    numbers,
    faults,
    account,
    log,
    handset,
    text: (text) => receiveMessage(net, text),
    send: net.webhooks.send,
    async stop() {
      net.isOpen = false;
      for (const call of net.calls.values()) endCall(net, call, 'canceled');
      net.webhooks.stop();
      clock.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await clock.settle();
    },
  };
}
