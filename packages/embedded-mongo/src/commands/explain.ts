/** explain: the plan in MongoDB's format and, with executionStats, what running it reads. Nothing is written. */
import type { Collection } from '../collection.ts';
import { countByKeys, isCounting } from '../count.ts';
import { findDocuments, parseFind, type Find } from '../find.ts';
import { failedToParse, notSupported } from '../language/errors.ts';
import { isDocument, type Document } from '../language/values.ts';
import { choosePlan, type IndexScan, type Plan } from '../planner.ts';
import { inSlices, type Operation } from '../operation.ts';
import { refuse } from '../refuse.ts';
import { VERSION } from './handshake.ts';
import { checkCommand, collectionName, objectOption } from './options.ts';
import { hintOf, parseAggregate, parseFindCommand } from './reads.ts';
import type { Call } from './run.ts';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'];

interface Explained {
  readonly request: Find;
  /** The stage above the plan, which says what the command does with the documents. */
  readonly top: string | null;
}

export async function explain(command: Document, { engine, database, operation }: Call): Promise<Document> {
  checkCommand(command, 'explain', { verbosity: 'string' });
  const inner: unknown = command['explain'];
  const verbosity: unknown = command['verbosity'] ?? 'allPlansExecution';
  if (!isDocument(inner)) throw failedToParse("BSON field 'explain.explain' must be an object");
  if (!VERBOSITIES.includes(verbosity as string)) {
    throw failedToParse('verbosity string must be one of {queryPlanner, executionStats, allPlansExecution}');
  }
  const name = Object.keys(inner)[0] ?? '';
  const { request, top } = explained(name, inner, operation);
  const namespace = `${database}.${collectionName(inner, name)}`;
  const collection = engine.catalog.find(namespace);
  const plan = collection ? choosePlan(collection, request.query) : null;
  const counts = collection && top === 'COUNT' ? countByKeys(collection, request.query) : null;
  const inputs = planStages(plan, request, counts !== null);
  const queryPlanner = {
    namespace,
    parsedQuery: request.query.matcher.filter,
    indexFilterSet: false,
    winningPlan: top ? { stage: top, inputStage: inputs } : inputs,
    rejectedPlans: [],
  };
  const stats =
    verbosity === 'queryPlanner' || !collection
      ? {}
      : { executionStats: counts === null ? await execute(collection, request, plan) : countStats(counts) };
  return { explainVersion: '1', queryPlanner, ...stats, command: inner, serverInfo: { version: VERSION }, ok: 1 };
}

function explained(name: string, inner: Document, operation: Operation): Explained {
  switch (name) {
    case 'find':
      return { request: parseFindCommand(inner, operation), top: null };
    case 'count':
    case 'distinct': {
      const fields = { filter: objectOption(inner, 'query'), hint: hintOf(inner) };
      return { request: parseFind(fields, operation), top: name === 'count' ? 'COUNT' : null };
    }
    case 'aggregate': {
      const { request, rest } = parseAggregate(inner, operation);
      return { request, top: isCounting(rest) ? 'COUNT' : null };
    }
    case 'findAndModify': {
      const fields = {
        filter: objectOption(inner, 'query'),
        sort: objectOption(inner, 'sort'),
        hint: hintOf(inner),
        limit: 1,
      };
      return { request: parseFind(fields, operation), top: inner['remove'] === true ? 'DELETE' : 'UPDATE' };
    }
    case 'update':
      return { request: statementFind(inner['updates'], operation), top: 'UPDATE' };
    case 'delete':
      return { request: statementFind(inner['deletes'], operation), top: 'DELETE' };
    default:
      throw notSupported(`explain of the command '${name}'`);
  }
}

function statementFind(statements: unknown, operation: Operation): Find {
  const [first, ...others] = Array.isArray(statements) ? (statements as unknown[]) : [];
  if (!isDocument(first) || others.length > 0)
    return refuse('InvalidLength', 'explained write batches must be of size 1');
  const fields = { filter: objectOption(first, 'q'), sort: objectOption(first, 'sort'), hint: hintOf(first) };
  return parseFind(fields, operation);
}

function planStages(plan: Plan | null, { query, skip, limit, projection }: Find, isCountedByKeys: boolean): Document {
  if (!plan) return { stage: 'EOF' };
  let stage =
    isCountedByKeys && plan.kind === 'index' ? indexStage(plan, 'COUNT_SCAN') : accessStage(plan, query.matcher.filter);
  if (query.sorter && !plan.givesOrder) {
    const sortPattern = Object.fromEntries(query.sorter.paths.map((path, i) => [path, query.sorter?.directions[i]]));
    stage = { stage: 'SORT', sortPattern, ...(limit ? { limitAmount: skip + limit } : {}), inputStage: stage };
  }
  if (skip) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (limit) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  return projection && Object.keys(projection).length > 0
    ? { stage: 'PROJECTION_DEFAULT', transformBy: projection, inputStage: stage }
    : stage;
}

function accessStage(plan: Plan, filter: Document): Document {
  switch (plan.kind) {
    case 'collection':
      return { stage: 'COLLSCAN', filter, direction: plan.backward ? 'backward' : 'forward' };
    case 'union':
      return {
        stage: 'FETCH',
        filter,
        inputStage: { stage: 'OR', inputStages: plan.branches.map((scan) => indexStage(scan)) },
      };
    case 'index':
      return { stage: 'FETCH', filter, inputStage: plan.alsoIn.length > 0 ? intersection(plan) : indexStage(plan) };
  }
}

function intersection(plan: IndexScan): Document {
  return { stage: 'AND_SORTED', inputStages: [plan, ...plan.alsoIn].map((scan) => indexStage(scan)) };
}

function indexStage({ index, bounds, backward, merges }: IndexScan, stage = 'IXSCAN'): Document {
  const scan = {
    stage,
    keyPattern: index.spec.key,
    indexName: index.spec.name,
    isMultiKey: index.traits.isMultikey,
    isUnique: index.spec.unique,
    isSparse: index.spec.sparse,
    isPartial: index.partial !== null,
    direction: backward ? 'backward' : 'forward',
    indexBounds: bounds.show(),
  };
  return merges ? { stage: 'SORT_MERGE', inputStage: scan } : scan;
}

async function execute(collection: Collection, request: Find, plan: Plan | null): Promise<Document> {
  const touched = { keysExamined: 0, docsExamined: 0 };
  const startedAt = performance.now();
  let found = 0;
  const items = findDocuments(collection, request, plan ?? undefined, touched);
  const each = inSlices(items, request.operation);
  while (!(await each.next()).done) found += 1;
  return {
    executionSuccess: true,
    nReturned: found,
    executionTimeMillis: Math.round(performance.now() - startedAt),
    totalKeysExamined: touched.keysExamined,
    totalDocsExamined: touched.docsExamined,
  };
}

function countStats(keys: number): Document {
  const touched = { totalKeysExamined: keys, totalDocsExamined: 0 };
  return { executionSuccess: true, nReturned: keys, executionTimeMillis: 0, ...touched };
}
