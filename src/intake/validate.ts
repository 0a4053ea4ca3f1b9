/**
 * Validates input against a joi schema. Texts are cleaned according to the schema, nothing is converted, unknown fields
 * are rejected, and every error is named by a code that is put into words where it’s read.
 *
 * A refusal is never much larger than the input, nor more expensive to produce: the number of fields it names is
 * limited.
 */
import joi, { type ObjectSchema, type ValidationErrorItem } from 'joi';
import { cleanInput, type TextKind } from '../core/capture/cleanInput.ts';
import { mistake, type Mistake, type MistakeCode } from '../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../core/vocabulary/errors.ts';

// Keys that reach an object’s prototype when merged; JSON.parse creates them like any other key.
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];
/** No request of ours is nested deeper than this. */
const MAX_DEPTH = 16;
/** Names of unknown fields come from outside; the response repeats at most this much of them. */
const MAX_NAME = 100;
/** No form of ours has this many errors at once, and no real client sends this many unknown fields. */
const MOST_NAMED = 50;
const MOST_UNKNOWN = 20;
/** One reason may list the valid choices, up to this length. */
const MAX_REASON = 500;
/** Finding every error in larger input would take seconds: only the first one is reported. */
const MOST_PARTS = 2000;

/** Texts other than one line of prose, as cleanInput defines them: machine-readable, multi-line, or never cleaned. */
export const CODE = joi.string().meta({ text: 'code' satisfies TextKind });
export const LINES = { text: 'lines' } as const satisfies { readonly text: TextKind };
export const SECRET = joi.string().meta({ text: 'secret' satisfies TextKind });

export type Validated<T> = { readonly ok: true; readonly value: T } | Failure;

export interface ValidateOptions {
  /** The reason in the caller’s words. Absent: the error’s code. */
  readonly reasonOf?: (item: ValidationErrorItem) => string;
  /** The sentence above the reasons. */
  readonly message?: string;
}

/** The value as the schema describes it, or `bad-input` with the errors by field path. */
export function validate<T>(schema: ObjectSchema<T>, input: unknown, options: ValidateOptions = {}): Validated<T> {
  const forbidden = forbiddenKey(input, 0);
  if (forbidden !== null) {
    return failure('bad-input', 'A field has a name or a shape that is not accepted.', {
      mistakes: [mistake(forbidden, 'notAccepted')],
    });
  }
  const clean = cleanInput(schema, input ?? {});
  const abortEarly = countParts(clean, MOST_PARTS) > MOST_PARTS;
  const result = schema.validate(clean, { abortEarly, convert: false, errors: { render: false } });
  if (!result.error) return { ok: true, value: result.value };
  const { reasonOf } = options;
  const details = reportedItems(result.error.details);
  const message = options.message ?? `Check: ${[...new Set(details.map(nameOf))].join(', ')}.`;
  if (!reasonOf) return failure('bad-input', message, { mistakes: details.map(mistakeOf) });
  // Without a prototype: a field may be named `constructor`.
  const fields = Object.create(null) as Record<string, string>;
  for (const item of details) fields[nameOf(item)] ??= cut(reasonOf(item), MAX_REASON);
  return failure('bad-input', message, { fields });
}

/** The errors to report: those in known fields first. */
function reportedItems(details: readonly ValidationErrorItem[]): readonly ValidationErrorItem[] {
  const unknown = details.filter(({ type }) => type === 'object.unknown').slice(0, MOST_UNKNOWN);
  return [...details.filter(({ type }) => type !== 'object.unknown'), ...unknown].slice(0, MOST_NAMED);
}

/** The number of fields and items in the value, counted up to `most` + 1. */
function countParts(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  let parts = 0;
  for (const item of Object.values(value)) {
    parts += 1 + countParts(item, most - parts);
    if (parts > most) break;
  }
  return parts;
}

function nameOf({ path, type, context = {} }: ValidationErrorItem): string {
  const peer = peerOf(type, context);
  const whole = peer === undefined ? path : [...path, peer];
  return whole.length > 0 ? whole.join('.').slice(0, MAX_NAME) : 'body';
}

/** Of fields that exclude each other: the first if all are missing, the last if there are too many. */
function peerOf(type: string, context: NonNullable<ValidationErrorItem['context']>): string | undefined {
  if (type === 'object.missing') return (context['peers'] as readonly string[])[0];
  return type === 'object.xor' ? (context['present'] as readonly string[]).at(-1) : undefined;
}

/** joi’s error types. */
const CODES: Readonly<Record<string, MistakeCode>> = {
  'any.required': 'missing',
  'object.missing': 'missing',
  'string.empty': 'missing',
  'tag.empty': 'tagEmpty',
  'string.base': 'notText',
  'number.base': 'notNumber',
  'number.infinity': 'notNumber',
  'number.integer': 'notWhole',
  'number.unsafe': 'numberTooGreat',
  'number.min': 'atLeast',
  'number.max': 'atMost',
  'number.positive': 'atLeast',
  'boolean.base': 'notYesOrNo',
  'array.base': 'notList',
  'object.base': 'notObject',
  'string.min': 'tooShort',
  'string.max': 'tooLong',
  'string.trim': 'spacesAround',
  'array.min': 'tooFew',
  'array.max': 'tooMany',
  'object.max': 'tooMany',
  'array.unique': 'listedTwice',
  'any.only': 'oneOf',
  'string.email': 'mailShape',
  'string.isoDate': 'dateImpossible',
  'string.pattern.name': 'shape',
};

/** A schema’s own check puts its code in the context. Anything unknown here is reported as not accepted. */
function mistakeOf(item: ValidationErrorItem): Mistake {
  const { type, context = {} } = item;
  const code = (context['code'] as MistakeCode | undefined) ?? CODES[type] ?? 'notAccepted';
  // An empty number field arrives as null.
  if (code === 'notNumber' && context.value === null) return mistake(nameOf(item), 'missing');
  return mistake(nameOf(item), code, valuesOf(code, context));
}

function valuesOf(code: MistakeCode, context: NonNullable<ValidationErrorItem['context']>): Mistake['values'] {
  switch (code) {
    case 'oneOf':
      return { choices: cut(choicesOf(context['valids'] as readonly unknown[]), MAX_REASON) };
    case 'dateImpossible':
      return { date: cut(String(context.value), MAX_REASON) };
    case 'shape':
      return { shape: String(context['name']) };
    case 'atLeast':
    case 'atMost':
    case 'tooShort':
    case 'tooLong':
    case 'tooFew':
    case 'tooMany':
      return { limit: Number(context['limit'] ?? 1) };
    default:
      return undefined;
  }
}

/** Those that have a name: an empty value, null and a refusal are accepted too, but no one chooses them by name. */
function choicesOf(valids: readonly unknown[]): string {
  const named = valids.filter((one) => typeof one === 'number' || (typeof one === 'string' && one !== ''));
  return (named.length > 0 ? named : valids).map(String).join(', ');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
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
