/**
 * The desk's telephone: connects the softphone while the shift lasts, tells the server when it may be rung, and answers by
 * itself what was accepted in this very page. What the softphone does comes from it; who is on the other end comes from the
 * server; nothing here remembers either.
 */
import { createStore, type Store } from '../base/createStore.ts';
import { chooseTalkHere, talkHere } from '../base/settings.ts';
import { openSoftphone } from '../softphone/open.ts';
import { has, isInUseElsewhere, whenOtherPageTells } from '../softphone/otherPages.ts';
import { isMicrophoneTrouble, type Softphone } from '../softphone/softphone.ts';
import type { DeskLine } from './line.ts';
import { FIRST_STATE, pendingFor, wantedVoice, type DeskState } from './store.ts';

/** The softphone, once it is known that the server offers one; null until then, and where it offers none. */
export type DeskPhone = Store<Softphone | null>;

export function openDeskPhone(line: DeskLine): DeskPhone {
  const phone: DeskPhone = createStore<Softphone | null>(null);
  void openSoftphone().then((softphone) => {
    if (!softphone) return;
    phone.set(softphone);
    attend(line, softphone);
  });
  return phone;
}

function attend(line: DeskLine, softphone: Softphone): void {
  /** The shift began, here, while another page of this browser was in a call: the telephone stayed there. */
  let isLeftThere = false;
  // As if nothing had been known: a shift that the desk was told of before its telephone was there begins now.
  let before = FIRST_STATE;
  let told: 'ready' | 'gone' | null = null;

  const look = () => {
    const now = line.state.get();
    // The server forgets a softphone with its desk: after a lost line, or a silence, it is told anew.
    const isBack = (now.line === 'up' && before.line !== 'up') || (isReachable(now) && !isReachable(before));
    const wasOnShift = isOnShift(before);
    before = now;
    if (isBack) told = null;
    followShift(softphone, { wasOnShift, isOnShift: isOnShift(now) }, () => (isLeftThere = true));
    if (softphone.state.get().kind !== 'off') isLeftThere = false;
    const is = has(softphone) ? 'ready' : 'gone';
    if (now.line === 'up' && now.me && told !== is && !(told === null && is === 'gone')) {
      told = is;
      if (is === 'ready') line.ask({ event: 'phone:ready', body: {} });
      else
        line.ask({
          event: 'phone:gone',
          body: isMicrophoneTrouble(softphone.state.get()) ? { why: 'microphone' } : {},
        });
    }
    if (mayAnswerItself(now, softphone)) softphone.answer();
    const { call } = now.lead ?? {};
    if (call && softphone.state.get().kind === 'inCall') softphone.setMuted(wantedVoice(now, 'call:mute', call));
  };
  line.state.watch(look);
  softphone.state.watch(look);
  look();

  // Another window has the telephone: it comes along to the one in which the agent works, and back from one that has no
  // more use for it; but not out of a call.
  const isWanted = () => {
    const state = softphone.state.get();
    const isElsewhere = state.kind === 'failed' ? state.why === 'elsewhere' : state.kind === 'off' && isLeftThere;
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
  whenOtherPageTells((news) => {
    if (news === 'handedBack' || document.hasFocus()) takeBack();
  });

  // Leaving the page would end the call.
  window.addEventListener('beforeunload', (event) => {
    if (softphone.state.get().kind === 'inCall') event.preventDefault();
  });
}

/**
 * A shift begins with its telephone, also on a page that is opened during it, unless another page is in a call with it; the
 * end of the shift gives it back.
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
  // A call that is going on is not cut off.
  if (!shift.isOnShift && kind === 'ready') void softphone.disconnect();
}

/** From the click that starts it: sound needs one. */
function isOnShift(state: DeskState): boolean {
  const asked = pendingFor(state, 'presence:set');
  const presence = asked?.event === 'presence:set' ? asked.body.presence : state.presence?.presence;
  return presence !== undefined && presence !== 'offline';
}

/** As the server knows it: also on another machine. */
function isInCall({ lead, consult }: DeskState): boolean {
  const stage = lead?.call?.stage;
  return stage === 'talking' || stage === 'ringingPerson' || stage === 'mailbox' || consult?.isThere === true;
}

function isReachable({ presence }: DeskState): boolean {
  return presence?.reach === 'reachable';
}

/** For a click: sound needs one. The choice stays for the next shift. */
export function connectHere(softphone: Softphone): void {
  chooseTalkHere(true);
  void softphone.connect();
}

/** Whoever accepted the lead in this page a moment ago has said yes to its call. */
export function mayAnswerItself({ lead, acceptedHere }: DeskState, softphone: Pick<Softphone, 'state'>): boolean {
  return softphone.state.get().kind === 'ringing' && lead?.call?.stage === 'ringingAgent' && lead.id === acceptedHere;
}
