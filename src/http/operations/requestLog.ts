/**
 * Gives each request an id that every log line it causes carries, and logs it when it’s answered: route pattern,
 * status, duration and the lead. Never the path itself, the query or the body: paths contain receipts and queries
 * contain personal data.
 */
import type { RequestHandler } from 'express';
import { withLogFields } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { routeOf } from './metrics.ts';

/** What stands in place of a lead’s id comes from outside; only one that was found is known to be an id. */
const LEAD_ROUTE = /^\/api\/leads\/:id(\/|$)/;

/** 503 is this route’s normal answer: no request failed, and a start or stop must not alert anyone. */
const NOT_READY = '/readyz';

export function requestLog(parts: Parts): RequestHandler {
  return (req, res, next) => {
    const requestId = parts.random.id('req');
    const log = withLogFields(parts.log, { requestId });
    const started = performance.now();
    res.locals['requestId'] = requestId;
    res.locals['parts'] = { ...parts, log } satisfies Parts;
    res.setHeader('x-request-id', requestId);
    res.on('close', () => {
      const ms = Math.round(performance.now() - started);
      const route = routeOf(req);
      const leadId = LEAD_ROUTE.test(route) && res.statusCode < 400 ? req.params['id'] : undefined;
      const fields = { method: req.method, route, status: res.statusCode, ms, ...(leadId && { leadId }) };
      const isFailure = res.statusCode >= 500 && route !== NOT_READY && res.locals['isTurnedAway'] !== true;
      if (isFailure) log.error(fields, 'request failed');
      else log.info(fields, 'request');
    });
    next();
  };
}
