/** Checks input against a joi schema: nothing is converted, nothing unknown is let through, every mistake is named. */
import type { ObjectSchema } from 'joi';
import { failure, type Failure } from '../core/errors.ts';

const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

export type Validated<T> = { readonly ok: true; readonly value: T } | Failure;

/** The value as the schema describes it, or `bad-input` with the reason by field path. */
export function validated<T>(schema: ObjectSchema<T>, input: unknown): Validated<T> {
  const forbidden = forbiddenKey(input);
  if (forbidden !== null)
    return failure('bad-input', 'A field has a name that is not accepted.', {
      fields: { [forbidden]: 'is not accepted' },
    });
  const result = schema.validate(input ?? {}, {
    abortEarly: false,
    convert: false,
    errors: { wrap: { label: false } },
  });
  if (!result.error) return { ok: true, value: result.value };
  const fields: Record<string, string> = {};
  for (const { path, message, context } of result.error.details) {
    const name = path.length > 0 ? path.join('.') : 'body';
    const label = context?.label ?? name;
    fields[name] ??= message.startsWith(`${label} `) ? message.slice(label.length + 1) : message;
  }
  return failure('bad-input', `Please check: ${Object.keys(fields).join(', ')}.`, { fields });
}

function forbiddenKey(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  for (const [key, value] of Object.entries(input)) {
    if (FORBIDDEN_KEYS.includes(key)) return key;
    const deeper = forbiddenKey(value);
    if (deeper !== null) return deeper;
  }
  return null;
}
