/**
 * The process: reads the configuration, chooses the parts, starts everything in order, and on SIGTERM or SIGINT stops
 * it in reverse, once and within 10 seconds. Nothing else is decided here.
 */
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createApp, type App, type AppOptions } from './app.ts';
import { readConfig, type Config, type TwilioConfig } from './process/config.ts';
import { PlainError } from './core/vocabulary/errors.ts';
import { makeDataDir } from './process/dataDir.ts';
import { hireSimulatedAgents, startFloor } from './demo/floor/index.ts';
import { DEMO_INFO, DEMO_PEOPLE } from './demo/people.ts';
import { startPhoneNetwork, type DemoNetwork } from './demo/phoneNetwork.ts';
import { seedDemo } from './demo/seed.ts';
import { PHONE_NETWORK_PATH } from './http/demo/phoneNetwork.ts';
import { startJobs } from './jobs/index.ts';
import { listenOn, StartRefused } from './process/listenOn.ts';
import { createLog } from './process/log.ts';
import { startMail } from './mail/index.ts';
import { StoreUnavailable, type Log } from './ports/basics.ts';
import type { Parts } from './ports/parts.ts';
import type { SettingsStore } from './ports/settings.ts';
import { twilioPhone } from './phone/twilioPhone.ts';
import { twilioSetup } from './phone/twilioSetup.ts';
import { resetLink, rotateEvidenceKey } from './process/operatorCommand.ts';
import { linkNodes, type NodeLink } from './sockets/connection/nodeLink.ts';
import { openStores } from './store/index.ts';
import { tableReader } from './tables/index.ts';
import { startEmbedded } from './store/embedded.ts';
import { writeLetter } from './usecases/mail/table.ts';
import { offerFirstAdministrator } from './usecases/session/createFirstAdministrator.ts';

const STOP_WITHIN_MS = 9500;
const DATABASE_PROGRAM = new URL('./embedded-mongo.js', import.meta.url).pathname;

/** What was started, to be stopped in reverse. */
type Stop = { readonly what: string; readonly stop: () => Promise<void> | void; readonly withinMs: number };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      'reset-link': { type: 'string' },
      'rotate-key': { type: 'boolean' },
    },
  });
  const result = readConfig(process.env, values);
  if (!result.ok) {
    quit(['Leadbell didn’t start. Fix these settings:', ...result.mistakes.map((line) => `  ${line}`)]);
    return;
  }
  const { config } = result;
  const log = createLog(config.logLevel);
  const email = values['reset-link'];
  const settings = { config, program: DATABASE_PROGRAM, log };
  if (email !== undefined) return printLines('No link was created', () => resetLink(settings, email));
  if (values['rotate-key']) return printLines('The key wasn’t rotated', () => rotateEvidenceKey(settings));
  for (const warning of config.warnings) log.warn({}, warning);

  const stops: Stop[] = [];
  const stop = stopper(stops, log);
  const asked = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      asked.abort();
      void stop(signal);
    });
  }
  // An error that escaped its caller may have left memory in an inconsistent state: stop in order and let the process
  // manager start a new process.
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'uncaught error; stopping');
    void stop('uncaughtException');
  });
  // A promise that nobody awaits is a doorbell: everything that matters is awaited and on disk. Log and count it.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  const onLost = (error: Error) => {
    process.exitCode = 1;
    process.stderr.write(`Leadbell is stopping: ${error.message}\n`);
    void stop('database lost');
  };
  try {
    await start(config, log, stops, onLost);
  } catch (error) {
    // Parts that are still starting miss what a stop has already closed.
    if (asked.signal.aborted) return;
    // An unavailable database has more to tell: why.
    const isSelfExplanatory = error instanceof PlainError && !(error instanceof StoreUnavailable);
    if (!isSelfExplanatory) log.error({ err: error }, 'Leadbell did not start');
    process.exitCode = 1;
    process.stderr.write(`Leadbell did not start: ${error instanceof Error ? error.message : String(error)}\n`);
    await stop('failed start');
  }
}

