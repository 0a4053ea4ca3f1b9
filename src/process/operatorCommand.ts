/**
 * Commands for operators: each works on the service’s database, whether or not the service is running, prints lines and
 * ends.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartRefused } from './listenOn.ts';
import type { Log } from '../ports/basics.ts';
import { openStores, type Stores } from '../store/index.ts';
import { joinEmbedded } from '../store/joinEmbedded.ts';
import { createOneTimeLink } from '../usecases/admin/createOneTimeLink.ts';
import { rotateKey } from '../usecases/evidence/signRoots.ts';

export interface CommandSettings {
  readonly config: Config;
  /** The embedded database’s program. */
  readonly program: string;
  readonly log: Log;
}

type Work = (parts: Stores['parts']) => Promise<string[]>;

/**
 * `npm start -- --reset-link EMAIL`: the lines with a one-time link for choosing a new password. Needs no mail server.
 * Throws StartRefused if there is no one to create a link for.
 */
export function resetLink(settings: CommandSettings, email: string): Promise<string[]> {
  const { publicUrl, port } = settings.config;
  return onStores(settings, async (parts) => {
    const made = await createOneTimeLink(parts, email);
    if (!made.ok) throw new StartRefused(made.message);
    const { link, expiresAt } = made.saved;
    return [
      `A link to choose a password. It works once, until ${new Date(expiresAt).toISOString()}:`,
      `  ${publicUrl ?? `http://localhost:${port}`}${link}`,
    ];
  });
}

/** `npm start -- --rotate-key`: a new key signs dossiers from now on (L94). */
export function rotateEvidenceKey(settings: CommandSettings): Promise<string[]> {
  return onStores(settings, async (parts) => {
    const key = await rotateKey(parts);
    if (!key) throw new StartRefused('Another rotation finished first. Its key is in use.');
    return [
      `Key ${key.id} signs dossiers from now on. What earlier keys signed stays valid.`,
      'Publish the keys again where you keep a copy of /.well-known/leadbell-keys.json.',
    ];
  });
}

export async function onStores({ config, program, log }: CommandSettings, work: Work): Promise<string[]> {
  const { dataDir, mongodbUri } = config;
  if (mongodbUri !== undefined) return onStoresAt(mongodbUri, log, work);
  if (!existsSync(join(dataDir, 'store'))) {
    throw new StartRefused(
      `DATA_DIR=${dataDir} contains no database. Set DATA_DIR or MONGODB_URI as the service does; for the demo, DATA_DIR=data/demo.`,
    );
  }
  const database = await joinEmbedded({ program, dataDir, log });
  try {
    return await onStoresAt(database.uri, log, work);
  } finally {
    await database.stop();
  }
}

async function onStoresAt(uri: string, log: Log, work: Work): Promise<string[]> {
  const stores = await openStores(uri, log);
  try {
    return await work(stores.parts);
  } finally {
    await stores.close();
  }
}
