/**
 * Executes documents on a call: fetch, check, then one verb after another. A failure goes to the fallback
 * address once. Without one the caller hears an error message and the call ends.
 */
import { checkDocument } from '../language/check.ts';
import { readDocument, type Verb } from '../language/document.ts';
import { TwimlFailure } from '../language/failure.ts';
import { callParameters } from '../webhooks/parameters.ts';
import { isOver } from './call.ts';
import type { Call, Source } from './records.ts';
import type { Exchange } from './exchange.ts';
import { Interruption } from './interruption.ts';
import { answerInbound, endCall } from './lifecycle.ts';
import { NEXT, type Ending, type Flow, type FlowStart, type Outcome, type Room } from './outcome.ts';
import { farEnd } from './media.ts';
import { listenToKeys } from './verbs/keys.ts';
import { performVerb } from './verbs/perform.ts';

const ERROR_MESSAGE = 'We are sorry, an application error has occurred. Goodbye.';
const TRIAL_NOTICE =
  'You have a trial account. You can remove this message at any time by upgrading to a full account. Press any key to execute your code.';
/** Limits documents that redirect to each other without any time passing. */
const MAX_DOCUMENTS_AT_ONCE = 100;

/** Stops what the call does and executes the document instead. Does nothing when the call is over. */
export function startFlow(net: Exchange, call: Call, source: Source): void {
  if (isOver(call)) return;
  call.flow.abort(new Interruption('redirected'));
  const flow = new AbortController();
  call.flow = flow;
  // The previous flow cleans up first: it may still have to leave a queue or a conference.
  call.running = call.running.then(() => runCall(net, call, flow.signal, source));
}

/**
 * Executes the document on top of whatever the call does, until `signal`. A faulty document is logged and thrown as
 * TwimlFailure; the call continues. Resolves with false if the call or the signal ended it early.
 */
export async function playBeside(net: Exchange, call: Call, signal: AbortSignal, source: Source): Promise<boolean> {
  const until = AbortSignal.any([call.flow.signal, signal]);
  if (until.aborted) return false;
  try {
    await run({ net, call, signal: until, room: 'announcement', url: null, parameters: () => ({}) }, source);
    return true;
  } catch (error) {
    if (error instanceof Interruption) return false;
    if (error instanceof TwimlFailure) logFailure(net, call, error);
    throw error;
  }
}

async function runCall(net: Exchange, call: Call, signal: AbortSignal, source: Source): Promise<void> {
  try {
    if (signal.aborted) return;
    await playTrialNotice(net, call, signal);
    await runWithFallback(net, call, signal, source);
    endCall(net, call, 'completed');
  } catch (error) {
    if (error instanceof Interruption) return;
    net.log.write('error', `Internal error: ${error instanceof Error ? (error.stack ?? error.message) : ''}`, {
      callSid: call.sid,
    });
    endCall(net, call, 'failed');
  }
}

/** Plays a trial account's notice before the first document of a phone call. A key skips it. */
async function playTrialNotice(net: Exchange, call: Call, signal: AbortSignal): Promise<void> {
  const isTrial = net.account.settings.rules.verifiedNumbers !== null;
  if (!isTrial || call.hasHeardTrialNotice || !farEnd(call).startsWith('+')) return;
  call.hasHeardTrialNotice = true;
  answerInbound(net, call);
  call.device?.hear({ kind: 'say', text: TRIAL_NOTICE, language: 'en-US', voice: 'man' });
  const keys = listenToKeys(call, net.clock, () => undefined);
  try {
    await keys.next(TRIAL_NOTICE.length * net.limits.speechMsPerCharacter, signal);
  } finally {
    keys.stop();
  }
}

async function runWithFallback(net: Exchange, call: Call, signal: AbortSignal, source: Source): Promise<void> {
  const flow = { net, call, signal, room: 'call' as const, url: null, parameters: () => ({}) };
  try {
    await run(flow, source);
    return;
  } catch (error) {
    if (!(error instanceof TwimlFailure)) throw error;
    logFailure(net, call, error);
    if (call.fallback === null) return playErrorMessage(net, call, signal);
    const parameters = { ErrorCode: String(error.code), ErrorUrl: error.url ?? '' };
    try {
      await run(flow, { kind: 'url', ...call.fallback, parameters });
    } catch (second) {
      if (!(second instanceof TwimlFailure)) throw second;
      logFailure(net, call, second);
      await playErrorMessage(net, call, signal);
    }
  }
}

