/** Parses JSON bodies the same way everywhere, with limits on size and depth. */
import express, { type RequestHandler } from 'express';
import { isUtf8 } from 'node:buffer';
import { PlainError } from '../../core/vocabulary/errors.ts';

/** No request of ours is nested deeper, and recursive code stays far from the stack limit. */
const DEEPEST = 100;

type Options = NonNullable<Parameters<typeof express.json>[0]>;

/**
 * `verify` sees the raw bytes. A body that isn’t UTF-8 (RFC 8259, 8.1) gets 400 or, if it names another encoding, 415; one
 * that is nested too deeply gets 422 (problems.ts).
 */
export function readJson({ verify, ...options }: Options): RequestHandler[] {
  const check: Options['verify'] = (req, res, body, encoding) => {
    if (encoding !== 'utf-8') throw unreadable('charset.unsupported', 415);
    if (!isUtf8(body)) throw unreadable('entity.not.utf8', 400);
    verify?.(req, res, body, encoding);
  };
  return [express.json({ ...options, verify: check }), refuseDeep];
}

function unreadable(type: string, status: number): Error {
  return Object.assign(new PlainError(`the request body could not be read: ${type}`), { type, status });
}

const refuseDeep: RequestHandler = (req, _res, next) => {
  if (!isDeeper(req.body, DEEPEST)) return next();
  next(unreadable('entity.too.deep', 422));
};

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}
