/**
 * A call is one leg in the telephone network. It is always in exactly one place, and what its party hears follows from
 * the place alone (instructions.ts): a webhook that comes twice gets the same answer twice.
 *
 * Who rang us (role `caller`), or was dialled and then put into the line (role `person`):
 * - WELCOME     known to us: greeted by their history, and may choose the other language meanwhile
 * - LANGUAGE, QUESTION  asked by key; going on after two silences
 * - PERMISSION  on the do-not-call list, and the network vouches for the number: 1 permits calls again, anything else goes on
 * - LINE        waits with music; the lead is in the queue. Leaves to conference, keepPlace, message, told
 * - KEEP-PLACE  confirms, or enters, the number to be called back at; still in the line meanwhile
 * - MESSAGE     is being recorded
 * - TOLD        hears that they will be called back, and may leave a message or a number
 * - GOODBYE     is thanked, and the call ends
 * - REJECTED    was never answered
 * Legs that we place (agent, person, consultant, supervisor):
 * - PLACING     asked of the network; whether it heard us is not known yet. Never asked twice
 * - RINGING     the network has it
 * - WHISPER     answered by somebody who hears what it is about, and owes a key
 * All of them:
 * - CONFERENCE  in the lead's conversation
 * - ENDED       over. Settled once the lead has been told
 */
import type { Language } from '../campaign.ts';
import type { Person } from '../lead/lead.ts';
import type { Moment } from '../time.ts';
import type { Welcome } from './welcome.ts';

export type CallRole = 'caller' | 'agent' | 'person' | 'consultant' | 'supervisor';
/** How a supervisor takes part: unheard, heard by the agent alone, or by both. */
export type CoachMode = 'listen' | 'whisper' | 'join';
export type RejectReason = 'blocked' | 'tooMany' | 'noCampaign';
/** What came of a call in the end, in the network's words. `notTaken`: it did not take the order, and no phone rang. */
export type CallEnd = 'completed' | 'busy' | 'noAnswer' | 'failed' | 'canceled' | 'notTaken';

export type CallPlace =
  | { readonly place: 'welcome' }
  | { readonly place: 'language'; readonly tries: number }
  | { readonly place: 'question'; readonly index: number; readonly tries: number }
  | { readonly place: 'permission' }
  /** `isLoop`: the network's own queue would not take them; they wait by asking again. */
  | { readonly place: 'line'; readonly isLoop?: boolean }
  | {
      readonly place: 'keepPlace';
      readonly ask: 'confirm' | 'enter';
      readonly tries: number;
      readonly isLoop?: boolean;
      /** Nobody could serve them meanwhile: they are told once they leave without giving a number. */
      readonly isGivenUp?: boolean;
    }
  | { readonly place: 'message' }
  | { readonly place: 'told'; readonly what: 'closed' | 'promised' | 'noNumber' }
  | { readonly place: 'goodbye'; readonly what: 'placeKept' | 'messageLeft' | 'nothing' }
  | { readonly place: 'rejected'; readonly why: RejectReason }
  | { readonly place: 'placing' }
  | { readonly place: 'ringing' }
  | { readonly place: 'whisper'; readonly tries: number }
  | { readonly place: 'conference' }
  | { readonly place: 'ended'; readonly how: CallEnd; readonly endedAt: Moment; readonly isSettled: boolean };

