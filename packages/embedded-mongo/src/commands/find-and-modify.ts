/** findAndModify: changes or removes the first match in sort order and returns it as it was before or after, in one step. */
import { checkNamespace } from '../catalog.ts';
import { failedToParse } from '../language/errors.ts';
import { compileProjection } from '../language/projection.ts';
import type { Document } from '../language/values.ts';
import { deleteDocuments, inJobs, updateDocuments } from '../modify.ts';
import { parseQuery } from '../planner.ts';
import { RawDocument } from '../replies.ts';
import type { Stored } from '../stored.ts';
import { boolOption, checkCommand, collectionName, objectOption } from './options.ts';
import type { Call } from './run.ts';
import { parseUpdate } from './statements.ts';

export async function findAndModify(command: Document, { engine, database, name, operation }: Call): Promise<Document> {
  checkCommand(command, name, {
    query: 'object',
    sort: 'object',
    remove: 'bool',
    update: 'any',
    new: 'bool',
    fields: 'object',
    upsert: 'bool',
    arrayFilters: 'array',
    hint: 'any',
    bypassDocumentValidation: 'bool',
  });
  const namespace = `${database}.${collectionName(command, name)}`;
  checkNamespace(namespace);
  const isRemove = boolOption(command, 'remove', false);
  const isUpsert = boolOption(command, 'upsert', false);
  const returnsNew = boolOption(command, 'new', false);
  if (isRemove && command['update'] !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemove && isUpsert) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (isRemove && returnsNew)
    throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!isRemove && command['update'] === undefined)
    throw failedToParse('Either an update or remove=true must be specified');

  const filter = objectOption(command, 'query') ?? {};
  const query = parseQuery(filter, objectOption(command, 'sort'), command['hint'], operation.context);
  const fields = objectOption(command, 'fields');
  const project = fields && Object.keys(fields).length > 0 ? compileProjection(fields, operation.context) : null;
  const shown = (stored: Stored | null): Document | RawDocument | null => {
    if (!stored) return null;
    return project ? project(stored.fields(project.picker ?? null)) : new RawDocument(stored.bytes);
  };

  if (isRemove) {
    const steps = deleteDocuments(engine.catalog, namespace, { query, isMulti: false, operation });
    const { removed, before } = await inJobs(engine.store, steps, operation);
    return { lastErrorObject: { n: removed }, value: shown(before), ok: 1 };
  }
  const statement = {
    query,
    update: parseUpdate(command['update']),
    arrayFilters: command['arrayFilters'] as Document[] | undefined,
    isMulti: false,
    isUpsert,
    operation,
  };
  const steps = updateDocuments(engine.catalog, namespace, statement);
  const { matched, upserted, before, after } = await inJobs(engine.store, steps, operation);
  return {
    lastErrorObject: {
      n: matched + (upserted ? 1 : 0),
      updatedExisting: matched > 0,
      ...(upserted ? { upserted: upserted['_id'] } : {}),
    },
    value: shown(returnsNew ? after : before),
    ok: 1,
  };
}
