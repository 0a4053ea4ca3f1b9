/** The closed table of commands, and how one is run: found by its first field, checked, answered or refused. */
import { complain } from '../complain.ts';
import type { Engine } from '../engine.ts';
import { MongoError } from '../language/errors.ts';
import type { Document } from '../language/values.ts';
import { refusal, refuse } from '../refuse.ts';
import { OutOfDiskError } from '../store.ts';
import type { Request } from '../wire.ts';
import { ADMIN_COMMANDS } from './admin.ts';
import { bulkWrite } from './bulk-write.ts';
import { explain } from './explain.ts';
import { findAndModify } from './find-and-modify.ts';
import { HANDSHAKE_COMMANDS } from './handshake.ts';
import { INDEX_COMMANDS } from './indexes.ts';
import { READ_COMMANDS } from './reads.ts';
import { WRITE_COMMANDS } from './writes.ts';

export interface Call {
  readonly engine: Engine;
  readonly database: string;
  readonly connectionId: number;
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

/** All that is answered over OP_QUERY. */
const LEGACY_COMMANDS = new Set(['hello', 'isMaster', 'ismaster']);

export async function runCommand(
  engine: Engine,
  { command, isLegacy, documents }: Request,
  connectionId: number,
): Promise<Document> {
  try {
    const name = Object.keys(command)[0] ?? '';
    const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!run) refuse('CommandNotFound', `no such command: '${name}'`);
    if (isLegacy && !LEGACY_COMMANDS.has(name)) {
      refuse('CommandNotSupported', `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`);
    }
    const database: unknown = command['$db'];
    if (typeof database !== 'string') refuse('Location40571', 'OP_MSG requests require a $db argument');
    return await run(command, { engine, database, connectionId, name, documents });
  } catch (error) {
    return errorReply(error);
  }
}

export function errorReply(error: unknown): Document {
  const known = asMongoError(error);
  return { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.extra };
}

/** An error that is not MongoDB's is a fault of this program: reported on standard error, and named as such. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (error instanceof OutOfDiskError) return refusal('OutOfDiskSpace', error.message);
  complain('a command failed', error);
  return refusal('InternalError', `internal error: ${error instanceof Error ? error.message : String(error)}`);
}