export interface CallFacts {
  /** The network's identifier of a call that came in; our own for a leg that we placed. */
  readonly id: string;
  /** The network's identifier, once it is known. */
  readonly sid?: string;
  readonly role: CallRole;
  readonly campaignId: string;
  readonly leadId?: string;
  /** Whose telephone it is: an agent's or a supervisor's. */
  readonly agentId?: string;
  readonly coach?: CoachMode;
  /** As the network writes them: E.164, `client:…`, or whatever a caller's network said. */
  readonly from: string;
  readonly to: string;
  /** Who is at the other end of a caller's call, as far as the number tells. */
  readonly person?: Person;
  /** The number that a caller typed, to be confirmed; once it is, where they are to be called instead. */
  readonly typed?: Person;
  readonly language: Language;
  /** How the caller is greeted, decided when the call came in. Absent for strangers. */
  readonly welcome?: Welcome;
  /** The network vouches for the shown number in full, and it is on the do-not-call list: a key may lift the entry (L6). */
  readonly isListed?: true;
  readonly interest?: string;
  readonly skills: readonly string[];
  readonly answers: Readonly<Record<string, string>>;
  readonly startedAt: Moment;
  /** When they joined the line: the order in it. Absent while they are not in it. */
  readonly lineSince?: Moment;
  readonly talkingAt?: Moment;
  /** Moved by us, and the network was not told yet that it has to ask what is heard now. */
  readonly isUnheard?: true;
  /** They were thanked, and the call was ended by us. */
  readonly saidGoodbye?: true;
  /** Its lead went on while the order for it was on its way: it ends once the network names it. */
  readonly isDropped?: true;
  /** Grows by one with each change of place: an answer to an older question is a repeat. */
  readonly step: number;
  /** Grows with every write; what a conditional write compares. */
  readonly rev: number;
  /** The network's number of the newest status that counted; older ones are late. -1 before the first. */
  readonly sequence: number;
  /** The network is asked about a call that has been silent until then. Absent once it is over and settled. */
  readonly checkAt?: Moment;
  /** The text to a missed caller: when it was last handed to the network, whatever came of it. Who writes this sends it. */
  readonly textAskedAt?: Moment;
  /** What this party said instead of waiting on. */
  readonly messages: readonly Sound[];
  /** Of the conversation that this leg was the first to join; `seconds` is 0 while it is going on. */
  readonly recordings?: readonly Sound[];
  /** The person was erased: what was recorded goes with the next sweep. */
  readonly erasesSounds?: true;
}

/** A recording that the network keeps, under its own identifier. */
export interface Sound {
  readonly recordingSid: string;
  readonly seconds: number;
  readonly at: Moment;
}

export type Call = CallFacts & CallPlace;
export type CallIn<P extends CallPlace['place']> = Extract<Call, { place: P }>;

const OF_LEGS: readonly CallPlace['place'][] = ['placing', 'ringing', 'whisper', 'conference', 'ended', 'rejected'];

/** Whether this party is asked and told as who rang us is; whom we dialled is so from when they are put into the line. */
export function isLikeCaller({ role, place }: Call): boolean {
  return role === 'caller' || (role === 'person' && !OF_LEGS.includes(place));
}

/** The same call somewhere else; the fields of the old place are left behind. */
export function placed(call: Call, place: CallPlace, facts: Partial<CallFacts> = {}): Call {
  return { ...factsOf(call), ...place, ...facts, step: call.step + 1 };
}

function factsOf(call: Call): CallFacts {
  const { id, sid, role, campaignId, leadId, agentId, coach, from, to, person, typed, language } = call;
  const { welcome, interest, skills, answers, startedAt, lineSince, talkingAt, step, rev, sequence, checkAt } = call;
  const { textAskedAt, messages, recordings, erasesSounds, saidGoodbye, isUnheard, isDropped, isListed } = call;
  return {
    ...{ id, sid, role, campaignId, leadId, agentId, coach, from, to, person, typed, language, welcome },
    ...{
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
    },
    ...{ recordings, erasesSounds, saidGoodbye, isUnheard, isDropped, isListed },
  };
}

/** What of a leg is heard in the conversation; `coachSid` names the one leg that hears it. */
export interface VoicePart {
  readonly isMuted: boolean;
  readonly coachSid?: string;
}

/** A leg's part in its conversation. `ownersSid`: the agent's leg, as the network calls it. */
export function voicePartOf({ coach }: Pick<Call, 'coach'>, ownersSid: string | undefined): VoicePart {
  if (coach !== 'whisper') return { isMuted: coach === 'listen' };
  // Whose agent's leg is not known would whisper to everybody.
  return ownersSid === undefined ? { isMuted: true } : { isMuted: false, coachSid: ownersSid };
}

/** The conference in which a lead's people talk. */
export function conferenceOf(leadId: string): string {
  return `lead-${leadId}`;
}
