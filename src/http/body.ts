/** Reads JSON bodies, everywhere alike: so large and so deep, and no more. */
import express, { type RequestHandler } from 'express';
import { PlainError } from '../core/errors.ts';

/** Deeper than this is no request of ours; whatever walks through a body by itself stays far from the end of the stack. */
const DEEPEST = 100;

/** `verify` sees the raw bytes. A body that is too deep is answered with 422 (problems.ts). */
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
