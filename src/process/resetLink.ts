/**
 * `npm start -- --reset-link EMAIL`: prints a one-time link for choosing a new password, then exits. It works on the
 * service’s database, whether or not the service is running, and needs no mail server.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartRefused } from './listenOn.ts';
import type { Log } from '../ports/basics.ts';
import { openStores } from '../store/index.ts';
import { joinEmbedded } from '../store/joinEmbedded.ts';
import { createOneTimeLink } from '../usecases/admin/createOneTimeLink.ts';

export interface ResetLinkSettings {
  readonly config: Config;
  /** The embedded database’s program. */
  readonly program: string;
  readonly log: Log;
}

/** The lines to print. Throws StartRefused if there is nobody to create a link for. */
export async function resetLink({ config, program, log }: ResetLinkSettings, email: string): Promise<string[]> {
  const { dataDir, mongodbUri } = config;
  if (mongodbUri !== undefined) return linkIn(mongodbUri, config, log, email);
  if (!existsSync(join(dataDir, 'store'))) {
    throw new StartRefused(
      `DATA_DIR=${dataDir} contains no database. Set DATA_DIR or MONGODB_URI as the service does.`,
    );
  }
  const database = await joinEmbedded({ program, dataDir, log });
  try {
    return await linkIn(database.uri, config, log, email);
  } finally {
    await database.stop();
  }
}

async function linkIn(uri: string, config: Config, log: Log, email: string): Promise<string[]> {
  const stores = await openStores(uri, log);
  try {
    const made = await createOneTimeLink(stores.parts, email);
    if (!made.ok) throw new StartRefused(made.message);
    const { link, expiresAt } = made.saved;
    const base = config.publicUrl ?? `http://localhost:${config.port}`;
    return [
      `A link to choose a password. It works once, until ${new Date(expiresAt).toISOString()}:`,
      `  ${base}${link}`,
    ];
  } finally {
    await stores.close();
  }
}
