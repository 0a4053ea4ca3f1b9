/**
 * Parses form submissions however the page sends them: URL-encoded or multipart, in UTF-8 or an older encoding. We
 * can’t fix other sites’ pages. An unreadable form is an error for which problems.ts has a sentence.
 */
import express, { type Request, type RequestHandler } from 'express';
import { PlainError } from '../../core/vocabulary/errors.ts';

const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
/** What bytes that aren’t UTF-8 mean on a page without a declared encoding, and what browsers use for latin-1. */
const LATIN = 'windows-1252';
/** Where it differs from latin-1, from 0x80 on; a space stands for no difference. Node 20 decodes it as latin-1. */
const LATIN_80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

export interface FormOptions {
  readonly limit: string;
  readonly mostFields: number;
  readonly verify: NonNullable<NonNullable<Parameters<typeof express.raw>[0]>['verify']>;
}

type Values = Record<string, string | string[]>;

/** The body becomes the values by name; repeated names become a list. Bodies of other types are left alone. */
export function readForm({ limit, mostFields, verify }: FormOptions): RequestHandler[] {
  return [
    express.raw({ type: [URL_ENCODED, MULTIPART], limit, verify }),
    async (req: Request, _res, next) => {
      const bytes: unknown = req.body;
      if (!Buffer.isBuffer(bytes)) return next();
      const isMultipart = isForm(req, MULTIPART);
      const pairs = isMultipart ? await partsOf(bytes, req.get('content-type') ?? '') : pairsOf(bytes, charsetOf(req));
      if (pairs.length > mostFields) throw unreadable('parameters.too.many', 413);
      req.body = valuesOf(pairs);
      next();
    },
  ];
}

/** Whether the body is a form’s. */
export function isForm(req: Request, type: string | string[] = [URL_ENCODED, MULTIPART]): boolean {
  return typeof req.is(type) === 'string';
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

function charsetOf(req: Request): string {
  return /charset\s*=\s*"?([^\s;"]+)/i.exec(req.get('content-type') ?? '')?.[1] ?? 'utf-8';
}

function pairsOf(bytes: Buffer, charset: string): readonly Pair[] {
  // One character per byte: names and values are decoded once their parts are known.
  const parts = bytes
    .toString('latin1')
    .split('&')
    .filter((part) => part !== '');
  const raw = parts.map((part) => {
    const at = part.indexOf('=');
    return at === -1
      ? ([bytesOf(part), Buffer.alloc(0)] as const)
      : ([bytesOf(part.slice(0, at)), bytesOf(part.slice(at + 1))] as const);
  });
  const read = (label: string): readonly Pair[] => {
    const decoder = decoderOf(label);
    return raw.map(([name, value]) => [decoder.decode(name), decoder.decode(value)]);
  };
  return decodeOrLatin(read, charset);
}

function bytesOf(text: string): Buffer {
  const plain = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(plain, 'latin1');
}

function decoderOf(label: string): Pick<TextDecoder, 'decode'> {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    throw unreadable('charset.unsupported', 415);
  }
  return decoder.encoding === LATIN ? { decode: (bytes) => latinOf(bytes as Buffer) } : decoder;
}

function latinOf(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (char) => {
    const meant = LATIN_80[char.charCodeAt(0) - 0x80] ?? ' ';
    return meant === ' ' ? char : meant;
  });
}

function decodeOrLatin<T>(read: (label: string) => T, charset: string): T {
  try {
    return read(charset);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return read(LATIN);
  }
}

async function partsOf(bytes: Buffer, contentType: string): Promise<readonly Pair[]> {
  const text = decodeOrLatin((label) => decoderOf(label).decode(bytes), 'utf-8');
  let form: FormData;
  try {
    form = await new Response(text, { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw unreadable('form.malformed', 400);
  }
  return [...form].flatMap(([name, value]): readonly Pair[] => {
    if (typeof value === 'string') return [[name, value]];
    // A file field without a chosen file.
    if (value.size === 0) return [];
    throw unreadable('form.file', 415);
  });
}

function unreadable(type: string, status: number): Error {
  return Object.assign(new PlainError(`a form could not be read: ${type}`), { type, status });
}
