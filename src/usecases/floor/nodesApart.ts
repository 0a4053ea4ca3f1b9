/**
 * That a node cannot hear the others is known to that node alone, and is to be an alarm at whichever looks for alarms: it
 * says so in the database, for as long as it lasts.
 */
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const KEY = 'nodesApart';
/** What was said longer ago is over, or said by a node that ended. */
const SAID_MS = 15 * SECOND;

interface Said {
  readonly since: Moment;
  readonly at: Moment;
}

/** Says it for this node, if it is so. */
export async function tellApart({
  nodes,
  settings,
  clock,
}: Pick<Parts, 'nodes' | 'settings' | 'clock'>): Promise<void> {
  const since = nodes?.awaySince() ?? null;
  if (since !== null) await settings.set(KEY, { since, at: clock.now() } satisfies Said);
}

/** Since when some node cannot hear the others; null while all can. */
export async function nodesApartSince({ settings }: Pick<Parts, 'settings'>, now: Moment): Promise<Moment | null> {
  const said = await settings.get<Said>(KEY);
  return said && now - said.at < SAID_MS ? said.since : null;
}
