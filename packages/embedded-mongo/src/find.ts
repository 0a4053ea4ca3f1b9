/** A find as a lazy sequence: plan, scan, sort, skip, limit, project. */
import type { Collection } from './collection.ts';
import { findById } from './lookup.ts';
import { compileProjection, type Projection } from './language/projection.ts';
import type { Document } from './language/values.ts';
import type { Operation } from './operation.ts';
import { choosePlan, parseQuery, type Plan, type Query } from './planner.ts';
import type { Stored } from './stored.ts';
import { runPlan, sorted, type Found, type Touched } from './scan.ts';

export interface Find {
  readonly query: Query;
  readonly skip: number;
  /** 0 is no limit. */
  readonly limit: number;
  readonly projection: Document | undefined;
  readonly operation: Operation;
}

export interface FindFields {
  readonly filter?: Document | undefined;
  readonly sort?: Document | undefined;
  readonly hint?: unknown;
  readonly skip?: number;
  readonly limit?: number;
  readonly projection?: Document | undefined;
}

/** $natural is a scan direction, not a sort. MongoDB treats it as a hint, and so do we. */
export function parseFind({ filter, sort, hint, skip, limit, projection }: FindFields, operation: Operation): Find {
  const natural = sort && Object.hasOwn(sort, '$natural') ? sort : undefined;
  const query = parseQuery(filter ?? {}, sort, hint ?? natural, operation.context);
  return { query, skip: skip ?? 0, limit: limit ?? 0, projection, operation };
}

/** All results. A filter on _id is looked up directly. */
export function findAll(collection: Collection, find: Find): Iterator<Document | Uint8Array | null, unknown> {
  const byId = find.skip === 0 ? findById(collection, find.query) : undefined;
  if (byId === undefined) return findDocuments(collection, find);
  const project = projectionOf(find);
  return (byId ? [shown(byId, project)] : []).values();
}

function projectionOf({ projection, operation }: Find): Projection | null {
  return projection && Object.keys(projection).length > 0 ? compileProjection(projection, operation.context) : null;
}

function shown(stored: Stored, project: Projection | null): Document | Uint8Array {
  return project ? project(stored.fields(project.picker ?? null)) : stored.bytes;
}

/** All results, as bytes where a document is sent as it is stored. Null means nothing found yet: the caller may pause. */
export function* findDocuments(
  collection: Collection,
  find: Find,
  plan: Plan = choosePlan(collection, find.query),
  touched?: Touched,
): Generator<Document | Uint8Array | null, void, undefined> {
  const { query, skip, limit, operation } = find;
  const project = projectionOf(find);
  let found: Iterable<Found> = runPlan(collection, plan, query, touched);
  if (query.sorter && !plan.givesOrder)
    found = sorted(found, query.sorter, limit === 0 ? Infinity : skip + limit, operation);
  let left = limit === 0 ? Infinity : limit;
  let toSkip = skip;
  for (const stored of found) {
    if (!stored) yield null;
    else if (toSkip > 0) toSkip -= 1;
    else {
      yield shown(stored, project);
      left -= 1;
      if (left === 0) return;
    }
  }
}
