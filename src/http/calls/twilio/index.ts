/**
 * The phone network’s webhooks. Each request is signed, answered within a second with what the call hears now, and
 * answered the same way if repeated. If we can’t know or store something in that time, a safe answer promises nothing:
 * it apologizes, and takes a message or dials the configured number.
 */
import { Router, type Request, type Response } from 'express';
import { safeInstructions, type Instruction, type Prompt } from '../../../core/call/instructions.ts';
import { endOf, isMachineAnswer } from '../../../core/call/networkStatus.ts';
import { CALL_PATHS } from '../../../core/call/paths.ts';
import { isAttested } from '../../../core/law/doNotCall.ts';
import { LANGUAGES, type Language } from '../../../core/vocabulary/language.ts';
import type { Parts } from '../../../ports/parts.ts';
import {
  continueCall,
  handleLegPickup,
  handleQueueExit,
  handleMessage,
  handleKeys,
  receiveCall,
  type CallResponse,
  type IncomingCall,
} from '../../../usecases/calls/answerCall.ts';
import { resumeCall } from '../../../usecases/calls/resumeCall.ts';
import { handleCallEnd } from '../../../usecases/calls/settleCalls.ts';
import { handleConversationRecording } from '../../../usecases/calls/recordings.ts';
import { handleLegEvent } from '../../../usecases/calls/endLeg.ts';
import { handleTextStatus, handleIncomingText } from '../../../usecases/calls/texts.ts';
import { soloAgentInstructions } from '../../../usecases/calls/soloAgentInstructions.ts';
import { wrongMethod } from '../../plumbing/wrongMethod.ts';
import { ANSWER_WITHIN_MS, field, idOf, withTimeout } from './request.ts';
import { lineMusic } from './lineMusic.ts';
import { ringback } from './ringback.ts';
import { routeOf, requireSignature, type SignatureSettings } from './signature.ts';
import { warnings } from './warnings.ts';
import { aloneTwiml, laterTwiml, tonesTwiml, twimlOf } from './twiml.ts';

export interface TwilioSettings extends SignatureSettings {
  /** E.164: dialed when nothing else works. */
  readonly staticNumber?: string;
}

/** How often a late answer is requested again, and after how much silence. */
const PATIENCE = { call: { tries: 5, pauseS: 1 }, queue: { tries: 12, pauseS: 4 } } as const;

