/** insert, update and delete: batches of statements, ordered (stop at the first failure) or not (try them all). */
import { isDocument, toNumber, type Document } from '../language/values.ts';
import { MongoError } from '../language/errors.ts';
import { checkNamespace } from '../catalog.ts';
import { deleteDocuments, inJobs, insertDocument, updateDocuments, type Steps } from '../modify.ts';
import { parseQuery } from '../planner.ts';
import { refuse } from '../refuse.ts';
import { MAX_WRITE_BATCH } from '../wire.ts';
import { boolOption, checkCommand, checkFields, collectionName, statementsOf, type Fields } from './options.ts';
import type { Call, Command } from './run.ts';
import { errorDescriber, updateStatement } from './statements.ts';

type Reply = { n: number; nModified?: number; upserted?: Document[]; writeErrors?: Document[]; ok: 1 };

const BATCH_FIELDS = { ordered: 'bool', bypassDocumentValidation: 'bool' } as const;
const INSERT_FIELDS: Fields = { ...BATCH_FIELDS, documents: 'array' };
const UPDATES_FIELDS: Fields = { ...BATCH_FIELDS, updates: 'array' };
const DELETES_FIELDS: Fields = { ...BATCH_FIELDS, deletes: 'array' };

function insert(command: Document, call: Call): Promise<Document> {
  const { engine } = call;
  const namespace = namespaceOf(command, call, INSERT_FIELDS);
  const documents = statementsOf(command, 'documents', MAX_WRITE_BATCH);
  const bytes = call.documents('documents');
  return runBatch(call, command, documents, function* (document, reply, index) {
    yield* nothing();
    insertDocument(engine.catalog.findOrCreate(namespace), document, bytes?.[index]);
    reply.n += 1;
  });
}

const UPDATE_FIELDS: Fields = {
  q: 'object',
  u: 'any',
  multi: 'bool',
  upsert: 'bool',
  sort: 'object',
  arrayFilters: 'array',
  hint: 'any',
};

function update(command: Document, call: Call): Promise<Document> {
  const { catalog } = call.engine;
  const namespace = namespaceOf(command, call, UPDATES_FIELDS);
  return runBatch(call, command, statementsOf(command, 'updates', MAX_WRITE_BATCH), function* (given, reply, index) {
    checkFields(given, 'update.updates', UPDATE_FIELDS);
    const { q, u } = given;
    if (!isDocument(q)) return refuse('Location40414', "BSON field 'update.updates.q' is missing but a required field");
    const statement = updateStatement({ ...given, q, u }, call.operation);
    const { matched, modified, upserted } = yield* updateDocuments(catalog, namespace, statement);
    reply.n += matched + (upserted ? 1 : 0);
    reply.nModified = (reply.nModified ?? 0) + modified;
    if (upserted) (reply.upserted ??= []).push({ index, _id: upserted['_id'] });
  });
}

function remove(command: Document, call: Call): Promise<Document> {
  const { catalog } = call.engine;
  const namespace = namespaceOf(command, call, DELETES_FIELDS);
  return runBatch(call, command, statementsOf(command, 'deletes', MAX_WRITE_BATCH), function* (given, reply) {
    checkFields(given, 'delete.deletes', { q: 'object', limit: 'number', hint: 'any' });
    const { q } = given;
    if (!isDocument(q)) return refuse('Location40414', "BSON field 'delete.deletes.q' is missing but a required field");
    const limit = toNumber(given['limit']);
    if (limit === undefined)
      refuse('Location40414', "BSON field 'delete.deletes.limit' is missing but a required field");
    if (limit !== 0 && limit !== 1)
      refuse('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const { operation } = call;
    const query = parseQuery(q, undefined, given['hint'], operation.context);
    const statement = { query, isMulti: limit === 0, operation };
    reply.n += (yield* deleteDocuments(catalog, namespace, statement)).removed;
  });
}

function namespaceOf(command: Document, { name, database }: Call, known: Fields): string {
  checkCommand(command, name, known);
  const namespace = `${database}.${collectionName(command, name)}`;
  checkNamespace(namespace);
  return namespace;
}

function* nothing(): Steps<void> {
  // A statement with a single step never pauses.
}

type Statement = (given: Document, reply: Reply, index: number) => Steps<void>;

async function runBatch(call: Call, command: Document, statements: Document[], run: Statement): Promise<Document> {
  const isOrdered = boolOption(command, 'ordered', true);
  const reply: Reply = { n: 0, ...(call.name === 'update' ? { nModified: 0 } : {}), ok: 1 };
  const errors: Document[] = [];
  const describe = errorDescriber();
  await inJobs(call.engine.store, steps(), call.operation);
  return errors.length === 0 ? reply : { ...reply, writeErrors: errors };

  function* steps(): Steps<void> {
    for (const [index, given] of statements.entries()) {
      try {
        yield* run(given, reply, index);
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        // Time that is up ends the command, not just one of its statements.
        call.operation.checkTime();
        errors.push({ index, ...describe(error) });
        if (isOrdered) return;
      }
      yield;
    }
  }
}

export const WRITE_COMMANDS: Readonly<Record<string, Command>> = { insert, update, delete: remove };
