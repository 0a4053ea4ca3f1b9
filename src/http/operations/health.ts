/**
 * For operators: /healthz says whether the process answers at all (it never touches the database), /readyz whether it
 * should get traffic (readiness.ts), and /metrics is for Prometheus.
 */
import { Router, type Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Metrics } from './metrics.ts';
import { sendProblem } from '../plumbing/problems.ts';
import type { Readiness } from './readiness.ts';

export interface HealthSettings {
  readonly readiness: () => Promise<Readiness>;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
  /** Absent: only this machine may read the metrics. */
  readonly metricsToken?: string;
}

export function healthRoutes({ readiness, isDraining, metrics, metricsToken }: HealthSettings): Router {
  const router = Router();

  router.get('/healthz', (_req, res) => {
    res.setHeader('cache-control', 'no-store').json({ status: 'alive' });
  });

  router.get('/readyz', async (_req, res) => {
    res.setHeader('cache-control', 'no-store');
    if (isDraining()) return res.status(503).json({ status: 'stopping' });
    const { isReady, checks } = await readiness();
    if (!isReady) res.status(503).setHeader('retry-after', '2');
    return res.json({ status: isReady ? 'ready' : 'not ready', checks });
  });

  router.get('/metrics', async (req, res) => {
    if (!mayReadMetrics(req, metricsToken)) {
      return sendProblem(
        res,
        failure('not-allowed', 'Metrics are available on this machine, or with METRICS_TOKEN as the bearer token.'),
      );
    }
    res
      .setHeader('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });

  return router;
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
