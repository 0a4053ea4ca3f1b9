/** The desk’s clicks that the server has not answered yet: what may be sent, in which order, and what replaces what. */
import type { Failure } from '../../core/vocabulary/errors.ts';
import { pathsOf } from '../lead/profile/profileValues.ts';
import type { DeskRequest, DeskState, PendingRequest } from './deskState.ts';

/** Requests that may be sent now: the first of each lane, so that the steps of one lead arrive in order. */
export function sendableRequests(state: DeskState): readonly PendingRequest[] {
  if (state.line !== 'up') return [];
  const seen = new Set<string>();
  return state.requests.filter((request) => {
    const lane = laneOf(request);
    if (seen.has(lane)) return false;
    seen.add(lane);
    return !request.inFlight;
  });
}

export function pendingFor(state: DeskState, event: DeskRequest['event'], id?: string): PendingRequest | undefined {
  return state.requests.find((one) => one.event === event && (id === undefined || subjectOf(one) === id));
}

export function addRequest(state: DeskState, request: DeskRequest): DeskState {
  const same = state.requests.filter((one) => laneOf(one) === laneOf(request));
  // An offer is answered once. A second click, on either button, changes nothing.
  if ((request.event === 'offer:accept' || request.event === 'offer:decline') && same.some(isOfferAnswer)) return state;
  if (request.event === 'call:keys') return addKeys(state, request);
  const isPhone = request.event === 'phone:ready' || request.event === 'phone:gone';
  const replaced = isPhone ? same.at(-1) : same.findLast((one) => isAboutTheSame(one, request));
  if (replaced?.event === request.event && JSON.stringify(replaced.body) === JSON.stringify(request.body)) return state;

  // A newer status, note or switch replaces one that was never sent.
  const isReplaceable = REPLACEABLE.includes(request.event);
  const kept = state.requests.filter((one) => !(isReplaceable && one === replaced && one.tries === 0));
  return appendRequest({ ...state, requests: kept }, request);
}

/** Changes of different details are separate requests: a refused one doesn't hold up the others. */
function isAboutTheSame(one: DeskRequest, other: DeskRequest): boolean {
  if (one.event !== 'lead:profile' || other.event !== 'lead:profile') return one.event === other.event;
  // Each tag counts.
  const paths = pathsOf(one.body.changes).join();
  return paths !== 'tags' && paths === pathsOf(other.body.changes).join();
}

const REPLACEABLE: readonly DeskRequest['event'][] = [
  'presence:set',
  'lead:note',
  'lead:profile',
  'call:hold',
  'call:mute',
];

/** Requests that the page sends without a click: they keep the status line and are not queued. */
const AUTOMATIC_REQUESTS: readonly DeskRequest['event'][] = [
  'offer:seen',
  'phone:ready',
  'phone:gone',
  'call:colleagues',
];

export function isClick({ event }: DeskRequest): boolean {
  return !AUTOMATIC_REQUESTS.includes(event);
}

function appendRequest(state: DeskState, request: DeskRequest): DeskState {
  const one: PendingRequest = { ...request, id: state.nextRequestId, inFlight: false, tries: 0 };
  const isWriting = request.event === 'lead:note' || request.event === 'lead:profile';
  const notice = isClick(request) && !isWriting ? null : state.notice;
  return { ...state, requests: [...state.requests, one], nextRequestId: state.nextRequestId + 1, notice };
}

/** The server's limit per request. */
const MAX_KEYS = 32;

/** Keys wait for each other and are sent together. None is dropped as a repeat. */
function addKeys(state: DeskState, request: Extract<DeskRequest, { event: 'call:keys' }>): DeskState {
  const waiting = state.requests.findLast((one) => one.event === 'call:keys' && one.tries === 0);
  if (waiting?.event !== 'call:keys' || waiting.body.leadId !== request.body.leadId)
    return appendRequest(state, request);
  const keys = waiting.body.keys + request.body.keys;
  if (keys.length > MAX_KEYS) return appendRequest(state, request);
  const body = { ...waiting.body, keys };
  return { ...state, requests: state.requests.map((one) => (one === waiting ? { ...waiting, body } : one)) };
}

/** Never resend a key that may have been received: a phone menu would take it for the next answer. */
export function dropUnconfirmedKeys(state: DeskState): DeskState {
  const isResultUnknown = (one: PendingRequest) => one.event === 'call:keys' && one.tries > 0 && !one.inFlight;
  if (!state.requests.some(isResultUnknown)) return state;
  return { ...state, requests: state.requests.filter((one) => !isResultUnknown(one)), notice: { kind: 'keysUnsure' } };
}

/** How often a request is sent that fails on the server for an unknown reason. */
const MAX_FAILURES = 3;

/**
 * Whether the request may still have been carried out: it cannot be stored right now, or something failed that may have come
 * after the change was stored.
 */
export function isUnsure({ tries }: Pick<PendingRequest, 'tries'>, { code }: Failure): boolean {
  return code === 'store-unavailable' || (code === 'internal' && tries < MAX_FAILURES);
}

export function mapRequest(state: DeskState, id: number, change: (one: PendingRequest) => PendingRequest): DeskState {
  return { ...state, requests: state.requests.map((one) => (one.id === id ? change(one) : one)) };
}

export function isOfferAnswer(request: DeskRequest): boolean {
  return request.event === 'offer:accept' || request.event === 'offer:decline';
}

export function subjectOf({ body }: DeskRequest): string {
  return 'leadId' in body ? body.leadId : 'offerId' in body ? body.offerId : '';
}

export function laneOf(request: DeskRequest): string {
  // `offer:seen` is sent at once, regardless of other requests; so is everything that concerns no lead.
  switch (request.event) {
    case 'offer:seen':
      return `seen ${request.body.offerId}`;
    case 'phone:ready':
    case 'phone:gone':
      return 'phone';
    case 'call:colleagues':
      return 'colleagues';
    default:
      return subjectOf(request);
  }
}
