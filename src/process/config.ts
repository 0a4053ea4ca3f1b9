/**
 * The environment: read once, validated as a whole, and frozen. Every mistake is reported at once with how to fix it, and a
 * name that is almost one of ours is pointed out. `.env.example` lists the same names; a test compares the two.
 */
import joi from 'joi';
import { resolve } from 'node:path';
import { originOf } from '../core/vocabulary/origin.ts';
import { readMailFrom, readSmtpUrl, type MailServer, type Sender } from '../mail/server.ts';

export interface Config {
  readonly demo: boolean;
  /** Simulated customers and agents use the demo like real ones. */
  readonly demoFloor: boolean;
  readonly production: boolean;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** The origin in people's browsers. Absent: http://localhost at the port. */
  readonly publicUrl?: string;
  /** Express's `trust proxy`: how many proxies, or which ones, may report the client's address. */
  readonly trustProxy: false | number | readonly string[];
  readonly dataDir: string;
  readonly mongodbUri?: string;
  readonly redisUrl?: string;
  readonly metricsToken?: string;
  /** Absent: the demo keeps its emails to itself, and the real service sends none. */
  readonly mail?: { readonly server: MailServer; readonly from: Sender };
  readonly intakeLimitPerMinute: number;
  /** The phone network. Absent: agents dial by hand. */
  readonly twilio?: TwilioConfig;
  readonly logLevel: string;
  /** Logged at start: what these settings limit, and why. */
  readonly warnings: readonly string[];
}

export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  /** Still accepted while the token is being rotated. */
  readonly authTokenPrevious?: string;
  /** The API’s address, if it isn’t Twilio’s. */
  readonly apiUrl?: string;
  /** Lets agents take calls in the browser. Absent: they need a phone. */
  readonly browser?: { readonly apiKeySid: string; readonly apiKeySecret: string };
  /** E.164: dialed for a caller when nothing else works. */
  readonly fallbackNumber?: string;
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly mistakes: readonly string[] };

