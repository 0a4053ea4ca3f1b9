/** Routes without a service around them, mounted as the service does, for tests that need only a few. */
import { Router } from 'express';
import { networkDoor, type SignatureSettings } from '../../src/http/calls/twilio/signature.ts';
import { twilioRoutes, type TwilioSettings } from '../../src/http/calls/twilio/index.ts';
import { mount } from '../../src/http/plumbing/mount.ts';
import type { Route } from '../../src/http/plumbing/route.ts';
import type { Parts } from '../../src/ports/parts.ts';

const NO_NETWORK: SignatureSettings = { authTokens: [], publicUrl: () => 'http://localhost' };

/** Nobody is signed in. The phone network signs with one of these tokens. */
export function mounted(routes: readonly Route[], parts: Parts, network: SignatureSettings = NO_NETWORK): Router {
  const routing = mount(routes, parts, {
    cookie: { name: 'leadbell', secure: false },
    isCrossSite: () => false,
    operator: (_req, _res, next) => next(),
    phoneNetwork: networkDoor(parts, network),
  });
  return Router().use((_req, res, next) => {
    res.locals['parts'] = parts;
    next();
  }, routing);
}

/** The phone network’s webhooks. */
export function mountedNetwork(parts: Parts, settings: SignatureSettings & TwilioSettings): Router {
  return mounted(twilioRoutes(settings), parts, settings);
}
