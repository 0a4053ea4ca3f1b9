/** The database that every filled one begins as: a business with people and campaigns, and no leads yet. */
import { mkdir } from 'node:fs/promises';
import type { Stores } from '../../src/store/index.ts';
import { hire, withStores } from '../people.ts';
import { startDatabase, type Program } from '../programs.ts';
import { DESK_CAMPAIGN, DESK_TEAM, PAST_AGENTS, PAST_CAMPAIGNS, PAST_TEAM } from './invent.ts';

export interface Settled {
  readonly at: string;
  readonly cookies: Cookies;
}

export interface Cookies {
  readonly desks: readonly string[];
  readonly supervisor: string;
}

const DESKS = 20;
const SUPERVISOR = 'many_supervisor';

export async function settle(at: string, started: Program[]): Promise<Settled> {
  await mkdir(at, { recursive: true });
  const database = await startDatabase(at);
  started.push(database);
  const cookies = await withStores(database.address, moveIn);
  await database.stop();
  return { at, cookies };
}

async function moveIn(stores: Stores): Promise<Cookies> {
  for (const campaign of [...PAST_CAMPAIGNS, DESK_CAMPAIGN]) await stores.parts.campaigns.save(campaign);
  await hire(stores, PAST_AGENTS, { teamIds: [PAST_TEAM] });
  const ids = Array.from({ length: DESKS }, (_, index) => `desk_${index}`);
  const desks = await hire(stores, ids, { teamIds: [DESK_TEAM] });
  const [supervisor = ''] = await hire(stores, [SUPERVISOR], { role: 'supervisor' });
  return { desks, supervisor };
}
