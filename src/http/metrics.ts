/** What Prometheus reads. Labels are closed lists: route patterns, methods, statuses; never an identifier or a person. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Parts } from '../ports.ts';

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Counts and times every request under its route's pattern. */
  readonly measure: RequestHandler;
}

export function createMetrics(parts: Pick<Parts, 'leads' | 'floor' | 'clock'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const seconds = new Histogram({
    name: 'leadbell_http_request_seconds',
    help: 'Duration of HTTP requests by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  gauge('leadbell_leads_waiting', 'Leads in the queue.', () => parts.leads.countWaiting());
  gauge('leadbell_callbacks_promised', 'Promised callbacks.', () => parts.leads.countCallbacks());
  gauge('leadbell_leads_unaccounted', 'Exceptions to the conservation law; anything but 0 is an alarm.', async () => {
    const { exceptions } = await parts.floor.conservation(parts.clock.now());
    return Object.values(exceptions).reduce((sum, count) => sum + count, 0);
  });
  gauge('leadbell_leads_repaired', 'Repairs made by the conservation sweep so far.', () => parts.floor.repaired());
  gauge('leadbell_clock_offset_seconds', 'This machine’s clock against the database’s.', () =>
    Promise.resolve(parts.clock.offset() / 1000),
  );

  /** Asked for when the metrics are read; a store that is away leaves the gauge out instead of failing the rest. */
  function gauge(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read().catch(() => Number.NaN));
      },
    });
  }

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    measure: (req, res, next) => {
      const stop = seconds.startTimer();
      res.on('finish', () => stop({ route: routeOf(req), method: req.method, status: res.statusCode }));
      next();
    },
  };
}

/** The pattern of the route that answered, such as /api/leads/:id; identifiers and receipts stay out of logs and labels. */
export function routeOf(req: Parameters<RequestHandler>[0]): string {
  const pattern = (req.route as { path?: unknown } | undefined)?.path;
  return typeof pattern === 'string' ? `${req.baseUrl}${pattern}` : 'none';
}
