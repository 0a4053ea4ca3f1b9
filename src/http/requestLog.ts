/**
 * Gives each request an identifier, which every line of the log carries that it causes, and logs it when it is answered:
 * route pattern, status, time taken, and the lead that it was about. Never the path itself, the query or the body: receipts
 * are in paths, people in queries.
 */
import type { RequestHandler } from 'express';
import { logging, type Log, type Random } from '../ports.ts';
import { routeOf } from './metrics.ts';

/** What is in the place of a lead's identifier comes from outside; only one that was found is known to be one. */
const LEAD_ROUTE = /^\/api\/leads\/:id(\/|$)/;

/** Says 503 as its answer: no request has failed, and nobody is to be woken for a start or a stop. */
const NOT_READY = '/readyz';

export function requestLog(log: Log, random: Random): RequestHandler {
  return (req, res, next) => {
    const requestId = random.id('req');
    const started = performance.now();
    res.locals['requestId'] = requestId;
    res.setHeader('x-request-id', requestId);
    res.on('close', () => {
      const ms = Math.round(performance.now() - started);
      const route = routeOf(req);
      const leadId = LEAD_ROUTE.test(route) && res.statusCode < 400 ? req.params['id'] : undefined;
      const fields = { requestId, method: req.method, route, status: res.statusCode, ms, ...(leadId && { leadId }) };
      if (res.statusCode >= 500 && route !== NOT_READY) log.error(fields, 'request failed');
      else log.info(fields, 'request');
    });
    logging(log, { requestId }, next);
  };
}
