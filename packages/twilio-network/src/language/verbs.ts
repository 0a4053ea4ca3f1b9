/**
 * The grammar of TwiML: each verb and noun with its children, its attributes, and the error of a wrong value. Source: the
 * TwiML pages (https://www.twilio.com/docs/voice/twiml) and the error dictionary. Anything else is refused with 12200.
 * Verbs that exist but are not simulated are in REFUSED, with the reason.
 */
import { anyText, keys, listOf, method, oneOf, sendDigits, trueOrFalse, url, wholeNumber, type Kind } from './kinds.ts';

export interface Attribute {
  readonly kind: Kind;
  /** The published error of a wrong value; 12200 if there is none. */
  readonly code: number;
  /** Words that are accepted in it and have no effect. */
  readonly ignoredWords?: readonly string[];
}

export interface Grammar {
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Attributes that Twilio documents and this network does not simulate: accepted with any value and logged. */
  readonly ignored?: readonly string[];
  /** Allowed child elements; null means SSML, of any depth. */
  readonly children: readonly string[] | null;
  /** The error of any other child element. */
  readonly childCode?: number;
  /** The error of missing text; absent if text is optional. */
  readonly textCode?: number;
}

const SCHEMA = 12200;
const as = (kind: Kind, code = SCHEMA): Attribute => ({ kind, code });

const CALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const RECORDING_EVENTS = ['in-progress', 'completed', 'absent'];
const CONFERENCE_EVENTS = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'];

const recordingCallback = {
  recordingStatusCallback: as(url),
  recordingStatusCallbackMethod: as(method),
  recordingStatusCallbackEvent: as(listOf(...RECORDING_EVENTS)),
  trim: as(oneOf('trim-silence', 'do-not-trim')),
};

const statusCallback = {
  statusCallback: as(url),
  statusCallbackMethod: as(method),
  statusCallbackEvent: as(listOf(...CALL_EVENTS)),
};

const say: Grammar = {
  attributes: { voice: as(anyText, 13511), language: as(anyText, 13512), loop: as(wholeNumber(0), 13510) },
  children: null,
  textCode: 13520,
};
const play: Grammar = {
  attributes: { loop: as(wholeNumber(0), 13410), digits: as(sendDigits) },
  children: [],
};
const pause: Grammar = { attributes: { length: as(wholeNumber(0), 13910) }, children: [] };