async function start(config: Config, log: Log, stops: Stop[], onLost: (error: Error) => void): Promise<void> {
  let uri = config.mongodbUri;
  if (uri === undefined) {
    await makeDataDir(config.dataDir);
    const database = await startEmbedded({ program: DATABASE_PROGRAM, dataDir: config.dataDir, log, onLost });
    stops.push({ what: 'embedded database', stop: database.stop, withinMs: 3000 });
    uri = database.uri;
  }

  const stores = await openStores(uri, log, config.dataDir);
  stops.push({ what: 'database connection', stop: stores.close, withinMs: 1000 });
  await claimMark(stores.parts.settings, config);

  const options: { -readonly [K in keyof AppOptions]: AppOptions[K] } = { provesWritable: stores.provesWritable };
  let nodes: NodeLink | undefined;
  if (config.redisUrl !== undefined) {
    nodes = await linkNodes(config.redisUrl, stores.parts.clock, log);
    stops.push({ what: 'redis', stop: nodes.close, withinMs: 500 });
    options.adapter = nodes.adapter;
  }
  if (config.demo) options.demo = DEMO_INFO;

  const base = (): string => app.url();
  const mail = await startMail({ demo: config.demo, settings: config.mail, base, write: writeLetter, log });
  if (mail) stops.push({ what: 'mail', stop: mail.close, withinMs: 500 });
  if (mail?.mailbox) options.mailbox = mail.mailbox;
  const network = config.demo && !config.twilio ? await demoNetwork(log) : undefined;
  if (network) stops.push({ what: 'simulated phone network', stop: network.stop, withinMs: 500 });
  const twilio = config.twilio ?? (network && { ...network, apiUrl: network.url });
  const phoneOptions = twilio && { ...twilio, publicUrl: base, softphoneUrl: network && PHONE_NETWORK_PATH, log };
  if (twilio) options.telephony = trustOf(twilio);
  if (network) options.phoneNetworkUrl = network.url;

  const outside = {
    ...stores.parts,
    tables: tableReader(new URL('./table-reader.js', import.meta.url).pathname),
    ...(mail && { mailer: mail.mailer }),
    ...(phoneOptions && { phone: twilioPhone(phoneOptions), phoneSetup: twilioSetup(phoneOptions) }),
    ...(nodes && { nodes }),
  };
  const app: App = createApp(outside, config, options);
  process.on('unhandledRejection', () => app.parts.vitals.unhandled());
  if (config.demo) await seedDemo(app.parts);
  if (config.demoFloor) await hireSimulatedAgents(app.parts);

  // Requests finish before sockets end, and both before the stores close. Readiness goes first.
  stops.push({ what: 'server', stop: app.close, withinMs: 3500 });
  stops.push({ what: 'jobs', stop: startJobs(app.parts), withinMs: 2000 });
  stops.push({ what: 'readiness', stop: app.drain, withinMs: 100 });

  await listenOn(app.server, config);
  await network?.serve(app.url());
  await greet(app, config, app.parts);
  // Started last and stopped first: simulated people find every endpoint open, and are gone before the first one
  // closes.
  if (config.demoFloor) {
    const { port } = app.server.address() as AddressInfo;
    const stopFloor = startFloor({ url: `http://localhost:${port}`, log });
    stops.push({ what: 'simulated floor', stop: stopFloor, withinMs: 500 });
  }
}

/** For operators; see process/operatorCommand.ts. */
async function printLines(failed: string, run: () => Promise<string[]>): Promise<void> {
  try {
    process.stdout.write(`${(await run()).join('\n')}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${failed}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** Without it the demo continues: agents then dial by hand. */
async function demoNetwork(log: Log): Promise<DemoNetwork | undefined> {
  try {
    return await startPhoneNetwork(new URL('./phone-network.js', import.meta.url).pathname);
  } catch (error) {
    log.error({ err: error }, 'the simulated phone network did not start; the demo continues without it');
    return undefined;
  }
}

/** The accepted Auth Tokens, including the previous one during a rotation. */
function trustOf({ authToken, authTokenPrevious, fallbackNumber }: TwilioConfig): AppOptions['telephony'] {
  return {
    authTokens: [authToken, ...(authTokenPrevious === undefined ? [] : [authTokenPrevious])],
    ...(fallbackNumber !== undefined && { staticNumber: fallbackNumber }),
  };
}

/** Stops what was started, last first, each within its time limit. A part that doesn’t stop in time is left behind. */
function stopper(stops: readonly Stop[], log: Log): (why: string) => Promise<void> {
  let stopping: Promise<void> | undefined;
  const run = async (why: string) => {
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    for (const { what, stop, withinMs } of stops.toReversed()) {
      try {
        await Promise.race([stop(), late(withinMs)]);
      } catch (error) {
        log.error({ err: error, what }, 'failed to stop a component');
      }
    }
    log.info({}, 'stopped');
    const isFailure = why === 'uncaughtException';
    process.exit(process.exitCode ?? (isFailure ? 1 : 0));
  };
  return (why) => (stopping ??= run(why));
}

function late(ms: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new PlainError(`not stopped within ${ms} ms`)), ms).unref();
  });
}

/** The first start marks the data as demo or live. The other kind of start then refuses it. */
async function claimMark(settings: SettingsStore, { demo, dataDir }: Config): Promise<void> {
  const wanted = demo ? 'demo' : 'live';
  const mark = await settings.get<string>('mark');
  if (mark === null) return settings.set('mark', wanted);
  if (mark === wanted) return;
  throw new StartRefused(
    demo
      ? `the data in ${dataDir} belongs to a real service, and the demo’s sign-ins are public. Choose another DATA_DIR.`
      : `the data in ${dataDir} belongs to the demo, whose sign-ins are public. Choose another DATA_DIR, or run \`npm run demo\`.`,
  );
}

async function greet({ server }: App, config: Config, parts: Parts): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const base = config.publicUrl ?? `http://localhost:${port}`;
  const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  if (config.demo) {
    const password = DEMO_INFO.password;
    return void say([
      '',
      `  Leadbell demo                ${base}`,
      '',
      `  Inquiry form                 ${base}/f/${DEMO_INFO.formKey}`,
      `  Agents' desk                 ${base}/desk`,
      `  Supervisor's floor           ${base}/floor`,
      `  Emails it would send         ${base}/outbox`,
      `  A phone to call from         ${base}/phone`,
      '',
      '  Sign in as                   with the password',
      ...DEMO_PEOPLE.map(({ email, role }) => `  ${email.padEnd(28)} ${password}   ${role}`),
      '',
      ...(config.demoFloor ? ['  Simulated customers and agents are running (DEMO_FLOOR=on).', ''] : []),
      `  Data: ${config.dataDir}   Stop: Ctrl-C`,
      '',
    ]);
  }
  say([`Leadbell listens on ${base}`]);
  const token = await offerFirstAdministrator(parts);
  if (token !== null) say(['Create the first administrator (this link works once):', `  ${base}/setup#${token}`]);
}

function quit(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 2;
}

await main();
