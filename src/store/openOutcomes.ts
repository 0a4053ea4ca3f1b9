/** A campaign that offered every outcome there was offers every one there will be. */
import { AGENT_OUTCOMES } from '../core/vocabulary/outcomes.ts';
import type { Connection } from './connection.ts';
import { runGuarded } from './plain.ts';

export async function openOutcomes(connection: Connection): Promise<void> {
  const campaigns = connection.collection('campaigns');
  await runGuarded(() =>
    campaigns.updateMany({ outcomes: { $all: [...AGENT_OUTCOMES] } }, { $unset: { outcomes: '' } }),
  );
}
