/**
 * Gives each request an identifier and logs it when it is answered: route pattern, status, time taken. Never the path
 * itself, the query or the body: receipts and identifiers are in paths, people in queries.
 */
import type { RequestHandler } from 'express';
import type { Log, Random } from '../ports.ts';
import { routeOf } from './metrics.ts';

export function requestLog(log: Log, random: Random): RequestHandler {
  return (req, res, next) => {
    const requestId = random.id('req');
    const started = performance.now();
    res.locals['requestId'] = requestId;
    res.setHeader('x-request-id', requestId);
    res.on('close', () => {
      const ms = Math.round(performance.now() - started);
      const fields = { requestId, method: req.method, route: routeOf(req), status: res.statusCode, ms };
      if (res.statusCode >= 500) log.error(fields, 'request failed');
      else log.info(fields, 'request');
    });
    next();
  };
}
