/** Maps verbs to functions, and says which verbs are allowed where. */
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import type { Flow, Outcome, Room } from '../outcome.ts';
import { dial } from './dial.ts';
import { enqueue } from './enqueue.ts';
import { gather } from './gather.ts';
import { leave, redirect, reject } from './leave.ts';
import { record } from './record.ts';
import { pause, play, say } from './speak.ts';

const PERFORM: Readonly<Record<string, (flow: Flow, verb: Verb) => Outcome | Promise<Outcome>>> = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: gather,
  Record: record,
  Enqueue: enqueue,
  Leave: leave,
  Dial: dial,
  Redirect: redirect,
  Reject: reject,
  Hangup: () => ({ kind: 'hangup' }),
};

/** Allowed verbs, and the error of any other. A room that is not listed allows all verbs. */
const ALLOWED: Readonly<Partial<Record<Room, { readonly verbs: readonly string[]; readonly code: number }>>> = {
  'queue-wait': { verbs: ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Leave', 'Hangup'], code: 12200 },
  'conference-wait': { verbs: ['Say', 'Play', 'Pause', 'Redirect'], code: 13238 },
  announcement: { verbs: ['Say', 'Play', 'Pause', 'Redirect'], code: 13238 },
  whisper: { verbs: ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup', 'Reject'], code: 13201 },
};

export async function performVerb(flow: Flow, verb: Verb): Promise<Outcome> {
  const allowed = ALLOWED[flow.room];
  if (allowed && !allowed.verbs.includes(verb.name)) {
    throw new TwimlFailure(allowed.code, `${verb.name} is not allowed here. Allowed: ${allowed.verbs.join(', ')}`);
  }
  const perform = PERFORM[verb.name];
  if (!perform) throw new TwimlFailure(12200, `${verb.name} is not a verb`);
  return perform(flow, verb);
}
