/**
 * A call is one leg in the phone network. It is always in exactly one place, and the place alone determines what its
 * party hears (instructions.ts), so a repeated webhook gets the same answer.
 *
 * Legs of a caller (role `caller`), or of someone we dialed and then put in line (role `person`):
 * - WELCOME     a known caller, greeted by their history; may choose the other language
 * - LANGUAGE, QUESTION  asked by key; skipped after two silences
 * - CODE        verified by the network, and a page waits for the code of the number: 1 says it, anything else moves on.
 *               Then 1 repeats it, 2 moves on, and silence ends the call
 * - PERMISSION  the number is on the do-not-call list and verified by the network: 1 permits calls again, anything else
 *               moves on
 * - LINE        waits with music while the lead is in the queue. Leaves to conference, keepPlace, message or told
 * - KEEP-PLACE  confirms or enters a callback number, still in line
 * - MESSAGE     is being recorded
 * - TOLD        hears that we'll call back; may leave a message or a number, or choose a time
 * - CHOOSETIME  hears a few times and chooses one by key; after two silences it is over
 * - GOODBYE     hears thanks, and the call ends
 * - REJECTED    was never answered
 * Legs that we place (agent, person, consultant, supervisor):
 * - PLACING     requested from the network, not yet confirmed. Never requested twice
 * - RINGING     accepted by the network
 * - WHISPER     answered; hears what the call is about and must press a key
 * All legs:
 * - CONFERENCE  in the lead's conversation
 * - ENDED       over; settled once the lead knows
 */
import type { Language } from '../vocabulary/language.ts';
import type { Person } from '../vocabulary/people.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Welcome } from './welcome.ts';

export type CallRole = 'caller' | 'agent' | 'person' | 'consultant' | 'supervisor';
/** How a supervisor takes part: unheard, heard only by the agent, or heard by both. */
export type CoachMode = 'listen' | 'whisper' | 'join';
export type RejectReason = 'blocked' | 'tooMany' | 'noCampaign';
/**
 * How a call ended, in the network's words. `notTaken`: the network rejected the request and no phone rang.
 * `notInService`: the number isn't assigned. `notFound`: the network didn't find it, which may be temporary.
 */
export type CallEnd =
  'completed' | 'busy' | 'noAnswer' | 'failed' | 'notInService' | 'notFound' | 'canceled' | 'notTaken';

export type CallPlace =
  | { readonly place: 'welcome' }
  | { readonly place: 'language'; readonly tries: number }
  | { readonly place: 'question'; readonly index: number; readonly tries: number }
  | { readonly place: 'code'; readonly ask: 'offer' | 'said'; readonly tries: number }
  | { readonly place: 'permission' }
  /** `isLoop`: the network's queue rejected the call, so it waits by polling. */
  | { readonly place: 'line'; readonly isLoop?: boolean }
  | {
      readonly place: 'keepPlace';
      readonly ask: 'confirm' | 'enter';
      readonly tries: number;
      readonly isLoop?: boolean;
      /** No one has been able to take the call: tell the caller if they leave without giving a number. */
      readonly isGivenUp?: boolean;
    }
  | { readonly place: 'message' }
  | { readonly place: 'told'; readonly what: 'closed' | 'promised' | 'noNumber' }
  /** `what` they were told. `isTaken`: someone else took the time they chose first. */
  | {
      readonly place: 'chooseTime';
      readonly times: readonly Moment[];
      readonly tries: number;
      readonly what: 'closed' | 'promised';
      readonly isTaken?: true;
    }
  /** Asked to confirm that we never call them again; with any other key they're back where they were. */
  | {
      readonly place: 'stopCalls';
      readonly back: 'question' | 'line' | 'told';
      /** Of the question. */
      readonly index?: number;
      readonly isLoop?: boolean;
      /** What they were told. */
      readonly what?: 'closed' | 'promised' | 'noNumber';
    }
  /** `times`: the one that they chose. */
  | {
      readonly place: 'goodbye';
      readonly what: 'placeKept' | 'messageLeft' | 'stopped' | 'timeChosen' | 'nothing';
      readonly times?: readonly Moment[];
    }
  | { readonly place: 'rejected'; readonly why: RejectReason }
  | { readonly place: 'placing' }
  | { readonly place: 'ringing' }
  | { readonly place: 'whisper'; readonly tries: number }
  | { readonly place: 'conference' }
  | { readonly place: 'ended'; readonly how: CallEnd; readonly endedAt: Moment; readonly isSettled: boolean };

