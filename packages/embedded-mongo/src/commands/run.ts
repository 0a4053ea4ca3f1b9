/** The table of commands. A command is found by the name of its first field, checked, then answered or refused. */
import type { Engine } from '../engine.ts';
import { errorReply } from '../error-reply.ts';
import type { Caller } from '../cursors.ts';
import { checkDatabaseName } from '../catalog.ts';
import type { Document } from '../language/values.ts';
import { Operation, type Connection } from '../operation.ts';
import { refuse } from '../refuse.ts';
import { sessionOf } from '../sessions.ts';
import type { Request } from '../wire.ts';
import { ADMIN_COMMANDS } from './admin.ts';
import { bulkWrite } from './bulk-write.ts';
import { explain } from './explain.ts';
import { findAndModify } from './find-and-modify.ts';
import { HANDSHAKE_COMMANDS } from './handshake.ts';
import { INDEX_COMMANDS } from './indexes.ts';
import { maxTimeOf } from './options.ts';
import { READ_COMMANDS } from './reads.ts';
import { WRITE_COMMANDS } from './writes.ts';

export interface Call extends Caller {
  readonly engine: Engine;
  readonly database: string;
  /** The command's name as the client wrote it. */
  readonly name: string;
  readonly documents: Request['documents'];
}

export type Command = (command: Document, call: Call) => Document | Promise<Document>;

export const COMMANDS: Readonly<Record<string, Command>> = {
  ...HANDSHAKE_COMMANDS,
  ...WRITE_COMMANDS,
  ...READ_COMMANDS,
  ...INDEX_COMMANDS,
  ...ADMIN_COMMANDS,
  bulkWrite,
  findAndModify,
  findandmodify: findAndModify,
  explain,
};

/** The only commands accepted over OP_QUERY. */
const LEGACY_COMMANDS = new Set(['hello', 'isMaster', 'ismaster']);

export async function runCommand(
  engine: Engine,
  { command, isLegacy, documents, refusal: refused }: Request,
  connection: Connection,
): Promise<Document> {
  try {
    if (refused) throw refused;
    const name = Object.keys(command)[0] ?? '';
    const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!run) refuse('CommandNotFound', `no such command: '${name}'`);
    if (isLegacy && !LEGACY_COMMANDS.has(name)) {
      refuse('CommandNotSupported', `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`);
    }
    const database: unknown = command['$db'];
    if (typeof database !== 'string') refuse('Location40571', 'OP_MSG requests require a $db argument');
    checkDatabaseName(database);
    const operation = new Operation(maxTimeOf(command), connection);
    return await run(command, {
      engine,
      database,
      connection,
      operation,
      name,
      documents,
      // Read only by commands with cursors.
      get session() {
        return sessionOf(command);
      },
    });
  } catch (error) {
    return errorReply(error);
  }
}
