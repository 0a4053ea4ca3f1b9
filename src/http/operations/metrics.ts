/**
 * Prometheus metrics: a figure for each law and queue, read from the database on each scrape, and this process’s own
 * counters. Labels are closed lists: route patterns, methods, statuses, states, kinds; never an id or a person.
 * docs/alerts.yml defines alerts over them; a test keeps the two in sync.
 */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ALARM_KINDS } from '../../core/alarm/findAlarms.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Readings, Vitals } from '../../ports/operations.ts';
import type { Parts } from '../../ports/parts.ts';
import { longestSince } from '../../usecases/floor/readFloor.ts';
import type { RoutingSigns } from './readiness.ts';

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Counts and times every request under its route pattern. */
  readonly measure: RequestHandler;
  /** A form that was refused before it was routed. */
  readonly turnedAway: (route: string) => void;
  readonly vitals: Vitals;
  routing(): RoutingSigns | null;
}

/**
 * How often the event loop's lag is sampled; the lag that is shown includes it. Every 10 ms, prom-client’s default, cost
 * an idle node a third of its CPU time.
 */
const LAG_SAMPLED_MS = 200;

type MeteredParts = Pick<Parts, 'leads' | 'floor' | 'alarms' | 'clock' | 'readings' | 'mails' | 'mailer' | 'nodes'>;

