/**
 * The phone network’s webhooks. Each request is signed, answered within a second with what the call hears now, and
 * answered the same way if repeated. If we can’t know or store something in that time, a safe answer promises nothing:
 * it apologizes, and takes a message or dials the configured number.
 */
import type { Request, Response } from 'express';
import { endOf, isMachineAnswer } from '../../../core/call/networkStatus.ts';
import { CALL_PATHS } from '../../../core/call/paths.ts';
import { isAttested } from '../../../core/law/doNotCall.ts';
import type { Parts } from '../../../ports/parts.ts';
import {
  continueCall,
  handleLegPickup,
  handleQueueExit,
  handleMessage,
  handleKeys,
  receiveCall,
  type IncomingCall,
} from '../../../usecases/calls/answerCall.ts';
import { handleLegEvent } from '../../../usecases/calls/endLeg.ts';
import type { CallResponse } from '../../../usecases/calls/respond.ts';
import { soloAgentInstructions } from '../../../usecases/calls/soloAgentInstructions.ts';
import { resumeCall } from '../../../usecases/calls/resumeCall.ts';
import { handleCallEnd } from '../../../usecases/calls/settleCalls.ts';
import { handleConversationRecording } from '../../../usecases/calls/recordings.ts';
import { handleTextStatus, handleIncomingText } from '../../../usecases/calls/texts.ts';
import { route, SENT, type Route } from '../../plumbing/route.ts';
import { lateAnswer, shareWork, workOf } from './late.ts';
import { lineMusic } from './lineMusic.ts';
import { ANSWER_WITHIN_MS, callIdOf, field, idOf, withTimeout } from './request.ts';
import { ringback } from './ringback.ts';
import { aloneTwiml, tonesTwiml, twimlOf } from './twiml.ts';

export interface TwilioSettings {
  /** E.164: dialed when nothing else works. */
  readonly staticNumber?: string;
}

const TWIML = { description: 'TwiML: what the call hears now.', type: 'text/xml', schema: { type: 'string' } };
const NOT_RECORDED = { 503: 'Not recorded in time; send it again.' } as const;