interface Variable {
  readonly schema: joi.Schema;
  /** The default, as `.env.example` shows it; empty if there is none. */
  readonly fallback: string;
  /** What a valid value is, to complete “NAME must be …”. */
  readonly expected: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const text = joi.string().trim().empty('');

const ORIGIN = text.custom((value: string, helpers) => originOf(value) ?? helpers.error('any.invalid'));

// `true` would let any client choose its own address, so it isn’t allowed.
const PROXIES = text.custom((value: string, helpers) => {
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const parts = value.split(',').map((part) => part.trim());
  const isPlace = (part: string) => /^(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?)$/i.test(part);
  return parts.every(isPlace) ? parts : helpers.error('any.invalid');
});

export const VARIABLES: Readonly<Record<string, Variable>> = {
  PORT: {
    schema: joi.number().integer().min(0).max(65_535).empty(''),
    fallback: '3000',
    expected: 'a port from 0 to 65535, such as 3000 (0 lets the system choose)',
  },
  HOST: {
    schema: text.hostname(),
    fallback: '127.0.0.1',
    expected: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  PUBLIC_URL: {
    schema: ORIGIN,
    fallback: '',
    expected: 'the address in people’s browsers, without a path, such as https://leads.example.com',
  },
  TRUST_PROXY: {
    schema: PROXIES,
    fallback: '',
    expected: 'the number of proxies in front, such as 1, or their addresses, such as loopback or 10.0.0.0/8',
  },
  DATA_DIR: { schema: text, fallback: './data/live', expected: 'a writable folder' },
  MONGODB_URI: {
    schema: text.uri({ scheme: ['mongodb', 'mongodb+srv'] }),
    fallback: '',
    expected: 'a mongodb:// or mongodb+srv:// address',
  },
  REDIS_URL: {
    schema: text.uri({ scheme: ['redis', 'rediss'] }),
    fallback: '',
    expected: 'a redis:// or rediss:// address',
  },
  SMTP_URL: {
    schema: text.custom((value: string, helpers) => readSmtpUrl(value) ?? helpers.error('any.invalid')),
    fallback: '',
    expected:
      'a mail server such as smtps://user:password@mail.example.com or smtp://mail.example.com:587?tls=required',
  },
  MAIL_FROM: {
    schema: text.custom((value: string, helpers) => readMailFrom(value) ?? helpers.error('any.invalid')),
    fallback: '',
    expected: 'the sender of emails, such as Bright Roof <leads@example.com>',
  },
  METRICS_TOKEN: { schema: text.min(16), fallback: '', expected: 'a secret of at least 16 characters' },
  INTAKE_LIMIT_PER_MINUTE: {
    schema: joi.number().integer().min(1).max(1_000_000).empty(''),
    fallback: '30',
    expected: 'how many forms one address may send per minute, from 1 to 1000000',
  },
  TWILIO_ACCOUNT_SID: {
    schema: text.pattern(/^AC[0-9a-f]{32}$/i),
    fallback: '',
    expected: 'the Account SID from the Twilio console: AC and 32 hexadecimal digits',
  },
  TWILIO_AUTH_TOKEN: { schema: text.min(16), fallback: '', expected: 'the Auth Token from the Twilio console' },
  TWILIO_AUTH_TOKEN_PREVIOUS: { schema: text.min(16), fallback: '', expected: 'the previous Auth Token' },
  TWILIO_API_KEY_SID: {
    schema: text.pattern(/^SK[0-9a-f]{32}$/i),
    fallback: '',
    expected: 'the SID of an API key: SK and 32 hexadecimal digits',
  },
  TWILIO_API_KEY_SECRET: { schema: text.min(16), fallback: '', expected: 'the secret of that API key' },
  TWILIO_API_URL: {
    schema: ORIGIN,
    fallback: '',
    expected: 'the address of a server that speaks Twilio’s API, without a path',
  },
  TWILIO_FALLBACK_NUMBER: {
    schema: text.pattern(/^\+[1-9]\d{6,14}$/),
    fallback: '',
    expected: 'a phone number with its country code, such as +12025550143',
  },
  LOG_LEVEL: { schema: text.valid(...LOG_LEVELS), fallback: 'info', expected: `one of ${LOG_LEVELS.join(', ')}` },
  NODE_ENV: {
    schema: text.valid('development', 'production', 'test'),
    fallback: 'development',
    expected: 'one of development, production, test',
  },
  DEMO_FLOOR: { schema: text.valid('on', 'off'), fallback: 'off', expected: 'on or off' },
};

/** Defaults that differ: the demo keeps its own data, has no intake limit in practice, and prints a readable table. */
const DEFAULTS = {
  live: { dataDir: './data/live', intakeLimitPerMinute: 30, logLevel: 'info' },
  demo: { dataDir: './data/demo', intakeLimitPerMinute: 100_000, logLevel: 'warn' },
} as const;

/** The configuration, or every mistake in it as a sentence. */
export function readConfig(env: NodeJS.ProcessEnv, { demo }: { readonly demo: boolean }): ConfigResult {
  const values = new Map<string, unknown>();
  const mistakes: string[] = [];
  for (const [name, { schema, expected }] of Object.entries(VARIABLES)) {
    const { value, error } = schema.validate(env[name]) as { value: unknown; error?: Error };
    // The message never repeats the value: it may be a secret in the wrong variable.
    if (error) mistakes.push(`${name} must be ${expected}.`);
    else values.set(name, value);
  }

  const host = (values.get('HOST') as string | undefined) ?? '127.0.0.1';
  const production = values.get('NODE_ENV') === 'production';
  if (demo && production) {
    mistakes.push('NODE_ENV=production doesn’t work with the demo, because its sign-ins are public. Use `npm start`.');
  }
  if (demo && !isLoopback(host)) mistakes.push('HOST must be a loopback address in the demo. Leave it unset.');
  if (!demo && values.get('DEMO_FLOOR') === 'on')
    mistakes.push('DEMO_FLOOR=on works in the demo only. Use `npm run demo`.');
  const mailServer = values.get('SMTP_URL') as MailServer | undefined;
  const mailFrom = values.get('MAIL_FROM') as Sender | undefined;
  if (mailServer && !mailFrom && !mistakes.some((line) => line.startsWith('MAIL_FROM')))
    mistakes.push(`MAIL_FROM is required with SMTP_URL: ${VARIABLES['MAIL_FROM']?.expected ?? ''}.`);
  mistakes.push(...telephonyMistakes(values, demo));
  if (mistakes.length > 0) return { ok: false, mistakes };

  const defaults = demo ? DEFAULTS.demo : DEFAULTS.live;
  const publicUrl = values.get('PUBLIC_URL') as string | undefined;
  const optional = {
    publicUrl,
    mongodbUri: values.get('MONGODB_URI') as string | undefined,
    redisUrl: values.get('REDIS_URL') as string | undefined,
    metricsToken: values.get('METRICS_TOKEN') as string | undefined,
    mail: mailServer && mailFrom ? { server: mailServer, from: mailFrom } : undefined,
    twilio: twilioOf(values),
  };
  return {
    ok: true,
    config: Object.freeze({
      demo,
      demoFloor: values.get('DEMO_FLOOR') === 'on',
      production,
      port: (values.get('PORT') as number | undefined) ?? 3000,
      host,
      trustProxy: (values.get('TRUST_PROXY') as number | string[] | undefined) ?? false,
      dataDir: resolve((values.get('DATA_DIR') as string | undefined) ?? defaults.dataDir),
      intakeLimitPerMinute:
        (values.get('INTAKE_LIMIT_PER_MINUTE') as number | undefined) ?? defaults.intakeLimitPerMinute,
      logLevel: (values.get('LOG_LEVEL') as string | undefined) ?? defaults.logLevel,
      warnings: Object.freeze([
        ...plainHttpCost(host, publicUrl),
        ...(mailServer ? linksLeadNowhere(publicUrl) : []),
        ...nearMisses(env),
      ]),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    }),
  };
}

/** A partly configured phone network doesn’t work; every missing setting is named. */
function telephonyMistakes(values: ReadonlyMap<string, unknown>, demo: boolean): string[] {
  const isSet = (name: string) => values.get(name) !== undefined;
  const mistakes: string[] = [];
  const needs = (name: string, needed: string) => {
    if (isSet(name) && !isSet(needed)) mistakes.push(`${needed} is required with ${name}.`);
  };
  needs('TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN');
  for (const name of ['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY_SID', 'TWILIO_API_URL', 'TWILIO_FALLBACK_NUMBER'])
    needs(name, 'TWILIO_ACCOUNT_SID');
  needs('TWILIO_AUTH_TOKEN_PREVIOUS', 'TWILIO_AUTH_TOKEN');
  needs('TWILIO_API_KEY_SID', 'TWILIO_API_KEY_SECRET');
  needs('TWILIO_API_KEY_SECRET', 'TWILIO_API_KEY_SID');
  // The network sends its webhooks to this address and signs it.
  if (!demo) needs('TWILIO_ACCOUNT_SID', 'PUBLIC_URL');
  return [...new Set(mistakes)];
}

function twilioOf(values: ReadonlyMap<string, unknown>): TwilioConfig | undefined {
  const given = (name: string) => values.get(name) as string | undefined;
  const accountSid = given('TWILIO_ACCOUNT_SID');
  const authToken = given('TWILIO_AUTH_TOKEN');
  if (accountSid === undefined || authToken === undefined) return undefined;
  const apiKeySid = given('TWILIO_API_KEY_SID');
  const apiKeySecret = given('TWILIO_API_KEY_SECRET');
  const optional = {
    authTokenPrevious: given('TWILIO_AUTH_TOKEN_PREVIOUS'),
    apiUrl: given('TWILIO_API_URL'),
    fallbackNumber: given('TWILIO_FALLBACK_NUMBER'),
    browser: apiKeySid !== undefined && apiKeySecret !== undefined ? { apiKeySid, apiKeySecret } : undefined,
  };
  return { accountSid, authToken, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)) };
}

