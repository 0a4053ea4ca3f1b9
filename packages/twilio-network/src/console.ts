/**
 * The console: log, faults, account and time, for people and tests on this machine. It requires no sign-in and, like the
 * whole network, must stay on loopback.
 *
 * | request                         | does                                                              |
 * | ------------------------------- | ----------------------------------------------------------------- |
 * | GET /console/log                | the log as JSON; `?after=n`                                       |
 * | GET /console/log/events         | the log as a stream                                               |
 * | GET, POST, DELETE /console/faults | lists, adds, or removes all faults; see faults.ts               |
 * | GET, POST /console/account      | shows or changes the account's rules; see account.ts              |
 * | POST /console/clock `{ms}`      | advances a manual clock                                           |
 */
import express, { Router } from 'express';
import type { Exchange } from './calls/exchange.ts';
import type { AccountRules } from './account.ts';
import { FAULT_EFFECTS, TRAFFIC, type Fault } from './faults.ts';
import { streamEvents } from './sse.ts';

export function consoleRoutes(net: Exchange): Router {
  const router = Router();
  router.use(express.json());
  router.get('/log', (request, response) => {
    const after = Number(request.query['after'] ?? 0) || 0;
    response.json(net.log.entries.filter(({ n }) => n > after));
  });
  router.get('/log/events', (request, response) => {
    streamEvents(request, response, net.log.entries, net.log.listen);
  });
  router.get('/faults', (_request, response) => {
    response.json(net.faults.active);
  });
  router.post('/faults', (request, response) => {
    const fault = readFault(request.body as unknown);
    if (typeof fault === 'string') return void response.status(400).json({ error: fault });
    net.faults.add(fault);
    response.status(201).json(fault);
  });
  router.delete('/faults', (_request, response) => {
    net.faults.clear();
    response.status(204).end();
  });
  router.get('/account', (_request, response) => {
    response.json(net.account.settings.rules);
  });
  router.post('/account', (request, response) => {
    const changes = readAccount(request.body as unknown);
    if (typeof changes === 'string') return void response.status(400).json({ error: changes });
    net.account.settings.change(changes);
    response.json(net.account.settings.rules);
  });
  router.post('/clock', async (request, response) => {
    const ms = (request.body as { ms?: unknown } | undefined)?.ms;
    if (net.clock.kind !== 'manual') return void response.status(409).json({ error: 'the clock is real' });
    if (typeof ms !== 'number' || !(ms >= 0))
      return void response.status(400).json({ error: 'ms must be a number of milliseconds' });
    await net.clock.advance(ms);
    response.json({ now: net.clock.now() });
  });
  return router;
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** The changes, or an error message. */
function readAccount(body: unknown): Partial<AccountRules> | string {
  if (typeof body !== 'object' || body === null)
    return 'the account must be a JSON object such as {"callsPerSecond": 1}';
  for (const [name, value] of Object.entries(body)) {
    if (name === 'callsPerSecond') {
      if (value !== null && !(typeof value === 'number' && value > 0))
        return `${name} must be a number above 0, or null`;
    } else if (name === 'verifiedNumbers' || name === 'callPrefixes' || name === 'textPrefixes') {
      if (value !== null && !isTexts(value)) return `${name} must be a list of numbers or their beginnings, or null`;
    } else return `${name} is not part of the account`;
  }
  return body;
}

/** The fault, or an error message. */
function readFault(body: unknown): Fault | string {
  if (typeof body !== 'object' || body === null)
    return 'a fault must be a JSON object such as {"on": "status", "do": "drop"}';
  const fault = body as Record<keyof Fault, unknown>;
  if (!TRAFFIC.includes(fault.on as never)) return `on must be one of ${TRAFFIC.join(', ')}`;
  if (!FAULT_EFFECTS.includes(fault.do as never)) return `do must be one of ${FAULT_EFFECTS.join(', ')}`;
  if (fault.where !== undefined && typeof fault.where !== 'string') return 'where must be a string';
  for (const name of ['times', 'ms', 'status', 'code'] as const) {
    const value = fault[name];
    if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 0))
      return `${name} must be a whole number`;
  }
  const known = new Set(['on', 'do', 'where', 'times', 'ms', 'status', 'code']);
  const unknown = Object.keys(fault).find((name) => !known.has(name));
  return unknown === undefined ? (fault as unknown as Fault) : `${unknown} is not part of a fault`;
}
