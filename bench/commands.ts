/**
 * What a program sends to its database, counted at the driver: every command from `commandStarted` on, getMore
 * included, and the documents its reply reports as written. The client must be created with `monitorCommands=true`.
 */
import type { mongo } from 'mongoose';

export interface Command {
  /** The command’s name: find, update, findAndModify, getMore, … */
  readonly name: string;
  /** '' if the command concerns no collection. */
  readonly collection: string;
  /** The fields queried by and the operators used, without values. */
  readonly shape: string;
  /** Documents inserted, changed and deleted; 0 until the reply arrives. */
  writes: number;
}

export interface CommandWatch {
  /** Commands that were sent but not answered yet. */
  inFlight(): number;
  stop(): void;
}

type Document = Record<string, unknown>;

/** The connection’s own maintenance, which no work asks for. */
const UPKEEP = ['hello', 'ping', 'endSessions'];

/** Reports each command as it’s sent. `onAnswered` is called once its writes are known or it has failed. */
export function watchCommands(
  client: mongo.MongoClient,
  onSent: (command: Command) => void,
  onAnswered: (command: Command) => void = () => undefined,
): CommandWatch {
  const open = new Map<number, Command>();
  const sent = ({ requestId, commandName, command }: mongo.CommandStartedEvent) => {
    if (UPKEEP.includes(commandName)) return;
    const one = { name: commandName, collection: collectionOf(command), shape: shapeOf(command), writes: 0 };
    open.set(requestId, one);
    onSent(one);
  };
  const answered = ({ requestId }: { readonly requestId: number }, reply: unknown) => {
    const one = open.get(requestId);
    if (!one) return;
    open.delete(requestId);
    one.writes = writesIn(one.name, (reply ?? {}) as Document);
    onAnswered(one);
  };
  const succeeded = (event: mongo.CommandSucceededEvent) => answered(event, event.reply);
  const failed = (event: mongo.CommandFailedEvent) => answered(event, null);
  client.on('commandStarted', sent).on('commandSucceeded', succeeded).on('commandFailed', failed);
  return {
    inFlight: () => open.size,
    stop: () => void client.off('commandStarted', sent).off('commandSucceeded', succeeded).off('commandFailed', failed),
  };
}

function collectionOf(command: Document): string {
  const [name, value] = Object.entries(command)[0] ?? [];
  if (name === 'bulkWrite') {
    const namespaces = (command['nsInfo'] as readonly { ns: string }[]).map(({ ns }) => ns.slice(ns.indexOf('.') + 1));
    return namespaces.join('+');
  }
  const named = name === 'getMore' ? command['collection'] : value;
  return typeof named === 'string' ? named : '';
}

function shapeOf(command: Document): string {
  const asked = [command['filter'], command['query'], command['q']].filter((filter) => filter !== undefined);
  const statements = ['updates', 'deletes', 'ops'].flatMap((field) => (command[field] ?? []) as readonly Document[]);
  const changes = [command, ...statements].flatMap((one) => [one['update'], one['u'], one['updateMods']]);
  const stages = (command['pipeline'] ?? []) as readonly Document[];
  const filters = [
    ...asked,
    ...statements.map((one) => one['q'] ?? one['filter']),
    ...stages.map((one) => one['$match']),
  ];
  const by = filters.map((filter) => `{${fieldsOf(filter).join(', ')}}`).filter((text) => text !== '{}');
  const how = [...changes.flatMap(fieldsOf), ...stages.flatMap(fieldsOf)].filter((field) => field.startsWith('$'));
  return [...by, ...new Set(how)].join(' ');
}

function fieldsOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function writesIn(name: string, reply: Document): number {
  const count = (field: string) => (typeof reply[field] === 'number' ? reply[field] : 0);
  switch (name) {
    case 'insert':
    case 'delete':
      return count('n');
    case 'update':
      return count('nModified') + ((reply['upserted'] as readonly unknown[] | undefined)?.length ?? 0);
    case 'findAndModify':
      return (reply['lastErrorObject'] as { n?: number } | undefined)?.n ?? 0;
    case 'bulkWrite':
      return ['nInserted', 'nModified', 'nUpserted', 'nDeleted'].reduce((sum, field) => sum + count(field), 0);
    default:
      return 0;
  }
}
