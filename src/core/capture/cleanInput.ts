/**
 * Cleans incoming data before validation. Each text is cleaned by what its schema says it is, so an endpoint with a
 * schema needs nothing else. Values without a schema stay unchanged, and validation rejects them.
 *
 * - an enumeration, a pattern, an email address, or `meta({ text: 'code' })`: read by a machine (cleanCode)
 * - `meta({ text: 'lines' })`: multi-line prose (cleanText), including everything below it
 * - `meta({ text: 'secret' })`: compared as is and never cleaned
 * - any other text: single-line prose (cleanLine)
 */
import { cleanCode, cleanLine, cleanText } from './cleanText.ts';

export type TextKind = 'code' | 'lines' | 'secret';

/** joi's description of a schema. */
interface Described {
  readonly type?: string;
  readonly flags?: { readonly only?: boolean };
  readonly allow?: readonly unknown[];
  readonly rules?: readonly { readonly name: string }[];
  readonly metas?: readonly { readonly text?: TextKind }[];
  readonly keys?: Readonly<Record<string, Described>>;
  readonly patterns?: readonly { readonly rule: Described }[];
  readonly items?: readonly Described[];
}

interface Describes {
  describe(): unknown;
}

/** Describing a schema costs more than using its description. */
const described = new WeakMap<Describes, Described>();

/** A copy of the value with cleaned texts. Types don't change, so that validation can name what is wrong. */
export function cleanInput(schema: Describes, value: unknown): unknown {
  const known = described.get(schema) ?? (schema.describe() as Described);
  described.set(schema, known);
  return clean(value, known, undefined);
}

function clean(value: unknown, schema: Described | undefined, above: TextKind | undefined): unknown {
  if (!schema) return value;
  const kind = schema.metas?.find(({ text }) => text !== undefined)?.text ?? above;
  if (typeof value === 'string') return schema.type === 'string' ? cleanString(value, schema, kind) : value;
  if (Array.isArray(value)) return value.map((item) => clean(item, schema.items?.[0], kind));
  if (typeof value !== 'object' || value === null) return value;
  const others = schema.patterns?.[0]?.rule;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, clean(item, schema.keys?.[key] ?? others, kind)]),
  );
}

function cleanString(text: string, { flags, allow = [], rules = [] }: Described, kind: TextKind | undefined): string {
  if (kind === 'secret' || allow.includes(text)) return text;
  const isRead = flags?.only === true || rules.some(({ name }) => name === 'pattern' || name === 'email');
  if (kind === 'code' || isRead) return cleanCode(text);
  return kind === 'lines' ? cleanText(text) : cleanLine(text);
}