export function twilioRoutes(parts: Parts, settings: TwilioSettings): Router {
  const router = Router();
  const warn = warnings(parts);
  const guard = requireSignature(settings, warn);
  const post = (path: string, handler: (req: Request, res: Response) => unknown) =>
    router
      .route(path)
      .post(guard, handler)
      .all((req, res) => {
        warn('method', routeOf(req));
        wrongMethod(res, 'POST');
      });
  const underWay = shareWork<CallResponse | null | 'nothing'>();
  const answer = (
    path: string,
    where: (req: Request) => 'queue' | 'call',
    ask: (req: Request) => Promise<CallResponse | null | 'nothing'>,
  ) =>
    post(path, async (req: Request, res: Response) => {
      const heard = await withTimeout(
        ANSWER_WITHIN_MS,
        underWay.join(workOf(req), () => ask(req)),
        (error) =>
          parts.log.error(
            { err: error, requestId: res.locals['requestId'] as unknown },
            'failed to answer a call in time',
          ),
      );
      if (heard === 'late') return send(res, lateAnswer(req, where(req), settings));
      if (heard === null) return send(res, twimlOf([{ do: 'reject', isBusy: false }], { where: 'call' }));
      if (heard === 'nothing') return send(res, twimlOf([], { where: 'call' }));
      const { call, instructions } = heard;
      send(res, twimlOf(instructions, { call, where: where(req) }));
    });
  const inCall = () => 'call' as const;
  const inQueue = () => 'queue' as const;

  // An outgoing leg is never a caller: our own orders don’t end here, whatever requests it.
  answer(CALL_PATHS.incoming, inCall, (req) =>
    isOurs(req) ? Promise.resolve('nothing' as const) : receiveCall(parts, incomingCallOf(req)),
  );
  answer('/twilio/voice/calls/:id/now', inCall, (req) =>
    continueCall(parts, idOf(req), 'call', { sid: field(req, 'CallSid'), isMachine: isMachineAnswering(req) }),
  );
  answer('/twilio/voice/calls/:id/keys', whereOf, (req) =>
    handleKeys(parts, idOf(req), { step: Number(req.query['step']), keys: field(req, 'Digits'), where: whereOf(req) }),
  );
  answer('/twilio/voice/calls/:id/wait', inQueue, (req) =>
    continueCall(parts, idOf(req), 'queue', { sid: field(req, 'CallSid'), isMachine: false }),
  );
  answer('/twilio/voice/calls/:id/left', inCall, async (req) => {
    const result = field(req, 'QueueResult');
    // Removed from the queue by us, or hung up: the network asks but ignores the answer.
    if (['redirected', 'redirected-from-bridged', 'hangup', 'bridged'].includes(result)) return 'nothing';
    return handleQueueExit(parts, idOf(req), result);
  });
  answer('/twilio/voice/calls/:id/recorded', inCall, (req) => handleMessage(parts, idOf(req), recordingOf(req)));
  post('/twilio/voice/calls/:id/tones', (req: Request, res: Response) =>
    send(
      res,
      tonesTwiml(
        (typeof req.query['keys'] === 'string' ? req.query['keys'] : '').replace(/[^0-9*#]/g, '').slice(0, 32),
      ),
    ),
  );
  post('/twilio/voice/calls/:id/alone', async (req: Request, res: Response) => {
    const heard = await withTimeout(ANSWER_WITHIN_MS, soloAgentInstructions(parts, idOf(req)), (error) =>
      parts.log.error({ err: error }, 'failed to look up in time what a lone participant hears'),
    );
    send(res, aloneTwiml(heard === 'late' ? [] : heard, idOf(req)));
  });
  // The same for everyone and about no one, so the network fetches it unsigned and may cache it.
  for (const [path, sound] of [
    [CALL_PATHS.lineMusic, lineMusic],
    [CALL_PATHS.ringback, ringback],
  ] as const) {
    router
      .route(path)
      .get((_req, res) => {
        res.type('audio/wav').set('cache-control', 'public, max-age=86400').send(sound());
      })
      .all((_req, res) => wrongMethod(res, 'GET, HEAD'));
  }
  // Our own answer failed: the same call continues where it was.
  const resume = async (req: Request) => {
    const { errorCode, isMachine } = { errorCode: field(req, 'ErrorCode'), isMachine: isMachineAnswering(req) };
    const known = await resumeCall(parts, callIdOf(req), { sid: field(req, 'CallSid'), isMachine, errorCode });
    if (known) return known;
    return isOurs(req) ? ('nothing' as const) : receiveCall(parts, incomingCallOf(req));
  };
  answer(CALL_PATHS.fallback, inCall, resume);
  answer('/twilio/voice/calls/:id/fallback', inCall, resume);
  // The call may be one we know. If we couldn’t store it, the network’s list will tell.
  post('/twilio/voice/calls/:id/safe-recorded', async (req: Request, res: Response) => {
    const recorded = handleMessage(parts, idOf(req), recordingOf(req));
    await withTimeout(ANSWER_WITHIN_MS, recorded, (error) =>
      parts.log.error({ err: error }, 'failed to store in time a message left at the safe answer'),
    );
    send(res, twimlOf([{ do: 'hangUp' }], { where: 'call' }));
  });

  // What can’t be recorded in time is still being recorded. The network repeats it a few times after a 503. If it’s
  // lost anyway, we ask once the call has been silent (settleCalls.ts), so nothing depends on this answer.
  const notes = shareWork<'noted'>();
  const note = (path: string, take: (req: Request) => Promise<void>, noted?: (res: Response) => void) =>
    post(path, async (req: Request, res: Response) => {
      const work = notes.join(workOf(req), () => take(req).then(() => 'noted' as const));
      const result = await withTimeout(ANSWER_WITHIN_MS, work, (error) =>
        parts.log.error(
          { err: error, requestId: res.locals['requestId'] as unknown },
          'failed to record a phone network notification in time',
        ),
      );
      if (result === 'late') res.sendStatus(503);
      else if (noted) noted(res);
      else res.sendStatus(204);
    });
  note('/twilio/status/calls/:id', (req) => statusChanged(parts, idOf(req), req));
  note('/twilio/status/calls/:id/recording', (req) =>
    handleConversationRecording(parts, idOf(req), {
      ...recordingOf(req),
      isAbsent: field(req, 'RecordingStatus') === 'absent',
    }),
  );
  note('/twilio/status/texts/:id', (req) =>
    handleTextStatus(parts, idOf(req), {
      status: field(req, 'MessageStatus'),
      to: field(req, 'To'),
      code: field(req, 'ErrorCode'),
    }),
  );
  // The network replies to STOP, START and HELP itself; a reply from us would be a second one.
  note(
    CALL_PATHS.textIncoming,
    (req) =>
      handleIncomingText(parts, {
        messageSid: field(req, 'MessageSid'),
        from: field(req, 'From'),
        body: field(req, 'Body'),
        optOutType: field(req, 'OptOutType'),
      }),
    (res) => send(res, twimlOf([], { where: 'call' })),
  );
  note(CALL_PATHS.incomingStatus, (req) => statusChanged(parts, field(req, 'CallSid'), req));
  return router;
}

async function statusChanged(parts: Parts, callId: string, req: Request): Promise<void> {
  const status = field(req, 'CallStatus');
  const sequence = Number(field(req, 'SequenceNumber')) || 0;
  const end = endOf(status);
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

/** The call of this request: from the URL, or the network’s id of an incoming call. */
function callIdOf(req: Request): string {
  return req.params['id'] === undefined ? field(req, 'CallSid') : idOf(req);
}

function whereOf(req: Request): 'queue' | 'call' {
  return req.query['in'] === 'queue' ? 'queue' : 'call';
}

/**
 * The work continues, so the same request is repeated a little later. A caller in line loses nothing by that, but would
 * lose their place through a safe answer. After a minute they leave the line for it, because nothing can be recorded
 * inside it.
 */
function lateAnswer(req: Request, where: 'queue' | 'call', settings: TwilioSettings): string {
  const before = Number(req.query['late']) || 0;
  const { tries, pauseS } = PATIENCE[where];
  // Silence sounds like a dead line, but a caller in line has heard something before.
  const words = before === 0 && where === 'call' ? LANGUAGES.map(oneMoment) : [];
  if (before < tries) return laterTwiml(words, `${pathOf(req, where)}?late=${before + 1}`, pauseS);
  return where === 'queue' ? twimlOf([{ do: 'leaveQueue' }], { where }) : safeAnswer(callIdOf(req), settings);
}

function oneMoment(language: Language): Prompt {
  return { do: 'say', words: { key: 'safe.moment' }, language };
}

/** Where to repeat this request. */
function pathOf(req: Request, where: 'queue' | 'call'): string {
  if (req.params['id'] === undefined) return CALL_PATHS.incoming;
  return where === 'queue' ? CALL_PATHS.wait(idOf(req)) : CALL_PATHS.now(idOf(req));
}

const SAYS_WHAT = [
  'MessageSid',
  'MessageStatus',
  'CallSid',
  'CallStatus',
  'SequenceNumber',
  'Digits',
  'RecordingSid',
  'RecordingStatus',
] as const;

/** Identifies what a request asks or reports, the same for each repetition. */
function workOf(req: Request): string {
  const { late: _again, ...query } = req.query;
  return JSON.stringify([req.path, query, ...SAYS_WHAT.map((name) => field(req, name))]);
}

/**
 * A request that is repeated while its work is in progress shares that work. Otherwise every late answer would add load
 * at a busy time.
 */
function shareWork<T>(): { readonly join: (key: string, work: () => Promise<T>) => Promise<T> } {
  const running = new Map<string, Promise<T>>();
  return {
    join(key, work) {
      const known = running.get(key);
      if (known) return known;
      const done = work().finally(() => running.delete(key));
      running.set(key, done);
      return done;
    },
  };
}

/** In every language: nothing is known about the caller. */
function safeAnswer(callId: string, { staticNumber }: TwilioSettings): string {
  const instructions = LANGUAGES.flatMap((language) => safeInstructions(language, staticNumber));
  const isSaid = (one: Instruction) => one.do === 'say';
  return twimlOf(
    [...instructions.filter(isSaid), ...safeInstructions('en', staticNumber).filter((one) => !isSaid(one))],
    { call: { id: callId, step: 0 }, where: 'call', isSafe: true },
  );
}

function send(res: Response, twiml: string): void {
  res.type('text/xml').send(twiml);
}
