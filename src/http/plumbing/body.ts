/** Parses JSON bodies the same way everywhere, with limits on size and depth. */
import express, { type RequestHandler } from 'express';
import { PlainError } from '../../core/vocabulary/errors.ts';

/** No request of ours is nested deeper, and recursive code stays far from the stack limit. */
const DEEPEST = 100;

/** `verify` sees the raw bytes. A body that is nested too deeply gets 422 (problems.ts). */
export function readJson(options: Parameters<typeof express.json>[0]): RequestHandler[] {
  return [express.json(options), refuseDeep];
}

const refuseDeep: RequestHandler = (req, _res, next) => {
  if (!isDeeper(req.body, DEEPEST)) return next();
  next(
    Object.assign(new PlainError('the request body is nested too deeply'), { type: 'entity.too.deep', status: 422 }),
  );
};

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}
