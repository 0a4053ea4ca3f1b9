import type { RequestHandler } from 'express';

/** The URL is the key to a customer’s page: no one else may keep it or learn it. */
export const privately: RequestHandler = (_req, res, next) => {
  res.setHeader('cache-control', 'no-store');
  res.setHeader('referrer-policy', 'no-referrer');
  res.setHeader('x-robots-tag', 'noindex, nofollow');
  next();
};