/** Whether only this machine can reach the address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether people reach the service over HTTPS. If so, all cookies are secure. */
export function isSecure(config: Pick<Config, 'publicUrl'>): boolean {
  return config.publicUrl?.startsWith('https:') ?? false;
}

function plainHttpCost(host: string, publicUrl: string | undefined): string[] {
  if (publicUrl?.startsWith('https:')) return [];
  const isLocal = publicUrl === undefined ? isLoopback(host) : isLoopback(new URL(publicUrl).hostname);
  if (isLocal) return [];
  return [
    'Plain HTTP on a host other than localhost: others can read sign-ins and leads in transit, cookies lack the ' +
      '__Host- prefix, and browsers allow no microphone and no notifications. Set PUBLIC_URL to an https:// address.',
  ];
}

function linksLeadNowhere(publicUrl: string | undefined): string[] {
  if (publicUrl !== undefined) return [];
  return [
    'SMTP_URL is set without PUBLIC_URL, so links in emails point to localhost. Set PUBLIC_URL to the address people use.',
  ];
}

function nearMisses(env: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(VARIABLES);
  return Object.keys(env).flatMap((name) => {
    if (names.includes(name)) return [];
    const meant = names.find((ours) => isOneEditAway(name.toUpperCase(), ours));
    return meant === undefined ? [] : [`${name} isn’t a Leadbell setting and has no effect. Did you mean ${meant}?`];
  });
}

/** One letter added, removed or replaced, or two neighbors swapped. In short names, a replaced letter doesn’t count. */
function isOneEditAway(name: string, ours: string): boolean {
  if (name === ours) return true;
  if (Math.abs(name.length - ours.length) > 1) return false;
  let start = 0;
  while (start < name.length && name[start] === ours[start]) start += 1;
  const rest = (word: string, skip: number) => word.slice(start + skip);
  if (name.length > ours.length) return rest(name, 1) === rest(ours, 0);
  if (name.length < ours.length) return rest(name, 0) === rest(ours, 1);
  const isSwap = name[start] === ours[start + 1] && name[start + 1] === ours[start] && rest(name, 2) === rest(ours, 2);
  return isSwap || (ours.length > 4 && rest(name, 1) === rest(ours, 1));
}
