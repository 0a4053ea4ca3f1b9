/**
 * Only a node itself knows that it can't hear the others, but any node may be the one that checks alarms. So it reports
 * this in the database for as long as it lasts.
 */
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const KEY = 'nodesApart';
/** An older report is outdated, or its node has stopped. */
const FRESH_MS = 15 * SECOND;

interface Report {
  readonly since: Moment;
  readonly at: Moment;
}

/** Reports this node if it is disconnected. */
export async function reportDisconnectedNode({
  nodes,
  settings,
  clock,
}: Pick<Parts, 'nodes' | 'settings' | 'clock'>): Promise<void> {
  const since = nodes?.awaySince() ?? null;
  if (since !== null) await settings.set(KEY, { since, at: clock.now() } satisfies Report);
}

/** Since when a node has been disconnected; null if none is. */
export async function nodesDisconnectedSince(
  { settings }: Pick<Parts, 'settings'>,
  now: Moment,
): Promise<Moment | null> {
  const said = await settings.get<Report>(KEY);
  return said && now - said.at < FRESH_MS ? said.since : null;
}
