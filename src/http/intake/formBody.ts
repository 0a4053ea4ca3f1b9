/**
 * Parses form submissions however the page sends them: URL-encoded or multipart, in UTF-8 or an older encoding. We
 * can’t fix other sites’ pages. An unreadable form is an error for which problems.ts has a sentence.
 */
import express, { type Request, type RequestHandler } from 'express';
import type { Schema } from 'joi';
import type { Language } from '../../core/vocabulary/language.ts';
import { decoderOf, fits, olderDecoder, unreadable } from './formEncoding.ts';
import { languageOf } from './language.ts';
import { readMultipart } from './multipart.ts';

const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
/** What forms are sent as. */
export const FORM_TYPES = [URL_ENCODED, MULTIPART] as const;
/** The hidden field in which a browser names the encoding that it used (HTML, RFC 7578 4.6). */
const CHARSET_FIELD = '_charset_';

export interface FormOptions {
  readonly limit: string;
  readonly mostFields: number;
  readonly verify: NonNullable<NonNullable<Parameters<typeof express.raw>[0]>['verify']>;
  /** The language of a form that doesn’t say it itself. Asked only if it decides how to read the bytes. */
  readonly languageOf: (req: Request) => Promise<Language>;
}

type Values = Record<string, string | string[]>;

/** The body becomes the values by name; repeated names become a list. Bodies of other types are left alone. */
export function readForm({ limit, mostFields, verify, languageOf: languageFor }: FormOptions): RequestHandler[] {
  return [
    express.raw({ type: [...FORM_TYPES], limit, verify }),
    async (req: Request, _res, next) => {
      const bytes: unknown = req.body;
      if (!Buffer.isBuffer(bytes)) return next();
      const fields = isForm(req, MULTIPART) ? partsOf(bytes, req.get('content-type') ?? '') : pairsOf(bytes);
      if (fields.length > mostFields) throw unreadable('parameters.too.many', 413);
      const isKorean = async () => (textOf(fields, 'language') ?? (await languageFor(req))) === 'ko';
      req.body = valuesOf(await decoded(fields, charsetOf(req), isKorean));
      next();
    },
  ];
}

/**
 * What a route declares whose body is a form of one of our own pages for customers: how it is parsed, and what is
 * published about it. Those forms aren't signed, and a body of any other type isn't one of them.
 */
export function pageForm(
  accepts: Schema,
  limits: Pick<FormOptions, 'limit' | 'mostFields'>,
): { readonly read: RequestHandler[]; readonly accepts: Schema; readonly types: readonly string[] } {
  const read = readForm({
    ...limits,
    verify: () => undefined,
    languageOf: (req) => Promise.resolve(languageOf(req, 'en')),
  });
  return { read, accepts, types: FORM_TYPES };
}

/** Whether the body is a form’s. */
export function isForm(req: Request, type: string | string[] = [...FORM_TYPES]): boolean {
  return typeof req.is(type) === 'string';
}

interface Field {
  readonly name: Buffer;
  readonly value: Buffer;
  /** Of this field alone. */
  readonly charset?: string;
}
type Pair = readonly [name: string, value: string];

function valuesOf(pairs: readonly Pair[]): Values {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]);
  }
  return Object.fromEntries(values);
}

function charsetOf(req: Request): string | undefined {
  return isForm(req, MULTIPART) ? undefined : /charset\s*=\s*"?([^\s;"]+)/i.exec(req.get('content-type') ?? '')?.[1];
}

/** `declared` is the request’s own; without one the form may name its encoding in a field. */
async function decoded(
  fields: readonly Field[],
  declared: string | undefined,
  isKorean: () => Promise<boolean>,
): Promise<readonly Pair[]> {
  const named = textOf(fields, CHARSET_FIELD);
  const whole = decoderOf(declared ?? (named === undefined || named === '' ? 'utf-8' : named));
  const own = fields.map(({ charset }) => (charset === undefined ? null : decoderOf(charset)));
  if (fields.some(({ value }, index) => !fits([value], own[index] ?? (() => ''))))
    throw unreadable('form.malformed', 400);
  const shared = fields.flatMap(({ name, value }, index) => (own[index] ? [name] : [name, value]));
  const decode = fits(shared, whole) ? whole : await olderDecoder(shared, isKorean);
  return fields
    .map(({ name, value }, index) => [decode(name), (own[index] ?? decode)(value)] as const)
    .filter(([name]) => name.toLowerCase() !== CHARSET_FIELD);
}

/** A value in ASCII; undefined if there is no such field. */
function textOf(fields: readonly Field[], wanted: string): string | undefined {
  return fields.find(({ name }) => name.toString('latin1').toLowerCase() === wanted)?.value.toString('latin1');
}

function pairsOf(bytes: Buffer): readonly Field[] {
  // One character per byte: names and values are decoded once their parts are known.
  const parts = bytes
    .toString('latin1')
    .split('&')
    .filter((part) => part !== '');
  return parts.map((part) => {
    const at = part.indexOf('=');
    return at === -1
      ? { name: bytesOf(part), value: Buffer.alloc(0) }
      : { name: bytesOf(part.slice(0, at)), value: bytesOf(part.slice(at + 1)) };
  });
}

function bytesOf(text: string): Buffer {
  const plain = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(plain, 'latin1');
}

function partsOf(bytes: Buffer, contentType: string): readonly Field[] {
  const parts = readMultipart(bytes, contentType);
  if (!parts) throw unreadable('form.malformed', 400);
  return parts.flatMap(({ name, value, isFile, charset, transferEncoding }): readonly Field[] => {
    // A file field without a chosen file.
    if (isFile && value.length === 0) return [];
    if (isFile) throw unreadable('form.file', 415);
    if (transferEncoding !== undefined) throw unreadable('encoding.unsupported', 415);
    return [{ name: Buffer.from(name, 'latin1'), value, ...(charset !== undefined && { charset }) }];
  });
}
