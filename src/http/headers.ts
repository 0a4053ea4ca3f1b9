/**
 * The headers of every answer, and in the demo the check of the Host header: a page of another site whose name is made to
 * point to this machine (DNS rebinding) gets nothing.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What `@twilio/voice-sdk` needs, as its README says; it is bundled, so none of it is a source of scripts. */
const TWILIO_SOUNDS = ['https://media.twiliocdn.com', 'https://sdk.twilio.com'];
const TWILIO_VOICE = {
  connect: ['https://eventgw.twilio.com', 'wss://voice-js.roaming.twilio.com', ...TWILIO_SOUNDS],
  media: ['mediastream:', ...TWILIO_SOUNDS],
};
const NOWHERE = { connect: [], media: [] };

/** `frame-ancestors` of the public form is the campaign's own; its routes replace the policy's last part. */
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
        // On plain http it would send the browser to an https that is not there.
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** The names under which this machine calls itself, with the port that was listened on. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].some(
    (name) => host === `${name}:${port}` || (port === 80 && host === name),
  );
}
