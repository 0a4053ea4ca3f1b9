/**
 * Turns a predicate tree into a function. Pass `details` to get the index for the
 * positional operator. As in MongoDB, the last array predicate of a conjunction sets it,
 * and predicates under $or, $nor and $not do not.
 */
import { compileExpression } from '../expressions.ts';
import type { ExpressionContext } from '../expressions.ts';
import { isTruthy } from '../expression/truth.ts';
import { assertNever } from '../errors.ts';
import { visitPath } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { isDocument } from '../values.ts';
import type { Document } from '../values.ts';
import type { Work } from '../work.ts';
import type { ValueTest } from './comparison.ts';
import type { Predicate } from './filter.ts';

export interface MatchDetails {
  arrayIndex?: number | undefined;
}

export type Check = (document: Document, details?: MatchDetails) => boolean;
type ElementCheck = (element: unknown) => boolean;

export function compilePredicate(predicate: Predicate, context: ExpressionContext): Check {
  switch (predicate.kind) {
    case 'and': {
      const checks = predicate.parts.map((part) => compilePredicate(part, context));
      return (document, details) => checks.every((check) => check(document, details));
    }
    case 'or': {
      const checks = predicate.parts.map((part) => compilePredicate(part, context));
      return (document) => checks.some((check) => check(document));
    }
    case 'nor': {
      const checks = predicate.parts.map((part) => compilePredicate(part, context));
      return (document) => !checks.some((check) => check(document));
    }
    case 'not': {
      const check = compilePredicate(predicate.part, context);
      return (document) => !check(document);
    }
    case 'never':
      return () => false;
    case 'expr': {
      const evaluate = compileExpression(predicate.expression, context);
      return (document) => isTruthy(evaluate(document));
    }
    case 'exists': {
      const { path } = predicate;
      const test = counted((value) => value !== undefined, context.work);
      return (document, details) => visit(document, path, 'elements', details, test);
    }
    case 'value': {
      const { path, leaf } = predicate;
      const test = counted(predicate.test, context.work);
      return (document, details) => visit(document, path, leaf, details, test);
    }
    case 'elemObject': {
      const check = compilePredicate(predicate.part, context);
      return elementCheck(predicate.path, (element) => {
        const asDocument = Array.isArray(element) ? Object.fromEntries(element.entries()) : element;
        return isDocument(asDocument) && check(asDocument);
      });
    }
    case 'elemValue':
      return elementCheck(predicate.path, compileOnElement(predicate.part, context));
    default:
      return assertNever(predicate);
  }
}

/** A long array may have to be compared with a long list. */
function counted(test: ValueTest, work: Work | undefined): ValueTest {
  if (work === undefined) return test;
  return (value) => {
    work.spend();
    return test(value);
  };
}

function visit(
  document: Document,
  path: Path,
  leaf: 'elements' | 'whole',
  details: MatchDetails | undefined,
  test: (value: unknown) => boolean,
): boolean {
  return visitPath(document, path, leaf, (value, arrayIndex) => {
    if (!test(value)) return false;
    if (details !== undefined && arrayIndex !== undefined) details.arrayIndex = arrayIndex;
    return true;
  });
}

function elementCheck(path: Path, check: ElementCheck): Check {
  return (document, details) =>
    visitPath(document, path, 'whole', (value, outerIndex) => {
      const index = Array.isArray(value) ? value.findIndex(check) : -1;
      if (index < 0) return false;
      if (details !== undefined) details.arrayIndex = outerIndex ?? index;
      return true;
    });
}

/** Predicates on an array element itself: no path, and an element that is an array is not entered. */
function compileOnElement(predicate: Predicate, context: ExpressionContext): ElementCheck {
  switch (predicate.kind) {
    case 'and': {
      const checks = predicate.parts.map((part) => compileOnElement(part, context));
      return (element) => checks.every((check) => check(element));
    }
    case 'not': {
      const check = compileOnElement(predicate.part, context);
      return (element) => !check(element);
    }
    case 'never':
      return () => false;
    case 'exists':
      return () => true;
    case 'value':
      return counted(predicate.test, context.work);
    case 'elemObject':
    case 'elemValue': {
      const inner = compilePredicate({ ...predicate, path: ['element'] }, context);
      return (element) => inner({ element });
    }
    case 'or':
    case 'nor':
    case 'expr':
      throw new TypeError(`${predicate.kind} cannot stand in a value $elemMatch`);
    default:
      return assertNever(predicate);
  }
}