export function twilioRoutes(settings: TwilioSettings): readonly Route[] {
  const post = (
    path: string,
    summary: string,
    handle: (parts: Parts, req: Request, res: Response) => void | Promise<void>,
  ): Route =>
    route({
      method: 'post',
      path,
      who: 'phoneNetwork',
      summary,
      reply: { 200: TWIML },
      run: async ({ parts, req, res }) => {
        await handle(parts, req, res);
        return SENT;
      },
    });
  const underWay = shareWork<CallResponse | null | 'nothing'>();
  const answer = (
    path: string,
    summary: string,
    where: (req: Request) => 'queue' | 'call',
    ask: (parts: Parts, req: Request) => Promise<CallResponse | null | 'nothing'>,
  ) =>
    post(path, summary, async (parts, req, res) => {
      const heard = await withTimeout(
        ANSWER_WITHIN_MS,
        underWay.join(workOf(req), () => ask(parts, req)),
        (error) => parts.log.error({ err: error }, 'failed to answer a call in time'),
      );
      if (heard === 'late') return send(res, lateAnswer(req, where(req), settings));
      if (heard === null) return send(res, twimlOf([{ do: 'reject', isBusy: false }], { where: 'call' }));
      if (heard === 'nothing') return send(res, twimlOf([], { where: 'call' }));
      const { call, instructions } = heard;
      send(res, twimlOf(instructions, { call, where: where(req) }));
    });
  // Our own answer failed: the same call continues where it was.
  const resume = async (parts: Parts, req: Request) => {
    const { errorCode, isMachine } = { errorCode: field(req, 'ErrorCode'), isMachine: isMachineAnswering(req) };
    const known = await resumeCall(parts, callIdOf(req), { sid: field(req, 'CallSid'), isMachine, errorCode });
    if (known) return known;
    return isOurs(req) ? ('nothing' as const) : receiveCall(parts, incomingCallOf(req));
  };
  // What can’t be recorded in time is still being recorded. The network repeats it a few times after a 503. If it’s
  // lost anyway, we ask once the call has been silent (settleCalls.ts), so nothing depends on this answer.
  const notes = shareWork<'noted'>();
  const isNoted = async (
    parts: Parts,
    req: Request,
    res: Response,
    take: (parts: Parts, req: Request) => Promise<void>,
  ): Promise<boolean> => {
    const work = notes.join(workOf(req), () => take(parts, req).then(() => 'noted' as const));
    const result = await withTimeout(ANSWER_WITHIN_MS, work, (error) =>
      parts.log.error({ err: error }, 'failed to record a phone network notification in time'),
    );
    if (result === 'late') res.sendStatus(503);
    return result !== 'late';
  };
  const note = (path: string, summary: string, take: (parts: Parts, req: Request) => Promise<void>): Route =>
    route({
      method: 'post',
      path,
      who: 'phoneNetwork',
      summary,
      reply: { 204: 'Recorded. Repeating it is harmless.', ...NOT_RECORDED },
      run: async ({ parts, req, res }) => ((await isNoted(parts, req, res, take)) ? null : SENT),
    });

  return [
    // An outgoing leg is never a caller: our own orders don’t end here, whatever requests it.
    answer(CALL_PATHS.incoming, 'Voice URL of each number: an incoming call.', inCall, (parts, req) =>
      isOurs(req) ? Promise.resolve('nothing' as const) : receiveCall(parts, incomingCallOf(req)),
    ),
    answer(CALL_PATHS.fallback, 'Fallback URL of each number: one of our responses failed.', inCall, resume),
    answer(
      '/twilio/voice/calls/:id/now',
      'What the call hears now; an outgoing leg was answered.',
      inCall,
      (parts, req) =>
        continueCall(parts, idOf(req), 'call', { sid: field(req, 'CallSid'), isMachine: isMachineAnswering(req) }),
    ),
    answer('/twilio/voice/calls/:id/keys', 'Keys pressed in answer to a question: ?step=, in.', whereOf, (parts, req) =>
      handleKeys(parts, idOf(req), {
        step: Number(req.query['step']),
        keys: field(req, 'Digits'),
        where: whereOf(req),
      }),
    ),
    answer('/twilio/voice/calls/:id/wait', 'Wait URL: a caller is in the queue.', inQueue, (parts, req) =>
      continueCall(parts, idOf(req), 'queue', { sid: field(req, 'CallSid'), isMachine: false }),
    ),
    answer('/twilio/voice/calls/:id/left', 'A caller left the queue.', inCall, async (parts, req) => {
      const result = field(req, 'QueueResult');
      // Removed from the queue by us, or hung up: the network asks but ignores the answer.
      if (['redirected', 'redirected-from-bridged', 'hangup', 'bridged'].includes(result)) return 'nothing';
      return handleQueueExit(parts, idOf(req), result);
    }),
    answer('/twilio/voice/calls/:id/recorded', 'A message was left.', inCall, (parts, req) =>
      handleMessage(parts, idOf(req), recordingOf(req)),
    ),
    answer('/twilio/voice/calls/:id/fallback', 'One of our responses to this call failed.', inCall, resume),
    // The call may be one we know. If we couldn’t store it, the network’s list will tell.
    post(
      '/twilio/voice/calls/:id/safe-recorded',
      'A message was left after the safe answer.',
      async (parts, req, res) => {
        const recorded = handleMessage(parts, idOf(req), recordingOf(req));
        await withTimeout(ANSWER_WITHIN_MS, recorded, (error) =>
          parts.log.error({ err: error }, 'failed to store in time a message left at the safe answer'),
        );
        send(res, twimlOf([{ do: 'hangUp' }], { where: 'call' }));
      },
    ),
    post('/twilio/voice/calls/:id/tones', 'Play keys as tones: ?keys=.', (_parts, req, res) => {
      const keys = typeof req.query['keys'] === 'string' ? req.query['keys'] : '';
      send(res, tonesTwiml(keys.replace(/[^0-9*#]/g, '').slice(0, 32)));
    }),
    post(
      '/twilio/voice/calls/:id/alone',
      'Wait URL of a conference: one participant is alone.',
      async (parts, req, res) => {
        const heard = await withTimeout(ANSWER_WITHIN_MS, soloAgentInstructions(parts, idOf(req)), (error) =>
          parts.log.error({ err: error }, 'failed to look up in time what a lone participant hears'),
        );
        send(res, aloneTwiml(heard === 'late' ? [] : heard, idOf(req)));
      },
    ),
    sound(CALL_PATHS.lineMusic, 'Hold music for the line.', 'Ten seconds.', lineMusic),
    sound(CALL_PATHS.ringback, 'The ringback tone.', 'Six seconds.', ringback),
    note('/twilio/status/calls/:id', 'Status callback: an outgoing leg changed.', (parts, req) =>
      statusChanged(parts, idOf(req), req),
    ),
    note(
      '/twilio/status/calls/:id/recording',
      'Status callback: a conversation’s recording started or is ready.',
      (parts, req) =>
        handleConversationRecording(parts, idOf(req), {
          ...recordingOf(req),
          isAbsent: field(req, 'RecordingStatus') === 'absent',
        }),
    ),
    note('/twilio/status/texts/:id', 'Status callback: the delivery status of a text.', (parts, req) =>
      handleTextStatus(parts, idOf(req), {
        status: field(req, 'MessageStatus'),
        to: field(req, 'To'),
        code: field(req, 'ErrorCode'),
      }),
    ),
    note(CALL_PATHS.incomingStatus, 'Status callback of each number: an incoming call ended.', (parts, req) =>
      statusChanged(parts, field(req, 'CallSid'), req),
    ),
    // The network replies to STOP, START and HELP itself; a reply from us would be a second one.
    route({
      method: 'post',
      path: CALL_PATHS.textIncoming,
      who: 'phoneNetwork',
      summary: 'Message URL of each number: an incoming text.',
      reply: { 200: TWIML, ...NOT_RECORDED },
      run: async ({ parts, req, res }) => {
        const text = {
          messageSid: field(req, 'MessageSid'),
          from: field(req, 'From'),
          body: field(req, 'Body'),
          optOutType: field(req, 'OptOutType'),
        };
        if (await isNoted(parts, req, res, () => handleIncomingText(parts, text)))
          send(res, twimlOf([], { where: 'call' }));
        return SENT;
      },
    }),
  ];
}

/** The same for everyone and about no one, so the network fetches it unsigned and may cache it. */
function sound(path: string, summary: string, description: string, make: () => Buffer): Route {
  return route({
    method: 'get',
    path,
    who: 'public',
    summary,
    reply: { 200: { description, type: 'audio/wav', schema: { type: 'string' } } },
    run: ({ res }) => {
      res.type('audio/wav').set('cache-control', 'public, max-age=86400').send(make());
      return SENT;
    },
  });
}

const inCall = () => 'call' as const;
const inQueue = () => 'queue' as const;

async function statusChanged(parts: Parts, callId: string, req: Request): Promise<void> {
  const status = field(req, 'CallStatus');
  const sequence = Number(field(req, 'SequenceNumber')) || 0;
  const end = endOf(status, field(req, 'SipResponseCode'));
  if (end !== null) return handleCallEnd(parts, callId, end, sequence);
  const sid = field(req, 'CallSid');
  if (status === 'in-progress') return handleLegPickup(parts, callId, sid);
  await handleLegEvent(
    parts,
    callId,
    status === 'ringing' ? { kind: 'ringing', sid, sequence } : { kind: 'placed', sid },
  );
}

/** Whether the shown number is the caller’s, as far as their network attests it: STIR/SHAKEN, in North America. */
function incomingCallOf(req: Request): IncomingCall {
  const verdict = field(req, 'StirVerstat');
  return {
    sid: field(req, 'CallSid'),
    from: field(req, 'From'),
    to: field(req, 'To'),
    isDoubted: verdict.startsWith('TN-Validation-Failed'),
    isAttested: isAttested(verdict),
  };
}

function recordingOf(req: Request): { recordingSid: string; seconds: number } {
  const isOver = field(req, 'RecordingStatus') !== 'in-progress';
  return {
    recordingSid: field(req, 'RecordingSid'),
    seconds: isOver ? Math.max(0, Number(field(req, 'RecordingDuration')) || 0) : 0,
  };
}

/** A leg that we placed. */
function isOurs(req: Request): boolean {
  return field(req, 'Direction').startsWith('outbound');
}

function isMachineAnswering(req: Request): boolean {
  return isMachineAnswer(field(req, 'AnsweredBy'));
}

function whereOf(req: Request): 'queue' | 'call' {
  return req.query['in'] === 'queue' ? 'queue' : 'call';
}

function send(res: Response, twiml: string): void {
  res.type('text/xml').send(twiml);
}
