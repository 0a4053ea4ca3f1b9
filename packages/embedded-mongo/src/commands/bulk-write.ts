/**
 * bulkWrite of MongoDB 8.0: inserts, updates and deletes in several collections, in order, by one command. It is not a
 * transaction: each step is visible or lost separately. They share one sync.
 */
import { checkNamespace } from '../catalog.ts';
import { documentIn } from '../fields.ts';
import { MongoError } from '../language/errors.ts';
import { isDocument, toNumber, type Document } from '../language/values.ts';
import { deleteDocuments, inJobs, insertDocument, updateDocuments, type Steps } from '../modify.ts';
import { parseQuery } from '../planner.ts';
import { refuse } from '../refuse.ts';
import { MAX_WRITE_BATCH } from '../wire.ts';
import { errorDescriber, updateStatement } from './statements.ts';
import {
  boolOption,
  checkCommand,
  checkFields,
  countOption,
  objectOption,
  statementsOf,
  type Fields,
} from './options.ts';
import type { Call } from './run.ts';

const COMMAND_FIELDS: Fields = {
  ops: 'array',
  nsInfo: 'array',
  ordered: 'bool',
  errorsOnly: 'bool',
  bypassDocumentValidation: 'bool',
  cursor: 'object',
};
const OPERATION_FIELDS = {
  insert: { insert: 'number', document: 'object' },
  update: {
    update: 'number',
    filter: 'object',
    updateMods: 'any',
    multi: 'bool',
    upsert: 'bool',
    sort: 'object',
    arrayFilters: 'array',
    hint: 'any',
  },
  delete: { delete: 'number', filter: 'object', multi: 'bool', hint: 'any' },
} as const satisfies Record<string, Fields>;
type OperationKind = keyof typeof OPERATION_FIELDS;

interface Operation {
  readonly kind: OperationKind;
  readonly namespace: string;
  readonly given: Document;
}

/** The totals of the reply. For a failed step `n`, and `nModified` of an update, are zero. */
interface Totals {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

export async function bulkWrite(command: Document, call: Call): Promise<Document> {
  const { engine, database, name, documents, operation: running } = call;
  checkCommand(command, name, COMMAND_FIELDS);
  if (database !== 'admin') refuse('Unauthorized', 'bulkWrite may only be run against the admin database.');
  const cursor = objectOption(command, 'cursor') ?? {};
  checkFields(cursor, 'bulkWrite.cursor', { batchSize: 'number' });
  const operations = operationsOf(command);
  const isOrdered = boolOption(command, 'ordered', true);
  const isErrorsOnly = boolOption(command, 'errorsOnly', false);
  const totals: Totals = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const results: Document[] = [];
  const describe = errorDescriber();
  const bytes = documents('ops');
  await inJobs(engine.store, steps(), running);
  const batch = { documents: countOption(cursor, 'batchSize', Infinity) };
  const reply = await engine.cursors.first(call, 'admin.$cmd.bulkWrite', results.values(), batch);
  return { ...reply, ...totals };

  function* steps(): Steps<void> {
    for (const [idx, operation] of operations.entries()) {
      try {
        const done = yield* carryOut(operation, bytes?.[idx]);
        if (!isErrorsOnly) results.push({ ok: 1, idx, ...done });
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        // Time that is up ends the command, not just one of its steps.
        running.checkTime();
        const zeros = operation.kind === 'update' ? { n: 0, nModified: 0 } : { n: 0 };
        results.push({ ok: 0, idx, ...describe(error), ...zeros });
        totals.nErrors += 1;
        if (isOrdered) return;
      }
      yield;
    }
  }

  function* carryOut({ kind, namespace, given }: Operation, came: Buffer | undefined): Steps<Document> {
    const { catalog } = engine;
    switch (kind) {
      case 'insert': {
        const { document } = given;
        if (!isDocument(document)) return missing('insert', 'document');
        insertDocument(catalog.findOrCreate(namespace), document, came && documentIn(came, 'document'));
        totals.nInserted += 1;
        return { n: 1 };
      }
      case 'update': {
        const { filter, updateMods } = given;
        if (!isDocument(filter)) return missing('update', 'filter');
        const statement = updateStatement({ ...given, q: filter, u: updateMods }, running);
        const { matched, modified, upserted } = yield* updateDocuments(catalog, namespace, statement);
        totals.nMatched += matched;
        totals.nModified += modified;
        if (!upserted) return { n: matched, nModified: modified };
        totals.nUpserted += 1;
        return { n: 1, nModified: 0, upserted: { _id: upserted['_id'] } };
      }
      case 'delete': {
        const { filter } = given;
        if (!isDocument(filter)) return missing('delete', 'filter');
        const statement = {
          query: parseQuery(filter, undefined, given['hint'], running.context),
          isMulti: boolOption(given, 'multi', false),
          operation: running,
        };
        const { removed } = yield* deleteDocuments(catalog, namespace, statement);
        totals.nDeleted += removed;
        return { n: removed };
      }
    }
  }
}

function missing(kind: OperationKind, field: string): never {
  return refuse('Location40414', `BSON field '${kind}.${field}' is missing but a required field`);
}

/** The steps with their namespaces. A malformed step refuses the whole command before anything runs. */
function operationsOf(command: Document): Operation[] {
  const given = statementsOf(command, 'ops', MAX_WRITE_BATCH);
  const namespaces = statementsOf(command, 'nsInfo', MAX_WRITE_BATCH).map((info) => {
    checkFields(info, 'bulkWrite.nsInfo', { ns: 'string' });
    const { ns } = info;
    if (typeof ns !== 'string')
      return refuse('Location40414', "BSON field 'nsInfo.ns' is missing but a required field");
    checkNamespace(ns);
    return ns;
  });
  if (new Set(namespaces).size < namespaces.length) {
    refuse('BadValue', 'BulkWrite command cannot contain duplicate namespaces in nsInfo.');
  }
  return given.map((operation, i) => {
    const [kind = ''] = Object.keys(operation);
    if (!isKind(kind)) return refuse('FailedToParse', `BSON field 'bulkWrite.ops' has an unknown operation '${kind}'`);
    checkFields(operation, kind, OPERATION_FIELDS[kind]);
    const namespace = namespaces[toNumber(operation[kind]) ?? -1];
    if (namespace === undefined) return refuse('BadValue', `BulkWrite ops entry ${i} has an invalid nsInfo index.`);
    return { kind, namespace, given: operation };
  });
}

function isKind(name: string): name is OperationKind {
  return Object.hasOwn(OPERATION_FIELDS, name);
}
