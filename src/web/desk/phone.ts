/**
 * The desk's phone: connects the softphone for the length of the shift, reports its availability to the server, and
 * auto-answers calls that were accepted in this page. The softphone says what it does, the server says who is on the other
 * end, and this module stores neither.
 */
import { createStore, type Store } from '../base/createStore.ts';
import { chooseTalkHere, talkHere } from '../base/settings.ts';
import { openSoftphone } from '../softphone/openSoftphone.ts';
import { isRegistered, isInUseElsewhere, onOtherPageNews } from '../softphone/pageCoordination.ts';
import { isMicrophoneTrouble, type Softphone } from '../softphone/softphone.ts';
import type { DeskConnection } from './connection.ts';
import { pendingVoice } from './store.ts';
import { pendingFor } from './requests.ts';
import { FIRST_STATE, type DeskState } from './deskState.ts';

/** The softphone, once we know that the server offers one; null before that, and if it offers none. */
export type DeskPhone = Store<Softphone | null>;

export function openDeskPhone(line: DeskConnection): DeskPhone {
  const phone: DeskPhone = createStore<Softphone | null>(null);
  void openSoftphone().then((softphone) => {
    if (!softphone) return;
    phone.set(softphone);
    linkPhoneToDesk(line, softphone);
  });
  return phone;
}

function linkPhoneToDesk(line: DeskConnection, softphone: Softphone): void {
  /** The shift started here while another page of this browser was on a call, so the phone stayed there. */
  let isOnOtherPage = false;
  // Start from an empty state: a shift that was known before the phone existed counts as starting now.
  let before = FIRST_STATE;
  let reported: 'ready' | 'gone' | null = null;

  const look = () => {
    const now = line.state.get();
    // The server forgets a softphone with its desk's connection, so report it after each reconnect or timeout.
    const isBack = (now.line === 'up' && before.line !== 'up') || (isReachable(now) && !isReachable(before));
    const wasOnShift = isOnShift(before);
    before = now;
    if (isBack) reported = null;
    followShift(softphone, { wasOnShift, isOnShift: isOnShift(now) }, () => (isOnOtherPage = true));
    if (softphone.state.get().kind !== 'off') isOnOtherPage = false;
    const is = isRegistered(softphone) ? 'ready' : 'gone';
    if (now.line === 'up' && now.me && reported !== is && !(reported === null && is === 'gone')) {
      reported = is;
      if (is === 'ready') line.ask({ event: 'phone:ready', body: {} });
      else
        line.ask({
          event: 'phone:gone',
          body: isMicrophoneTrouble(softphone.state.get()) ? { why: 'microphone' } : {},
        });
    }
    if (shouldAutoAnswer(now, softphone)) softphone.answer();
    const { call } = now.lead ?? {};
    if (call && softphone.state.get().kind === 'inCall') softphone.setMuted(pendingVoice(now, 'call:mute', call));
  };
  line.state.watch(look);
  softphone.state.watch(look);
  look();

  // Another window has the phone. Take it back when the agent works in this window or when that window no longer needs it,
  // but never during a call.
  const isWanted = () => {
    const state = softphone.state.get();
    const isElsewhere = state.kind === 'failed' ? state.why === 'elsewhere' : state.kind === 'off' && isOnOtherPage;
    return isElsewhere && isOnShift(line.state.get()) && talkHere.get();
  };
  const takeBack = () => {
    if (isWanted()) void softphone.connect();
  };
  window.addEventListener('focus', () => {
    if (!isWanted() || isInCall(line.state.get())) return;
    void isInUseElsewhere().then((isInUse) => {
      if (!isInUse) takeBack();
    });
  });
  onOtherPageNews((news) => {
    if (news === 'handedBack' || document.hasFocus()) takeBack();
  });

  // Leaving the page would end the call.
  window.addEventListener('beforeunload', (event) => {
    if (softphone.state.get().kind === 'inCall') event.preventDefault();
  });
}

/**
 * Connects the phone when a shift starts, or on a page opened during the shift, unless another page is on a call with it.
 * Disconnects it when the shift ends.
 */
function followShift(
  softphone: Softphone,
  shift: { readonly wasOnShift: boolean; readonly isOnShift: boolean },
  leaveThere: () => void,
): void {
  const { kind } = softphone.state.get();
  if (shift.isOnShift && !shift.wasOnShift && kind === 'off' && talkHere.get())
    void isInUseElsewhere().then((isInUse) => {
      if (isInUse) leaveThere();
      else if (softphone.state.get().kind === 'off') void softphone.connect();
    });
  // Never cut off a call.
  if (!shift.isOnShift && kind === 'ready') void softphone.disconnect();
}

/** Call within the click that starts it: sound needs one. */
function isOnShift(state: DeskState): boolean {
  const asked = pendingFor(state, 'presence:set');
  const presence = asked?.event === 'presence:set' ? asked.body.presence : state.presence?.presence;
  return presence !== undefined && presence !== 'offline';
}

/** As the server knows it, including calls on another machine. */
function isInCall({ lead, consult }: DeskState): boolean {
  const stage = lead?.call?.stage;
  return stage === 'talking' || stage === 'ringingPerson' || stage === 'mailbox' || consult?.isThere === true;
}

function isReachable({ presence }: DeskState): boolean {
  return presence?.reach === 'reachable';
}

/** Call within a click: sound needs one. The choice persists to the next shift. */
export function connectHere(softphone: Softphone): void {
  chooseTalkHere(true);
  void softphone.connect();
}

/** An agent who just accepted the lead in this page has already agreed to its call. */
export function shouldAutoAnswer({ lead, acceptedHere }: DeskState, softphone: Pick<Softphone, 'state'>): boolean {
  return softphone.state.get().kind === 'ringing' && lead?.call?.stage === 'ringingAgent' && lead.id === acceptedHere;
}