export interface CallFacts {
  /** The network's identifier for an incoming call; ours for a leg that we placed. */
  readonly id: string;
  /** The network's identifier, once known. */
  readonly sid?: string;
  readonly role: CallRole;
  readonly campaignId: string;
  readonly leadId?: string;
  /** The agent or supervisor whose phone it is. */
  readonly agentId?: string;
  readonly coach?: CoachMode;
  /** As the network writes them: E.164, `client:…`, or whatever the caller's network sent. */
  readonly from: string;
  readonly to: string;
  /** The caller, as far as the number identifies them. */
  readonly person?: Person;
  /** The number that a caller typed, to be confirmed; once confirmed, their callback number. */
  readonly typed?: Person;
  readonly language: Language;
  /** The greeting, chosen when the call came in. Absent for unknown callers. */
  readonly welcome?: Welcome;
  /**
   * The caller's number is fully verified by the network and on the do-not-call list: a key may lift the entry (L6).
   */
  readonly isListed?: true;
  /** The caller's number is fully verified by the network and not on the list: a key may add it (K83). */
  readonly mayStopCalls?: true;
  /** The caller's number is fully verified by the network, and a customer's page waits for its code (L80). */
  readonly awaitsCode?: true;
  /** They called for the code and nothing else: it creates no lead. */
  readonly onlyCode?: true;
  readonly interest?: string;
  readonly skills: readonly string[];
  readonly answers: Readonly<Record<string, string>>;
  readonly startedAt: Moment;
  /** When they joined the line, which sets their order. Absent while they aren't in it. */
  readonly lineSince?: Moment;
  readonly talkingAt?: Moment;
  /** We moved the call, but the network hasn't yet fetched its new instructions. */
  readonly isUnheard?: true;
  /** The caller heard goodbye and we ended the call. */
  readonly saidGoodbye?: true;
  /** Its lead no longer needs this leg, which was still being placed: end it once the network identifies it. */
  readonly isDropped?: true;
  /** Grows by one with each change of place: an answer to an older question is a repeat. */
  readonly step: number;
  /** Grows with every write; conditional writes compare it. */
  readonly rev: number;
  /** The network's sequence number of the newest status applied; older ones are late. -1 before the first. */
  readonly sequence: number;
  /** When to ask the network about a call without news. Absent once it is over and settled. */
  readonly checkAt?: Moment;
  /**
   * When the text to a missed caller was last handed to the network, whatever the result. The process that writes this
   * sends the text.
   */
  readonly textAskedAt?: Moment;
  /** Messages left instead of waiting. */
  readonly messages: readonly Sound[];
  /** Recordings of the conversation that this leg was the first to join; `seconds` is 0 while it is active. */
  readonly recordings?: readonly Sound[];
  /** The person was erased: the next sweep deletes the recordings. */
  readonly erasesSounds?: true;
}

/** A recording kept by the network, under its identifier. */
export interface Sound {
  readonly recordingSid: string;
  readonly seconds: number;
  readonly at: Moment;
}

export type Call = CallFacts & CallPlace;
export type CallIn<P extends CallPlace['place']> = Extract<Call, { place: P }>;

const OF_LEGS: readonly CallPlace['place'][] = ['placing', 'ringing', 'whisper', 'conference', 'ended', 'rejected'];

/** Whether this party hears the caller's prompts. A person we dialed does once they are put in line. */
export function isLikeCaller({ role, place }: Call): boolean {
  return role === 'caller' || (role === 'person' && !OF_LEGS.includes(place));
}

/** Whether the call waits for an agent, also while its caller answers a question there. */
export function isInLine(call: Call): boolean {
  return call.place === 'line' || call.place === 'keepPlace' || (call.place === 'stopCalls' && call.back === 'line');
}

/** The call in another place, without the fields of the old place. */
export function withPlace(call: Call, place: CallPlace, facts: Partial<CallFacts> = {}): Call {
  return { ...factsOf(call), ...place, ...facts, step: call.step + 1 };
}

function factsOf(call: Call): CallFacts {
  const { id, sid, role, campaignId, leadId, agentId, coach, from, to, person, typed, language } = call;
  const { welcome, interest, skills, answers, startedAt, lineSince, talkingAt, step, rev, sequence, checkAt } = call;
  const { textAskedAt, messages, recordings, erasesSounds, saidGoodbye, isUnheard, isDropped, isListed } = call;
  const { mayStopCalls, awaitsCode, onlyCode } = call;
  return {
    id,
    sid,
    role,
    campaignId,
    leadId,
    agentId,
    coach,
    from,
    to,
    person,
    typed,
    language,
    welcome,
    interest,
    skills,
    answers,
    startedAt,
    lineSince,
    talkingAt,
    step,
    rev,
    sequence,
    checkAt,
    textAskedAt,
    messages,
    recordings,
    erasesSounds,
    saidGoodbye,
    isUnheard,
    isDropped,
    isListed,
    mayStopCalls,
    awaitsCode,
    onlyCode,
  };
}

/** How a leg takes part in a conference; `coachSid` names the only leg that hears it. */
export interface VoicePart {
  readonly isMuted: boolean;
  readonly coachSid?: string;
}

/** A leg's voice settings in its conference. `ownersSid`: the network's identifier of the agent's leg. */
export function voicePartOf({ coach }: Pick<Call, 'coach'>, ownersSid: string | undefined): VoicePart {
  if (coach !== 'whisper') return { isMuted: coach === 'listen' };
  // Without the agent's leg, a whisper would reach everyone.
  return ownersSid === undefined ? { isMuted: true } : { isMuted: false, coachSid: ownersSid };
}

/** The conference of a lead's conversation. */
export function conferenceOf(leadId: string): string {
  return `lead-${leadId}`;
}
