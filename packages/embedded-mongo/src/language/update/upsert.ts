/**
 * The document that an upsert starts from: the fields that the filter fixes by equality, as
 * MongoDB extracts them from $and, $eq, $all, an $in or $or with a single member.
 */
import { BSONRegExp } from 'bson';
import { notSingleValueField } from '../errors.ts';
import { parseFilter } from '../match/filter.ts';
import type { Predicate } from '../match/filter.ts';
import type { Path } from '../traverse.ts';
import { deepClone, getField, isDocument, setField } from '../values.ts';
import type { Document } from '../values.ts';

interface Equality {
  readonly path: Path;
  readonly value: unknown;
}

/** `onlyId`: a replacement takes nothing but _id from the filter. */
export function seedFrom(filter: Document, onlyId: boolean): Document {
  const equalities = equalitiesOf(parseFilter(filter)).filter(({ path }) => !onlyId || path[0] === '_id');
  assertDistinct(equalities);
  const seed: Document = {};
  for (const { path, value } of equalities) {
    let parent = seed;
    for (const name of path.slice(0, -1)) {
      const child = getField(parent, name);
      const next: Document = isDocument(child) ? child : {};
      setField(parent, name, next);
      parent = next;
    }
    setField(parent, path.at(-1) ?? '', deepClone(value));
  }
  return seed;
}

function equalitiesOf(predicate: Predicate): readonly Equality[] {
  switch (predicate.kind) {
    case 'and':
      return predicate.parts.flatMap(equalitiesOf);
    case 'or':
      return predicate.parts.length === 1 ? predicate.parts.flatMap(equalitiesOf) : [];
    case 'value': {
      const { op, path, operand } = predicate;
      if (op === '$eq') return [{ path, value: operand }];
      if (op !== '$in' || !Array.isArray(operand) || operand.length !== 1) return [];
      return operand[0] instanceof BSONRegExp ? [] : [{ path, value: operand[0] }];
    }
    default:
      return [];
  }
}

function assertDistinct(equalities: readonly Equality[]): void {
  const paths = equalities.map(({ path }) => path.join('.')).sort();
  for (const [i, path] of paths.entries()) {
    const other = paths.find((candidate, j) => j !== i && (candidate === path || candidate.startsWith(`${path}.`)));
    if (other === path) {
      throw notSingleValueField(`cannot infer query fields to set, path '${path}' is matched twice`);
    }
    if (other !== undefined) {
      throw notSingleValueField(`cannot infer query fields to set, both paths '${path}' and '${other}' are matched`);
    }
  }
}
