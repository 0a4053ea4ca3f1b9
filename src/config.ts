/**
 * The environment, read once, checked as a whole and frozen. Every mistake is reported at once, each with how to mend
 * it; a name that is nearly one of ours is pointed out. `.env.example` lists the same names (a test holds both together).
 */
import joi from 'joi';
import { resolve } from 'node:path';
import { originOf } from './core/origin.ts';
import { readMailFrom, readSmtpUrl, type MailServer, type Sender } from './mail/server.ts';

export interface Config {
  readonly demo: boolean;
  /** Simulated prospects and agents use the demo's public doors. */
  readonly demoFloor: boolean;
  readonly production: boolean;
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly host: string;
  /** The origin that people's browsers use; absent means this machine's own, at the port listened on. */
  readonly publicUrl?: string;
  /** Express's `trust proxy`: how many proxies, or which, may tell the address of the client. */
  readonly trustProxy: false | number | readonly string[];
  readonly dataDir: string;
  readonly mongodbUri?: string;
  readonly redisUrl?: string;
  readonly metricsToken?: string;
  /** Absent: the demo keeps its mails for itself, and the real service sends none. */
  readonly mail?: { readonly server: MailServer; readonly from: Sender };
  readonly intakeLimitPerMinute: number;
  /** The telephone network; absent: agents dial by hand. */
  readonly twilio?: TwilioConfig;
  readonly logLevel: string;
  /** Said at the start: what works less well with these settings, and why. */
  readonly warnings: readonly string[];
}

export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  /** Still believed while the token is being changed. */
  readonly authTokenPrevious?: string;
  /** Where the API is, if not at Twilio. */
  readonly apiUrl?: string;
  /** With which browsers become telephones; without it agents need one of their own. */
  readonly browser?: { readonly apiKeySid: string; readonly apiKeySecret: string };
  /** E.164: dialled for a caller when nothing else works. */
  readonly fallbackNumber?: string;
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly mistakes: readonly string[] };

interface Variable {
  readonly schema: joi.Schema;
  /** What is used when it is not set, as `.env.example` shows it; empty when there is none. */
  readonly fallback: string;
  readonly mend: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const text = joi.string().trim().empty('');

const ORIGIN = text.custom((value: string, helpers) => originOf(value) ?? helpers.error('any.invalid'));

// `true` would let anybody choose their own address, so it is not offered.
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
    mend: 'a port from 0 to 65535, such as 3000 (0 lets the system choose)',
  },
  HOST: {
    schema: text.hostname(),
    fallback: '127.0.0.1',
    mend: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  PUBLIC_URL: {
    schema: ORIGIN,
    fallback: '',
    mend: 'the address in people’s browsers without a path, such as https://leads.example.com',
  },
  TRUST_PROXY: {
    schema: PROXIES,
    fallback: '',
    mend: 'the number of proxies in front, such as 1, or their addresses, such as loopback or 10.0.0.0/8',
  },
  DATA_DIR: { schema: text, fallback: './data/live', mend: 'a folder that may be written to' },
  MONGODB_URI: {
    schema: text.uri({ scheme: ['mongodb', 'mongodb+srv'] }),
    fallback: '',
    mend: 'a mongodb:// or mongodb+srv:// address',
  },
  REDIS_URL: {
    schema: text.uri({ scheme: ['redis', 'rediss'] }),
    fallback: '',
    mend: 'a redis:// or rediss:// address',
  },
  SMTP_URL: {
    schema: text.custom((value: string, helpers) => readSmtpUrl(value) ?? helpers.error('any.invalid')),
    fallback: '',
    mend: 'a mail server such as smtps://user:password@mail.example.com or smtp://mail.example.com:587?tls=required',
  },
  MAIL_FROM: {
    schema: text.custom((value: string, helpers) => readMailFrom(value) ?? helpers.error('any.invalid')),
    fallback: '',
    mend: 'the sender of emails, such as Bright Roof <leads@example.com>',
  },
  METRICS_TOKEN: { schema: text.min(16), fallback: '', mend: 'a secret of at least 16 characters' },
  INTAKE_LIMIT_PER_MINUTE: {
    schema: joi.number().integer().min(1).max(1_000_000).empty(''),
    fallback: '30',
    mend: 'how many forms one address may send in a minute, from 1 to 1000000',
  },
  TWILIO_ACCOUNT_SID: {
    schema: text.pattern(/^AC[0-9a-f]{32}$/i),
    fallback: '',
    mend: 'the Account SID of the Twilio console: AC and 32 hexadecimal digits',
  },
  TWILIO_AUTH_TOKEN: { schema: text.min(16), fallback: '', mend: 'the Auth Token of the Twilio console' },
  TWILIO_AUTH_TOKEN_PREVIOUS: { schema: text.min(16), fallback: '', mend: 'the Auth Token that was used before' },
  TWILIO_API_KEY_SID: {
    schema: text.pattern(/^SK[0-9a-f]{32}$/i),
    fallback: '',
    mend: 'the SID of an API key: SK and 32 hexadecimal digits',
  },
  TWILIO_API_KEY_SECRET: { schema: text.min(16), fallback: '', mend: 'the secret of that API key' },
  TWILIO_API_URL: {
    schema: ORIGIN,
    fallback: '',
    mend: 'the address of a server that speaks Twilio’s API, without a path',
  },
  TWILIO_FALLBACK_NUMBER: {
    schema: text.pattern(/^\+[1-9]\d{6,14}$/),
    fallback: '',
    mend: 'a phone number with its country code, such as +12025550143',
  },
  LOG_LEVEL: { schema: text.valid(...LOG_LEVELS), fallback: 'info', mend: `one of ${LOG_LEVELS.join(', ')}` },
  NODE_ENV: {
    schema: text.valid('development', 'production', 'test'),
    fallback: 'development',
    mend: 'one of development, production, test',
  },
  DEMO_FLOOR: { schema: text.valid('on', 'off'), fallback: 'off', mend: 'on or off' },
};

