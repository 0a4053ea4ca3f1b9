/**
 * The Phone port on the Twilio API (2010-04-01). Every URL contains the leg's own identifier, so that a webhook finds its
 * call even if the response to the order was lost.
 */
import { PlainError } from '../core/vocabulary/errors.ts';
import twilio from 'twilio';
import { PAGE_MARK } from '../core/call/flow.ts';
import { CALL_PATHS, withRetries } from '../core/call/paths.ts';
import { endOf } from '../core/call/networkStatus.ts';
import { DETECTION_MS } from '../core/lead/connectCall.ts';
import { SECOND } from '../core/vocabulary/time.ts';
import type { Log } from '../ports/basics.ts';
import type { NetworkCall, Phone, Softphone } from '../ports/calls.ts';
import { createClient, isAboutUs, isTemporary, toLoggableError, refusalOf, type Account } from './client.ts';

export interface PhoneOptions extends Account {
  /** Our public URL. A function, because the demo learns its port when it starts to listen. */
  readonly publicUrl: () => string;
  /** For phones in browsers; without it agents need their own phones. */
  readonly browser?: { readonly apiKeySid: string; readonly apiKeySecret: string };
  /** The path at which browsers reach a simulated network instead of Twilio's. */
  readonly softphoneUrl?: string | undefined;
  readonly log: Log;
}

/** Browsers renew it in time. Twilio allows a day. */
const TOKEN_LIFE_S = 3600;
const MAX_LISTED = 1000;
/** An hour of audio is about 50 MB. */
const DOWNLOAD_TIMEOUT_MS = 60_000;
const NOT_FOUND = 404;
/** "Attempt to send to unsubscribed recipient." https://www.twilio.com/docs/api/errors/21610 */
const STOPPED = 21_610;
const CLOCK_SKEW_MS = 5000;
const MAX_TEXTS = 20;
/** "Call is not in-progress. Cannot redirect." https://www.twilio.com/docs/api/errors/21220 */
const NOT_IN_PROGRESS = 21_220;