function logFailure(net: Exchange, call: Call, failure: TwimlFailure): void {
  net.log.write('error', `${failure.code}: ${failure.message}`, {
    callSid: call.sid,
    details: { url: failure.url, more: `https://www.twilio.com/docs/errors/${failure.code}` },
  });
}

async function playErrorMessage(net: Exchange, call: Call, signal: AbortSignal): Promise<void> {
  answerInbound(net, call);
  call.device?.hear({ kind: 'tone', tone: 'error' });
  call.device?.hear({ kind: 'say', text: ERROR_MESSAGE, language: 'en-US', voice: 'man' });
  await net.clock.sleep(ERROR_MESSAGE.length * net.limits.speechMsPerCharacter, signal);
}

/** Executes a document and the documents it leads to. */
async function run(given: FlowStart, first: Source): Promise<Ending> {
  const { net, call } = given;
  let source = first;
  let documentsAtOnce = 0;
  let at = net.clock.now();
  for (;;) {
    if (net.clock.now() === at) documentsAtOnce++;
    else documentsAtOnce = 0;
    at = net.clock.now();
    const url = source.kind === 'url' ? source.url : null;
    try {
      if (documentsAtOnce > MAX_DOCUMENTS_AT_ONCE) {
        throw new TwimlFailure(12400, 'documents redirect to each other endlessly');
      }
      const document = await fetchDocument(given, source);
      given.signal.throwIfAborted();
      net.log.write('twiml', `The call executes ${document.verbs.map(({ name }) => name).join(', ') || 'nothing'}`, {
        callSid: call.sid,
        details: { url: document.url, twiml: document.text },
      });
      if (document.ignored.length > 0)
        net.log.write('ignored', `Not simulated and ignored: ${document.ignored.join(', ')}`, { callSid: call.sid });
      const outcome = await runVerbs(
        { ...given, url: document.url, perform: performVerb, run, nextVerb: null },
        document.verbs,
      );
      if (outcome.kind !== 'goto') return outcome.kind === 'next' ? 'done' : outcome.kind;
      source = outcome.source;
    } catch (error) {
      if (error instanceof TwimlFailure) error.url ??= url;
      throw error;
    }
  }
}

async function runVerbs(flow: Flow, verbs: readonly Verb[]): Promise<Outcome> {
  for (const [index, verb] of verbs.entries()) {
    flow.signal.throwIfAborted();
    const outcome = await flow.perform({ ...flow, nextVerb: verbs[index + 1] ?? null }, verb);
    if (outcome.kind !== 'next') return outcome;
  }
  return NEXT;
}

interface Document {
  readonly verbs: readonly Verb[];
  readonly url: string | null;
  readonly text: string;
  /** Attributes that are documented but not simulated. */
  readonly ignored: readonly string[];
}

const PURPOSES: Readonly<Record<Room, string>> = {
  call: 'The network asks what to do with the call',
  'queue-wait': 'The network asks what to play in the queue',
  'conference-wait': 'The network asks what to play until the conference begins',
  whisper: 'The network asks what to say before connecting',
  announcement: 'The network asks what to announce',
};

const MARKUP = new Set(['text/xml', 'application/xml', 'text/html']);

async function fetchDocument(flow: FlowStart, source: Source): Promise<Document> {
  const { net, call } = flow;
  if (source.kind === 'text') return read(source.twiml, null);
  const result = await net.webhooks.send({
    traffic: 'voice',
    url: source.url,
    method: source.method,
    purpose: PURPOSES[flow.room],
    callSid: call.sid,
    parameters: { ...callParameters(net.account.sid, call), ...flow.parameters(), ...source.parameters },
  });
  if (!result.ok) throw new TwimlFailure(result.code, result.message);
  const { answer, url } = result;
  if (MARKUP.has(answer.contentType)) return read(answer.body, url);
  // Plain text is spoken, audio is played.
  if (answer.contentType === 'text/plain') return spoken('Say', answer.body, url);
  if (answer.contentType.startsWith('audio/')) return spoken('Play', url, url);
  throw new TwimlFailure(12300, `Invalid Content-Type: "${answer.contentType}"; text/xml is expected`);
}

function read(text: string, url: string | null): Document {
  const verbs = readDocument(text);
  return { verbs, url, text, ignored: checkDocument(verbs) };
}

function spoken(name: string, text: string, url: string): Document {
  return {
    verbs: text.trim() === '' ? [] : [{ name, attributes: {}, children: [], text: text.trim() }],
    url,
    text,
    ignored: [],
  };
}