export const GRAMMAR: Readonly<Record<string, Grammar>> = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: {
    attributes: {
      action: as(url),
      method: as(method, 13312),
      input: { ...as(listOf('dtmf', 'speech')), ignoredWords: ['speech'] },
      timeout: as(wholeNumber(1), 13313),
      finishOnKey: as(keys, 13310),
      numDigits: as(wholeNumber(1), 13314),
      actionOnEmptyResult: as(trueOrFalse),
    },
    ignored: [
      'bargeIn',
      'debug',
      'enhanced',
      'hints',
      'language',
      'maxSpeechTime',
      'partialResultCallback',
      'partialResultCallbackMethod',
      'profanityFilter',
      'speechModel',
      'speechTimeout',
    ],
    children: ['Say', 'Play', 'Pause'],
    childCode: 13320,
  },
  Record: {
    attributes: {
      action: as(url),
      method: as(method, 13610),
      timeout: as(wholeNumber(1), 13611),
      maxLength: as(wholeNumber(1), 13612),
      finishOnKey: as(keys, 13613),
      playBeep: as(trueOrFalse, 13616),
      ...recordingCallback,
    },
    ignored: ['recordingConfigurationId', 'transcribe', 'transcribeCallback'],
    children: [],
  },
  Enqueue: {
    attributes: {
      action: as(url, 14203),
      method: as(method, 14201),
      waitUrl: as(url, 14202),
      waitUrlMethod: as(method, 14206),
      maxQueueSize: as(wholeNumber(1, 5000)),
    },
    ignored: ['workflowSid'],
    children: [],
    textCode: 14204,
  },
  Leave: { attributes: {}, children: [] },
  Dial: {
    attributes: {
      action: as(url),
      method: as(method, 13210),
      timeout: as(wholeNumber(1, 600), 13212),
      hangupOnStar: as(trueOrFalse, 13213),
      timeLimit: as(wholeNumber(1), 13216),
      callerId: as(anyText, 13214),
      answerOnBridge: as(trueOrFalse),
      record: as(
        oneOf(
          'do-not-record',
          'record-from-answer',
          'record-from-ringing',
          'record-from-answer-dual',
          'record-from-ringing-dual',
          'true',
          'false',
        ),
        13217,
      ),
      ...recordingCallback,
    },
    ignored: [
      'events',
      'passports',
      'recordingConfigurationId',
      'recordingTrack',
      'referMethod',
      'referUrl',
      'ringTone',
      'sequential',
    ],
    children: ['Number', 'Client', 'Conference', 'Queue'],
    childCode: 13215,
  },
  Number: {
    attributes: { url: as(url), method: as(method, 13221), sendDigits: as(sendDigits, 13222), ...statusCallback },
    ignored: [
      'amdStatusCallback',
      'amdStatusCallbackMethod',
      'byoc',
      'machineDetection',
      'machineDetectionSilenceTimeout',
      'machineDetectionSpeechEndThreshold',
      'machineDetectionSpeechThreshold',
      'machineDetectionTimeout',
    ],
    children: [],
    textCode: 13223,
  },
  Client: {
    attributes: { url: as(url), method: as(method), ...statusCallback },
    children: ['Identity', 'Parameter'],
  },
  Identity: { attributes: {}, children: [] },
  Parameter: { attributes: { name: as(anyText), value: as(anyText) }, children: [] },
  Queue: {
    attributes: { url: as(url, 14211), method: as(method, 14210) },
    ignored: ['postWorkActivitySid', 'reservationSid'],
    children: [],
    textCode: 14212,
  },
  Conference: {
    attributes: {
      muted: as(trueOrFalse, 13230),
      endConferenceOnExit: as(trueOrFalse, 13231),
      startConferenceOnEnter: as(trueOrFalse, 13232),
      waitUrl: as(url, 13233),
      waitMethod: as(method, 13234),
      beep: as(oneOf('true', 'false', 'onEnter', 'onExit'), 13235),
      maxParticipants: as(wholeNumber(2, 250)),
      coach: as(anyText),
      participantLabel: as(anyText),
      record: as(oneOf('do-not-record', 'record-from-start')),
      statusCallback: as(url),
      statusCallbackMethod: as(method),
      statusCallbackEvent: as(listOf(...CONFERENCE_EVENTS)),
      ...recordingCallback,
    },
    ignored: ['eventCallbackUrl', 'jitterBufferSize', 'recordingConfigurationId', 'region'],
    children: [],
    textCode: 13237,
  },
  Redirect: { attributes: { method: as(method, 13710) }, children: [], textCode: 11100 },
  Reject: { attributes: { reason: as(oneOf('rejected', 'busy')) }, children: [] },
  Hangup: { attributes: {}, children: [] },
};

/** What may be in speech: https://www.twilio.com/docs/voice/twiml/say/text-speech#use-ssml */
export const SSML: readonly string[] = [
  ...['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'],
  ...['amazon:domain', 'amazon:effect'],
];

/** The verbs that may be in a Response. */
export const VERBS: readonly string[] = [
  'Say',
  'Play',
  'Pause',
  'Gather',
  'Record',
  'Enqueue',
  'Leave',
  'Dial',
  'Redirect',
  'Reject',
  'Hangup',
];

/** Part of TwiML but not simulated: refused with a reason. */
export const REFUSED: Readonly<Record<string, { readonly code: number; readonly reason: string }>> = {
  Sip: { code: 13246, reason: 'Dial: SIP dialing is not enabled for this account; dial a Number or a Client' },
  Refer: { code: SCHEMA, reason: 'Refer needs SIP, which this network does not have' },
  Sms: { code: SCHEMA, reason: 'Sms is not a verb of voice here; send messages through the Messages resource' },
  Message: { code: SCHEMA, reason: 'Message is a verb of messaging, not of voice; use the Messages resource' },
  Connect: { code: SCHEMA, reason: 'Connect (streams, virtual agents) is not simulated' },
  Start: { code: SCHEMA, reason: 'Start (streams, transcription) is not simulated' },
  Pay: { code: SCHEMA, reason: 'Pay is not simulated' },
  Sim: { code: SCHEMA, reason: 'Sim is not simulated' },
  Application: { code: SCHEMA, reason: 'Application is not simulated' },
};
