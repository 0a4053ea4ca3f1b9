/**
 * For operators: /healthz says whether the process answers at all (it never touches the database), /readyz whether it
 * should get traffic (readiness.ts), and /metrics is for Prometheus.
 */
import type { Request, RequestHandler } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { failure } from '../../core/vocabulary/errors.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { answer, route, SENT, type Route } from '../plumbing/route.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

export interface HealthSettings {
  readonly readiness: () => Promise<Readiness>;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
}

export function healthRoutes({ readiness, isDraining, metrics }: HealthSettings): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/healthz',
      who: 'public',
      summary: 'Liveness.',
      reply: { 200: 'The process is alive.' },
      run: ({ res }) => {
        res.setHeader('cache-control', 'no-store');
        return { status: 'alive' };
      },
    }),
    route({
      method: 'get',
      path: '/readyz',
      who: 'public',
      summary: 'Readiness: `checks` lists each check.',
      reply: { 200: 'Ready.', 503: { description: 'Stopping, or a check failed; see `checks`.' } },
      run: async ({ res }) => {
        res.setHeader('cache-control', 'no-store');
        if (isDraining()) return answer(503, { status: 'stopping' });
        const { isReady, checks } = await readiness();
        if (isReady) return { status: 'ready', checks };
        res.setHeader('retry-after', '2');
        return answer(503, { status: 'not ready', checks });
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      who: 'operator',
      summary: 'Prometheus metrics.',
      reply: { 200: { description: 'Metrics.', type: 'text/plain', schema: { type: 'string' } } },
      run: async ({ res }) => {
        res
          .setHeader('cache-control', 'no-store')
          .type(metrics.contentType)
          .send(await metrics.text());
        return SENT;
      },
    }),
  ];
}

/** Lets operators in: with the token if there is one, otherwise from this machine only. */
export function operatorsOnly(metricsToken: string | undefined): RequestHandler {
  return (req, res, next) => {
    if (mayReadMetrics(req, metricsToken)) return next();
    sendProblem(
      res,
      failure('not-allowed', 'Metrics are available on this machine, or with METRICS_TOKEN as the bearer token.'),
    );
  };
}

function mayReadMetrics(req: Request, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(sha256(given), sha256(token));
  }
  // Behind a proxy on this machine, every client would appear to be local.
  const isForwarded = req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined;
  return !isForwarded && /^(::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
