/** Drops indexes of earlier versions that no query uses: each adds keys to every write. */
import type { Connection } from './connection.ts';
import { runGuarded } from './plain.ts';

/** By collection: the same name may be in use in another one. */
const SURPLUS: Readonly<Record<string, readonly string[]>> = {
  leads: [
    'tel',
    'other_tels',
    'accepted',
    'talked_by',
    'talked_last_by',
    'deadlines',
    'queue',
    'promises',
    'email',
    'state_deadline',
    'closed',
    'outcomes',
    'talked',
    'closed_by',
    'superseded_opened',
    'superseded_closed',
    'search',
    'newest',
  ],
  cards: ['sources'],
  inquiries: ['receivedAt_1', 'receivedAt_1_kind_1'],
  facts: ['kinds', 'agents'],
  effects: ['agentId_1_kind_1_deliveredAt_1', 'kind_1_deliveredAt_1'],
  decisions: ['winners.agentId_1_at_1'],
};

export async function dropSurplus(connection: Connection): Promise<void> {
  const listed = await runGuarded(() => connection.listCollections());
  for (const { name } of listed) {
    const collection = connection.collection(name);
    const present = SURPLUS[name] ? await runGuarded(() => collection.listIndexes().toArray()) : [];
    for (const index of present as readonly { readonly name: string }[])
      if (SURPLUS[name]?.includes(index.name)) await runGuarded(() => collection.dropIndex(index.name));
  }
}
