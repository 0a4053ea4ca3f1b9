/**
 * The simulated phone network as a program:
 *
 *   PHONE_NETWORK_ACCOUNT_SID=AC… PHONE_NETWORK_AUTH_TOKEN=… \
 *     node dist/phone-network.js [--port PORT] [--host 127.0.0.1] [--number +18005550100=VOICE_URL]…
 *                                [--client-voice URL] [--parent-watch]
 *
 * Prints one line of JSON, `{"url": …}`, once it is ready; everything else goes to standard error. Stops on SIGTERM or
 * SIGINT and, with --parent-watch, when its standard input ends. Exit codes: 0 stopped, 1 failed, 2 wrong arguments.
 */
import { parseArgs } from 'node:util';
import { startPhoneNetwork, type PhoneNetworkOptions } from './network.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

interface Settings {
  readonly options: PhoneNetworkOptions;
  readonly numbers: readonly { readonly phoneNumber: string; readonly voiceUrl: string }[];
  readonly watchesParent: boolean;
}

function fail(message: string, code: number): never {
  process.stderr.write(`phone-network: ${message}\n`);
  process.exit(code);
}

function readSettings(args: string[], environment: NodeJS.ProcessEnv): Settings {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      number: { type: 'string', multiple: true, default: [] },
      'client-voice': { type: 'string' },
      'parent-watch': { type: 'boolean', default: false },
    },
  });
  const accountSid = environment['PHONE_NETWORK_ACCOUNT_SID'] ?? '';
  const authToken = environment['PHONE_NETWORK_AUTH_TOKEN'] ?? '';
  if (!/^AC[0-9a-f]{32}$/.test(accountSid))
    throw new Error('PHONE_NETWORK_ACCOUNT_SID must be AC followed by 32 hexadecimal digits');
  if (authToken === '') throw new Error('PHONE_NETWORK_AUTH_TOKEN is required');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is not a port number`);
  if (!LOOPBACK.has(values.host)) {
    throw new Error(`--host ${values.host}: the console requires no sign-in, so only loopback is allowed`);
  }
  const clientVoice = values['client-voice'];
  if (clientVoice !== undefined && !URL.canParse(clientVoice)) throw new Error('--client-voice is not a URL');
  return {
    options: {
      accountSid,
      authToken,
      port,
      host: values.host,
      ...(clientVoice === undefined ? {} : { clientVoice: { url: clientVoice, method: 'POST' as const } }),
    },
    numbers: values.number.map(readNumber),
    watchesParent: values['parent-watch'],
  };
}

function readNumber(text: string) {
  const [, phoneNumber, voiceUrl] = /^(\+\d{5,15})=(https?:.+)$/.exec(text) ?? [];
  if (phoneNumber === undefined || voiceUrl === undefined) throw new Error(`--number ${text} is not +NUMBER=URL`);
  return { phoneNumber, voiceUrl };
}

async function main(): Promise<void> {
  let settings: Settings;
  try {
    settings = readSettings(process.argv.slice(2), process.env);
  } catch (error) {
    fail((error as Error).message, 2);
  }
  const network = await startPhoneNetwork(settings.options);
  for (const { phoneNumber, voiceUrl } of settings.numbers) {
    network.numbers.set(phoneNumber, { voice: { url: voiceUrl, method: 'POST' } });
  }

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await network.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  if (settings.watchesParent) {
    process.stdin.on('end', () => void stop());
    process.stdin.on('error', () => void stop());
    process.stdin.resume();
  }
  process.stdout.write(`${JSON.stringify({ url: network.url })}\n`);
}

main().catch((error: unknown) => {
  fail(error instanceof Error ? error.message : String(error), 1);
});
