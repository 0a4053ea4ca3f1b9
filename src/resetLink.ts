/**
 * `npm start -- --reset-link MAIL`: prints a one-time link for somebody to choose a new password, then ends. It works on
 * the same database as the service, whether that runs or not, and needs no mail server.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartRefused } from './listenOn.ts';
import type { Log } from './ports.ts';
import { openStores } from './store/index.ts';
import { joinEmbedded } from './store/joinEmbedded.ts';
import { linkByHand } from './usecases/admin/linkByHand.ts';

export interface ResetLinkSettings {
  readonly config: Config;
  /** The embedded database's program. */
  readonly program: string;
  readonly log: Log;
}

/** The lines to print. StartRefused where there is nobody to make a link for. */
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
    const made = await linkByHand(stores.parts, email);
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
