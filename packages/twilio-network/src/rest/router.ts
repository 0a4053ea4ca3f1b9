/**
 * The 2010-04-01 API: authentication, log, faults, resources, and errors as JSON.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import type { Exchange } from '../calls/exchange.ts';
import type { Fault } from '../faults.ts';
import { presentAccount } from './account.ts';
import { callRoutes } from './calls.ts';
import { conferenceRoutes } from './conferences.ts';
import { RestError, errorBody, notFound } from './errors.ts';
import { parametersRead } from './form.ts';
import { messageRoutes } from './messages.ts';
import { numberRoutes } from './numbers.ts';
import { queueRoutes } from './queues.ts';
import { recordingRoutes } from './recordings.ts';

/** An API key of the account. */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
}

const LARGEST_BODY = '256kb';

export function restRoutes(net: Exchange, keys: readonly ApiKey[]): Router {
  const root = `/2010-04-01/Accounts/${net.account.sid}`;
  const context = { net, root };
  const router = Router();
  router.use(express.urlencoded({ extended: false, limit: LARGEST_BODY }));
  router.use(holdClock(net));
  router.use(authenticate([{ sid: net.account.sid, secret: net.account.token }, ...keys]));
  router.use(logRequests(net));
  router.use(injectFaults(net));
  router.get(`${root}.json`, (_request, response) => {
    response.json(presentAccount(net, root));
  });
  router.use(
    root,
    callRoutes(context),
    queueRoutes(context),
    conferenceRoutes(context),
    recordingRoutes(context),
    messageRoutes(context),
    numberRoutes(context),
  );
  router.use((request: Request) => {
    throw notFound(request.originalUrl);
  });
  router.use(answerErrors(net));
  return router;
}

/** A manual clock waits for pending requests. */
const holdClock = (net: Exchange) => (_request: Request, response: Response, next: NextFunction) => {
  void net.clock.during(new Promise((resolve) => response.once('close', resolve)));
  next();
};

function authenticate(keys: readonly ApiKey[]) {
  const known = keys.map(({ sid, secret }) => digest(`${sid}:${secret}`));
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const asked = digest(Buffer.from(given, 'base64').toString('utf8'));
    if (known.some((one) => timingSafeEqual(one, asked))) return next();
    response.setHeader('WWW-Authenticate', 'Basic realm="Twilio API"');
    throw new RestError(401, 20003, 'Authenticate');
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

const logRequests = (net: Exchange) => (request: Request, response: Response, next: NextFunction) => {
  const { method, originalUrl } = request;
  const parameters = request.body as unknown;
  response.once('close', () => {
    net.log.write('rest', `The application asks: ${method} ${originalUrl} → ${response.statusCode}`, {
      details: { parameters },
    });
    const ignored = parametersIgnored(request);
    if (response.statusCode < 400 && ignored.length > 0)
      net.log.write('ignored', `Not simulated and ignored: ${ignored.join(', ')} of ${method} ${request.path}`);
  });
  next();
};

const OF_PAGES = new Set(['Page', 'PageSize', 'PageToken']);

/** Parameters of the request that no route has read. */
function parametersIgnored(request: Request): readonly string[] {
  const read = parametersRead(request);
  const given = { ...request.query, ...(request.body as Record<string, unknown> | undefined) };
  return Object.keys(given).filter((name) => !read.has(name) && !OF_PAGES.has(name));
}

function injectFaults(net: Exchange) {
  return async (request: Request, response: Response, next: NextFunction) => {
    const parameters = Object.entries((request.body ?? {}) as Record<string, unknown>);
    const description = [
      request.method,
      request.originalUrl,
      ...parameters.map(([name, value]) => `${name}=${String(value)}`),
    ];
    const fault = net.faults.take('rest', description.join(' '));
    if (!fault) return next();
    await applyFault(net, fault, request, response, next);
  };
}

async function applyFault(
  net: Exchange,
  fault: Fault,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const ms = fault.ms ?? 1000;
  const wait = () => new Promise<void>((resolve) => net.clock.after(ms, resolve));
  switch (fault.do) {
    case 'drop':
      request.socket.destroy();
      return;
    case 'fail': {
      const status = fault.status ?? 503;
      if (status === 429) response.setHeader('Retry-After', '1');
      throw new RestError(
        status,
        fault.code ?? 20_000 + status,
        status === 429 ? 'Too Many Requests' : 'Internal Server Error (fault)',
      );
    }
    case 'lose-response': {
      // The request is processed; only the answer never arrives.
      response.end = () => {
        request.socket.destroy();
        return response;
      };
      return next();
    }
    case 'slow': {
      const { end } = response;
      response.end = (...given: unknown[]) => {
        void wait().then(() => {
          Reflect.apply(end, response, given);
        });
        return response;
      };
      return next();
    }
    case 'delay':
      await wait();
      return next();
    case 'duplicate':
    case 'reorder':
      return next();
  }
}

const answerErrors =
  (net: Exchange) =>
  (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    if (error instanceof RestError) return void response.status(error.status).json(errorBody(error));
    const status = (error as { status?: unknown }).status;
    if (typeof status === 'number' && status < 500) {
      return void response.status(status).json(errorBody(new RestError(status, 20001, 'The request is malformed')));
    }
    net.log.write('error', `Internal error at ${request.method} ${request.originalUrl}: ${String(error)}`);
    response.status(500).json(errorBody(new RestError(500, 20500, 'Internal Server Error')));
  };