export function twilioPhone(options: PhoneOptions): Phone {
  const { publicUrl, browser, softphoneUrl, log } = options;
  const client = createClient(options);
  const urlOf = (path: string) => withRetries(publicUrl() + path);
  const voiceUrls = (callId: string) => ({
    url: urlOf(CALL_PATHS.now(callId)),
    fallbackUrl: urlOf(CALL_PATHS.fallbackOf(callId)),
  });

  const find = async (sid: string): Promise<NetworkCall | null> => {
    try {
      return networkCall(await client.calls(sid).fetch());
    } catch (error) {
      if (refusalOf(error)?.status === NOT_FOUND) return null;
      throw toLoggableError(error);
    }
  };
  /** `gone` if there is nothing left to change; other errors are thrown for a retry. `sid`: set if the order is for a call. */
  const unlessGone = async (order: () => Promise<unknown>, sid?: string): Promise<'done' | 'gone'> => {
    try {
      await order();
      return 'done';
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.status === NOT_FOUND) return 'gone';
      if (refusal?.code !== NOT_IN_PROGRESS || sid === undefined) throw toLoggableError(error);
      // The code of a call that is over, and of one whose first document has not answered it yet: ask which.
      const call = await find(sid);
      if (call?.end === null) throw new PlainError('this call is not in progress yet');
      return 'gone';
    }
  };
  const conferenceSid = async (name: string): Promise<string | undefined> =>
    (await client.conferences.list({ friendlyName: name, status: 'in-progress', limit: 1 }))[0]?.sid;
  const inConference = async (name: string, sid: string, update: Parameters<typeof updated>[2]) => {
    const conference = await conferenceSid(name);
    return conference === undefined ? 'gone' : unlessGone(() => updated(conference, sid, update));
  };
  const updated = (
    conference: string,
    sid: string,
    update: { hold?: boolean; muted?: boolean; announceUrl?: string; coaching?: boolean; callSidToCoach?: string },
  ) => client.conferences(conference).participants(sid).update(update);

  return {
    async place({ callId, to, from, ringS, detectsVoicemail }) {
      try {
        const call = await client.calls.create({
          to,
          from,
          ...voiceUrls(callId),
          statusCallback: urlOf(CALL_PATHS.status(callId)),
          statusCallbackEvent: ['ringing', 'answered', 'completed'],
          timeout: ringS,
          ...(detectsVoicemail && { machineDetection: 'Enable', machineDetectionTimeout: DETECTION_MS / SECOND }),
        });
        return { kind: 'placed', sid: call.sid };
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) {
          const reason = `${refusal.status} ${refusal.code}`;
          return { kind: 'refused', reason, isOurs: isAboutUs(refusal) };
        }
        log.warn(
          { callId, err: toLoggableError(error) },
          'the phone network did not confirm whether it placed a call leg',
        );
        return { kind: 'unknown' };
      }
    },
    refresh: ({ id, sid }) => unlessGone(() => client.calls(sid).update({ ...voiceUrls(id), method: 'POST' }), sid),
    end: (sid) => unlessGone(() => client.calls(sid).update({ status: 'completed' }), sid),
    setVoice: (name, sid, { onHold, muted, coachSid }) =>
      inConference(name, sid, {
        ...(onHold !== undefined && { hold: onHold }),
        ...(muted !== undefined && { muted }),
        ...(coachSid === null && { coaching: false }),
        ...(typeof coachSid === 'string' && { coaching: true, callSidToCoach: coachSid }),
      }),
    sendKeys: (name, sid, callId, keys) =>
      inConference(name, sid, { announceUrl: urlOf(CALL_PATHS.tones(callId, keys)) }),
    find,
    async startedSince(since) {
      const calls = await client.calls.list({ startTimeAfter: new Date(since), limit: MAX_LISTED });
      return calls.map(networkCall).filter(({ startedAt }) => startedAt >= since);
    },
    async sendText({ callId, to, from, body: words, pagePath }) {
      const body = pagePath === undefined ? words : words.replaceAll(PAGE_MARK, publicUrl() + pagePath);
      try {
        await client.messages.create({ to, from, body, statusCallback: urlOf(CALL_PATHS.textStatus(callId)) });
        return { kind: 'sent' };
      } catch (error) {
        const refusal = refusalOf(error);
        // Too many requests, or a problem with the account, is not about this text: it is retried.
        if (refusal && !isTemporary(refusal)) {
          const isStopped = refusal.code === STOPPED;
          return { kind: 'refused', reason: `${refusal.status} ${refusal.code}`, ...(isStopped && { isStopped }) };
        }
        log.warn({ err: toLoggableError(error) }, 'the phone network did not confirm whether it accepted a text');
        return { kind: 'unknown' };
      }
    },
    async hasText({ to, from, since }) {
      // Newest first. A queued text has no send date yet, and dates are whole seconds of the network's clock.
      const texts = await client.messages.list({ to, from, limit: MAX_TEXTS });
      return texts.some(({ dateCreated }) => dateCreated.getTime() >= since - CLOCK_SKEW_MS);
    },
    async recordingsOf(sid) {
      const recordings = await client.recordings.list({ callSid: sid, limit: MAX_LISTED });
      return recordings.map(({ sid: recordingSid, duration, dateCreated }) => ({
        recordingSid,
        seconds: Math.max(0, Number(duration) || 0),
        at: dateCreated.getTime(),
      }));
    },
    async openRecording(sid) {
      // The package reads responses as text, so audio is fetched directly from the same API.
      const api = options.apiUrl ?? 'https://api.twilio.com';
      const basic = Buffer.from(`${options.accountSid}:${options.authToken}`).toString('base64');
      const address = `${api}/2010-04-01/Accounts/${options.accountSid}/Recordings/${encodeURIComponent(sid)}.wav`;
      const answer = await fetch(address, {
        headers: { authorization: `Basic ${basic}` },
        signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      });
      if (answer.status === 404) return null;
      if (!answer.ok || !answer.body) throw new PlainError(`the phone network answered ${answer.status}`);
      return { type: answer.headers.get('content-type') ?? 'audio/wav', sound: answer.body };
    },
    async deleteRecording(sid) {
      await unlessGone(() => client.recordings(sid).remove());
    },
    softphone(identity): Softphone {
      if (softphoneUrl !== undefined) return { kind: 'simulated', identity, url: softphoneUrl };
      if (!browser) return { kind: 'none' };
      const { AccessToken } = twilio.jwt;
      const token = new AccessToken(options.accountSid, browser.apiKeySid, browser.apiKeySecret, {
        identity,
        ttl: TOKEN_LIFE_S,
      });
      // Browsers only take calls.
      token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
      return { kind: 'twilio', identity, token: token.toJwt(), expiresInS: TOKEN_LIFE_S };
    },
  };
}

interface ListedCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: string;
  readonly status: string;
  readonly startTime: Date | null;
  readonly dateCreated: Date | null;
}

function networkCall({ sid, from, to, direction, status, startTime, dateCreated }: ListedCall): NetworkCall {
  return {
    sid,
    from,
    to,
    isInbound: direction === 'inbound',
    startedAt: (startTime ?? dateCreated)?.getTime() ?? 0,
    // "Empty if the call has not yet been dialed."
    isDialed: startTime !== null,
    end: endOf(status),
  };
}
