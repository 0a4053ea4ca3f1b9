/**
 * The service as `npm start` runs it, on an empty database: a separate process, the first administrator’s link as
 * printed, and an administrator to set things up. For journeys that start from nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CampaignFields, CampaignView, Invited, PersonView } from '../../src/shared/admin.ts';
import { startDatabase } from './database.ts';
import { clientOf, cookieOf, type Client } from './service.ts';

const PROGRAM = new URL('../../dist/main.js', import.meta.url).pathname;
export const PASSWORD = 'a sentence of my own';

export interface Fresh {
  readonly url: string;
  /** `/setup#token`, as the first start prints it. */
  readonly setupPath: string;
  readonly databaseUri: string;
  stop(): Promise<void>;
}

export async function startFresh(env: Record<string, string> = {}): Promise<Fresh> {
  const database = await startDatabase();
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_LEVEL: 'warn',
      MONGODB_URI: database.uri,
      DATA_DIR: database.folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const link = await new Promise<URL>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const match = /(http:\/\/localhost:\d+\/setup#\S+)/.exec(printed);
        if (match?.[1]) resolve(new URL(match[1]));
      });
    }
    child.on('exit', (code) => reject(new Error(`the service ended with ${code}:\n${printed.slice(-3000)}`)));
  });
  return {
    url: link.origin,
    setupPath: link.pathname + link.hash,
    databaseUri: database.uri,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      await database.stop();
    },
  };
}

export interface FreshAdministrator extends Client {
  /** Sends a request like one of our pages and returns the data. A refusal is an error. */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
}

export async function firstAdministrator(fresh: Fresh): Promise<FreshAdministrator> {
  const token = fresh.setupPath.split('#')[1] ?? '';
  const person = { name: 'Robin Hale', email: 'robin@example.com', password: PASSWORD };
  return administratorOf(fresh, await post(fresh, '/api/setup', { token, ...person }));
}

/** A person who was invited and has chosen the tests’ password. */
export async function join(
  fresh: Fresh,
  administrator: FreshAdministrator,
  person: { name: string; email: string; role?: PersonView['role']; agent?: PersonView['agent'] },
): Promise<FreshAdministrator & { readonly id: string }> {
  const body = { role: 'agent', language: 'en', agent: null, ...person };
  const { link, person: made } = await administrator.ask<Invited>('POST', '/api/admin/people', body);
  const welcome = await post(fresh, '/api/welcome', { token: link.split('#')[1], password: PASSWORD });
  return { ...administratorOf(fresh, welcome), id: made.id };
}

export const AGENT = { teamIds: [], languages: ['en', 'ko'], skills: {}, capacity: 1 } as const;

/** A business that is always open, and an active campaign. */
export async function openBusiness(administrator: FreshAdministrator): Promise<CampaignView> {
  await administrator.ask('PUT', '/api/admin/business', {
    version: 0,
    name: 'Brightroof',
    country: 'US',
    language: 'en',
    zone: 'America/New_York',
    hours: { weekly: null, holidays: [] },
  });
  const template = await administrator.ask<CampaignFields>('GET', '/api/admin/campaigns/template');
  return administrator.ask<CampaignView>('POST', '/api/admin/campaigns', template);
}

async function post(fresh: Fresh, path: string, body: object): Promise<Response> {
  const response = await clientOf(fresh.url, '').send('POST', path, body, { origin: fresh.url });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

function administratorOf(fresh: Fresh, signedIn: Response): FreshAdministrator {
  const client = clientOf(fresh.url, cookieOf(signedIn));
  return {
    ...client,
    async ask<T>(method: string, path: string, body?: unknown) {
      const response = await client.send(method, path, body, { origin: fresh.url });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
  };
}