export function createMetrics(parts: MeteredParts, provesWritable: () => Promise<void>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_SAMPLED_MS });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers });

  const requests = new Histogram({
    name: 'leadbell_http_request_seconds',
    help: 'Duration of HTTP requests by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const routingLag = new Histogram({
    name: 'leadbell_routing_lag_seconds',
    help: 'Delay between the nearest deadline and the end of the routing pass that handled it, in this process.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const removed = new Counter({
    name: 'leadbell_retention_removed_total',
    help: 'Items removed by retention, by kind of data.',
    labelNames: ['kind'],
    registers,
  });
  const effectsFailed = new Counter({
    name: 'leadbell_effects_failed_total',
    help: 'Effects that failed for the last time, by kind. leadbell_exceptions counts those still owed as deadEffect.',
    labelNames: ['kind'],
    registers,
  });
  const texts = new Counter({
    name: 'leadbell_texts_total',
    help: 'Texts with a final status from the phone network, by result.',
    labelNames: ['result'],
    registers,
  });
  const unmatchedTexts = new Counter({
    name: 'leadbell_unmatched_texts_total',
    help: 'Texts from numbers without a lead, which nobody sees, by whether they mean or mention STOP.',
    labelNames: ['stop'],
    registers,
  });
  const unhandled = new Counter({
    name: 'leadbell_unhandled_rejections_total',
    help: 'Unhandled promise rejections. Each is a bug and is in the log.',
    registers,
  });
  const turnedAway = new Counter({
    name: 'leadbell_inquiries_turned_away_total',
    help: 'Inquiries answered 503 right away because more arrived than could be stored within a second.',
    registers,
  });
  gauge('leadbell_build_info', 'Always 1; the labels describe the running version.', ['node']).set(
    { node: process.version },
    1,
  );

  const waiting = gauge('leadbell_leads_waiting', 'Leads in the queue.');
  const longestWait = gauge('leadbell_longest_wait_seconds', 'The longest wait of a lead in the queue.');
  const held = gauge('leadbell_leads_held', 'Leads that occupy an agent, by state.', ['state']);
  const promised = gauge('leadbell_callbacks_promised', 'Scheduled callbacks.');
  const overdue = gauge('leadbell_callbacks_overdue', 'Callbacks that are due but not back in the queue yet.');
  const overdueBy = gauge('leadbell_callback_overdue_seconds', 'How late the most overdue callback is.');
  const deadlineOverdue = gauge('leadbell_deadline_overdue_seconds', 'How late the most overdue lead deadline is.');
  const effects = gauge('leadbell_effects_pending', 'Effects that are still pending.');
  const effectAge = gauge('leadbell_effect_overdue_seconds', 'How long the oldest due effect has been due.');
  const desks = gauge('leadbell_agents', 'Agents by presence and reach (whether their desk answers).', [
    'presence',
    'reach',
  ]);
  const unaccounted = gauge(
    'leadbell_leads_unaccounted',
    'Exceptions to the law of conservation; anything above 0 is an alert.',
  );
  const exceptions = gauge('leadbell_exceptions', 'Exceptions to the law of conservation, by kind.', ['kind']);
  const repaired = gauge('leadbell_leads_repaired', 'Repairs by the conservation sweep so far.');
  const mails = gauge('leadbell_mails', 'Emails that are waiting or couldn’t be delivered.', ['state']);
  const mailAge = gauge('leadbell_mail_overdue_seconds', 'How long the oldest due email has been due.');
  const mailResults = gauge('leadbell_mail_results', 'Emails handed over by this process since its start, by result.', [
    'result',
  ]);
  const storeUp = gauge('leadbell_store_up', '1 if a write to the database just succeeded, otherwise 0.');
  const storeWrite = gauge('leadbell_store_write_seconds', 'Duration of one durable write just now.');
  const alarms = gauge('leadbell_alarms_open', 'Open alerts, by kind.', ['kind']);
  const clockOffset = gauge('leadbell_clock_offset_seconds', 'Offset of this machine’s clock from the database’s.');
  const nodesApart = gauge(
    'leadbell_nodes_apart_seconds',
    'How long this process has been unable to reach the other nodes; 0 if it reaches them or runs as a single node.',
  );
  const passAge = gauge(
    'leadbell_routing_pass_age_seconds',
    'Time since the last completed routing pass in this process, or since its start.',
  );

  let routing: RoutingSigns | null = null;
  /** Reads the database. A part that isn’t available becomes NaN instead of failing the rest. */
  const refresh = async () => {
    const now = parts.clock.now();
    const began = performance.now();
    const isUp = await provesWritable().then(
      () => true,
      () => false,
    );
    storeUp.set(isUp ? 1 : 0);
    storeWrite.set(isUp ? (performance.now() - began) / SECOND : Number.NaN);
    clockOffset.set(parts.clock.offset() / SECOND);
    const apartSince = parts.nodes?.awaySince() ?? null;
    nodesApart.set(apartSince === null ? 0 : (now - apartSince) / SECOND);
    passAge.set(routing ? (now - (routing.lastPassAt ?? routing.since)) / SECOND : Number.NaN);
    for (const [result, count] of Object.entries(parts.mailer?.counts() ?? {})) mailResults.set({ result }, count);
    await Promise.all([
      isUp ? parts.readings.read(now).then(setReadings, forgetReadings) : forgetReadings(),
      isUp
        ? longestSince(parts).then((since) => setLongestWait(since ?? now, now), forgetLongestWait)
        : forgetLongestWait(),
      parts.floor.conservation(now).then(setExceptions, () => unaccounted.set(Number.NaN)),
      parts.floor.repaired().then(
        (count) => repaired.set(count),
        () => repaired.set(Number.NaN),
      ),
      parts.alarms.open().then(
        (open) => {
          for (const kind of ALARM_KINDS) alarms.set({ kind }, open.filter((alarm) => alarm.kind === kind).length);
        },
        () => alarms.reset(),
      ),
      parts.mails.health(now).then(
        ({ waiting: count, dead, oldestDueAt }) => {
          mails.set({ state: 'waiting' }, count);
          mails.set({ state: 'dead' }, dead);
          // M15: while email is off, nothing is overdue.
          const isLate = parts.mailer && oldestDueAt !== null;
          mailAge.set(isLate ? Math.max(0, now - oldestDueAt) / SECOND : 0);
        },
        () => mailAge.set(Number.NaN),
      ),
    ]);
  };

  function setReadings(read: Readings): void {
    waiting.set(read.waiting);
    for (const [state, count] of Object.entries(read.held)) held.set({ state }, count);
    promised.set(read.promises.count);
    overdue.set(read.promises.overdue);
    overdueBy.set(read.promises.overdueMs / SECOND);
    deadlineOverdue.set(read.deadlineOverdueMs / SECOND);
    effects.set(read.effects.count);
    effectAge.set(read.effects.oldestMs / SECOND);
    desks.reset();
    for (const desk of read.desks) desks.inc({ ...desk });
  }

  function setLongestWait(since: Moment, now: Moment): void {
    longestWait.set(Math.max(0, now - since) / SECOND);
  }

  function forgetLongestWait(): void {
    longestWait.set(Number.NaN);
  }

  function forgetReadings(): void {
    const all = [waiting, promised, overdue, overdueBy, deadlineOverdue, effects, effectAge];
    for (const one of all) one.set(Number.NaN);
    held.reset();
    desks.reset();
  }

  function setExceptions({ exceptions: found }: { exceptions: Readonly<Record<string, number>> }): void {
    exceptions.reset();
    for (const [kind, count] of Object.entries(found)) exceptions.set({ kind }, count);
    unaccounted.set(Object.values(found).reduce((sum, count) => sum + count, 0));
  }

  return {
    contentType: registry.contentType,
    text: async () => {
      await refresh();
      return registry.metrics();
    },
    measure: (req, res, next) => {
      const stop = requests.startTimer();
      res.on('finish', () => stop({ route: routeOf(req), method: req.method, status: res.statusCode }));
      next();
    },
    turnedAway(route) {
      requests.observe({ route, method: 'POST', status: 503 }, 0);
      turnedAway.inc();
    },
    vitals: {
      routingBegins: (at) => {
        routing = { since: at, lastPassAt: null };
      },
      routed: (at, lagMs) => {
        routing = { since: routing?.since ?? at, lastPassAt: at };
        if (lagMs !== undefined) routingLag.observe(lagMs / SECOND);
      },
      effectFailed: (kind) => effectsFailed.inc({ kind }),
      removed: (kind, count) => removed.inc({ kind }, count),
      textEnded: (result) => texts.inc({ result }),
      textUnmatched: (isStop) => unmatchedTexts.inc({ stop: isStop ? 'yes' : 'no' }),
      unhandled: () => unhandled.inc(),
      turnedAway: () => turnedAway.inc(),
    },
    routing: () => routing,
  };
}

/** The pattern of the route that answered, such as /api/leads/:id. Ids and receipts stay out of logs and labels. */
export function routeOf(req: Parameters<RequestHandler>[0]): string {
  const pattern = (req.route as { path?: unknown } | undefined)?.path;
  return typeof pattern === 'string' ? `${req.baseUrl}${pattern}` : 'none';
}
