/** Rewriting the embedded database's file, so that nothing of what was deleted is left in it. */
import type { Connection } from 'mongoose';
import type { CompactionStore } from '../ports/operations.ts';
import { runGuarded, runGuardedBuild } from './plain.ts';

/** How the embedded database names itself. */
const EMBEDDED = 'leadbell-embedded';

/** `connectLong`: a connection that waits for as long as a command takes. */
export function compactionStore(connection: Connection, connectLong: () => Promise<Connection>): CompactionStore {
  return {
    async isEmbedded() {
      const { modules } = (await runGuarded(() => adminOf(connection).command({ buildInfo: 1 }))) as {
        modules?: readonly string[];
      };
      return modules?.includes(EMBEDDED) ?? false;
    },
    // Takes as long as the file is large, unlike any other command.
    async run() {
      const long = await connectLong();
      try {
        await runGuardedBuild(() => adminOf(long).command({ compactStore: 1 }));
      } finally {
        await long.close();
      }
    },
  };
}

function adminOf(connection: Connection) {
  return connection.getClient().db('admin');
}
