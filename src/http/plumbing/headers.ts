/**
 * The headers of every response, and in the demo the check of the Host header: a page of another site whose name is
 * pointed at this machine (DNS rebinding) gets nothing.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What `@twilio/voice-sdk` needs according to its README. It’s bundled, so none of these is a script source. */
const TWILIO_SOUNDS = ['https://media.twiliocdn.com', 'https://sdk.twilio.com'];
const TWILIO_VOICE = {
  connect: ['https://eventgw.twilio.com', 'wss://voice-js.roaming.twilio.com', ...TWILIO_SOUNDS],
  media: ['mediastream:', ...TWILIO_SOUNDS],
};
const NOWHERE = { connect: [], media: [] };

/** The public form sets `frame-ancestors` per campaign; its routes replace that part of the policy. */
export function securityHeaders(isSecure: boolean, { twilioVoice }: { readonly twilioVoice: boolean }): RequestHandler {
  const { connect, media } = twilioVoice ? TWILIO_VOICE : NOWHERE;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'", 'data:', 'blob:', ...media],
        connectSrc: ["'self'", ...connect],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // Over plain HTTP it would send the browser to an HTTPS endpoint that doesn’t exist.
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** The names this machine goes by, with the port in use. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].some(
    (name) => host === `${name}:${port}` || (port === 80 && host === name),
  );
}
