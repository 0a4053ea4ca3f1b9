/** Checks input against a joi schema: nothing is converted, nothing unknown is let through, every mistake is named. */
import type { ObjectSchema, ValidationErrorItem } from 'joi';
import { failure, type Failure } from '../core/errors.ts';

// Keys that reach an object's prototype where somebody merges; JSON.parse makes them like any other.
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];
/** Deeper input than this is no form and no request of ours. */
const MAX_DEPTH = 16;
/** Names of unknown fields come from outside; the answer repeats no more of them than this. */
const MAX_NAME = 100;

export type Validated<T> = { readonly ok: true; readonly value: T } | Failure;

export interface ValidateOptions {
  /** The reason in the words of the caller; joi's own otherwise. */
  readonly reasonOf?: (item: ValidationErrorItem) => string;
  /** The sentence over the reasons. */
  readonly message?: string;
}

/** The value as the schema describes it, or `bad-input` with the reason by field path. */
export function validated<T>(schema: ObjectSchema<T>, input: unknown, options: ValidateOptions = {}): Validated<T> {
  const forbidden = forbiddenKey(input, 0);
  if (forbidden !== null) {
    const reason = forbidden === TOO_DEEP ? 'is nested too deeply' : 'is not accepted';
    return failure('bad-input', 'A field has a name or a shape that is not accepted.', {
      fields: { [forbidden]: reason },
    });
  }
  const result = schema.validate(input ?? {}, {
    abortEarly: false,
    convert: false,
    errors: { wrap: { label: false } },
  });
  if (!result.error) return { ok: true, value: result.value };
  const { reasonOf = ownReason } = options;
  const fields: Record<string, string> = {};
  for (const item of result.error.details) fields[nameOf(item)] ??= reasonOf(item);
  return failure('bad-input', options.message ?? `Please check: ${Object.keys(fields).join(', ')}.`, { fields });
}

function nameOf({ path }: ValidationErrorItem): string {
  return path.length > 0 ? path.join('.').slice(0, MAX_NAME) : 'body';
}

function ownReason({ message, path, context }: ValidationErrorItem): string {
  const label = context?.label ?? path.join('.');
  return (message.startsWith(`${label} `) ? message.slice(label.length + 1) : message).slice(0, 500);
}

const TOO_DEEP = 'body';

function forbiddenKey(input: unknown, depth: number): string | null {
  if (typeof input !== 'object' || input === null) return null;
  if (depth > MAX_DEPTH) return TOO_DEEP;
  for (const [key, value] of Object.entries(input)) {
    if (FORBIDDEN_KEYS.includes(key)) return key;
    const deeper = forbiddenKey(value, depth + 1);
    if (deeper !== null) return deeper;
  }
  return null;
}