/** Defaults that differ: the demo's data are apart, no limit meets whoever tries it, and its table stays readable. */
const DEFAULTS = {
  live: { dataDir: './data/live', intakeLimitPerMinute: 30, logLevel: 'info' },
  demo: { dataDir: './data/demo', intakeLimitPerMinute: 100_000, logLevel: 'warn' },
} as const;

/** The configuration, or every mistake in it as a sentence. */
export function readConfig(env: NodeJS.ProcessEnv, { demo }: { readonly demo: boolean }): ConfigResult {
  const values = new Map<string, unknown>();
  const mistakes: string[] = [];
  for (const [name, { schema, mend }] of Object.entries(VARIABLES)) {
    const { value, error } = schema.validate(env[name]) as { value: unknown; error?: Error };
    // The value itself stays out of the message: it may be a secret put into the wrong variable.
    if (error) mistakes.push(`${name} must be ${mend}.`);
    else values.set(name, value);
  }

  const host = (values.get('HOST') as string | undefined) ?? '127.0.0.1';
  const production = values.get('NODE_ENV') === 'production';
  if (demo && production) {
    mistakes.push('NODE_ENV=production does not work with the demo, whose sign-ins are public. Use `npm start`.');
  }
  if (demo && !isLoopback(host)) mistakes.push(`HOST must be this machine only in the demo. Leave it out.`);
  if (!demo && values.get('DEMO_FLOOR') === 'on')
    mistakes.push('DEMO_FLOOR=on is for the demo only: use `npm run demo`.');
  const mailServer = values.get('SMTP_URL') as MailServer | undefined;
  const mailFrom = values.get('MAIL_FROM') as Sender | undefined;
  if (mailServer && !mailFrom && !mistakes.some((line) => line.startsWith('MAIL_FROM')))
    mistakes.push(`MAIL_FROM must be set with SMTP_URL: ${VARIABLES['MAIL_FROM']?.mend ?? ''}.`);
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

/** Half a telephone network is none: what is missing is named. */
function telephonyMistakes(values: ReadonlyMap<string, unknown>, demo: boolean): string[] {
  const isSet = (name: string) => values.get(name) !== undefined;
  const mistakes: string[] = [];
  const needs = (name: string, needed: string) => {
    if (isSet(name) && !isSet(needed)) mistakes.push(`${needed} must be set too, because ${name} is.`);
  };
  needs('TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN');
  for (const name of ['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY_SID', 'TWILIO_API_URL', 'TWILIO_FALLBACK_NUMBER'])
    needs(name, 'TWILIO_ACCOUNT_SID');
  needs('TWILIO_AUTH_TOKEN_PREVIOUS', 'TWILIO_AUTH_TOKEN');
  needs('TWILIO_API_KEY_SID', 'TWILIO_API_KEY_SECRET');
  needs('TWILIO_API_KEY_SECRET', 'TWILIO_API_KEY_SID');
  // The network calls back at this address, and signs it.
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

/** Whether people reach the service by https: secure cookies then, and no plain ones. */
export function isSecure(config: Pick<Config, 'publicUrl'>): boolean {
  return config.publicUrl?.startsWith('https:') ?? false;
}

function plainHttpCost(host: string, publicUrl: string | undefined): string[] {
  if (publicUrl?.startsWith('https:')) return [];
  const isLocal = publicUrl === undefined ? isLoopback(host) : isLoopback(new URL(publicUrl).hostname);
  if (isLocal) return [];
  return [
    'Plain HTTP on another host than localhost: sign-ins and leads can be read on the way, cookies are without the ' +
      '__Host- prefix, and browsers give no microphone and no notifications. Set PUBLIC_URL to an https:// address.',
  ];
}

function linksLeadNowhere(publicUrl: string | undefined): string[] {
  if (publicUrl !== undefined) return [];
  return ['SMTP_URL without PUBLIC_URL: links in emails lead to localhost. Set PUBLIC_URL to the address people use.'];
}

function nearMisses(env: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(VARIABLES);
  return Object.keys(env).flatMap((name) => {
    if (names.includes(name)) return [];
    const meant = names.find((ours) => isOneEditAway(name.toUpperCase(), ours));
    return meant === undefined ? [] : [`${name} is not a setting of Leadbell and does nothing. Did you mean ${meant}?`];
  });
}

/** One letter added, left out or replaced, or two neighbours swapped. Short names only match when nothing is replaced. */
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
