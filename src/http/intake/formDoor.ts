/**
 * What every form passes before anything else is done for it. In a flood, hundreds of forms arrive in one turn of the event
 * loop; if all were read at once, every desk would wait for them. So a few are read in each turn, in the order in which
 * they arrived (O55), and a form that would not be stored in time, or has waited too long, is refused for next to
 * nothing (O56). A form that comes alone never waits, and no timer delays one.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Intake } from '../../ports/inquiries.ts';

/** Reading one takes about a millisecond. */
const PER_TURN = 16;
/** While connections are being opened: libuv accepts one in each turn, so a long turn would keep the others out (O68). */
const PER_CROWDED_TURN = 1;
/** A form that waits here longer is refused: storing it would take the rest of the second. */
const WAIT_MS = 500;
/** Refusing a form of a page costs as much as reading it: the page shows again what was typed. Beyond these it doesn’t. */
const PAGES_WAITING = 64;

/** Forms of programs and of a page’s script; the group matches those of pages. Like the routes: any case, a slash at the end. */
const FORMS = /^\/(?:api\/forms\/[^/?]+\/leads|api\/leads|(f)\/[^/?]+)\/?(?:\?|$)/i;

export interface FormDoorSettings {
  readonly intake: Pick<Intake, 'hasRoom'>;
  /** Does what each request gets. */
  readonly answer: RequestListener;
  readonly refuse: (req: IncomingMessage, res: ServerResponse, isPage: boolean) => void;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

export interface FormDoor {
  readonly answer: RequestListener;
  /** To be called for each connection. */
  connected(): void;
  /** Lets in all that wait: the process is stopping and finishes what it accepted. */
  letAllIn(): void;
}

interface Waiting {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly isPage: boolean;
  readonly since: number;
}

export function formDoor({ intake, answer, refuse, now = () => performance.now() }: FormDoorSettings): FormDoor {
  let waiting: Waiting[] = [];
  let pages = 0;
  /** Let in during this turn of the event loop. */
  let letIn = 0;
  let isTurnWatched = false;
  /** How many turns, with this one, connections are taken to be opened in. */
  let crowded = 0;

  const mayEnter = () => letIn < (crowded > 0 ? PER_CROWDED_TURN : PER_TURN);
  const watchTurn = () => {
    if (isTurnWatched) return;
    isTurnWatched = true;
    setImmediate(beginTurn);
  };
  const enter = (req: IncomingMessage, res: ServerResponse) => {
    letIn += 1;
    watchTurn();
    answer(req, res);
  };
  const beginTurn = () => {
    isTurnWatched = false;
    letIn = 0;
    if (crowded > 0) crowded -= 1;
    const latest = now() - WAIT_MS;
    let count = 0;
    while (count < waiting.length && mayEnter()) {
      const { req, res, isPage, since } = waiting[count] as Waiting;
      count += 1;
      if (isPage) pages -= 1;
      // The sender has left.
      if (res.destroyed) continue;
      if (since < latest) refuse(req, res, isPage);
      else enter(req, res);
    }
    waiting = waiting.slice(count);
    if (waiting.length > 0 || crowded > 0) watchTurn();
  };

  return {
    answer(req, res) {
      const form = req.method === 'POST' ? FORMS.exec(req.url ?? '') : null;
      if (!form) return answer(req, res);
      const isPage = form[1] !== undefined;
      const hasRoom = isPage ? pages < PAGES_WAITING : intake.hasRoom(waiting.length);
      if (!hasRoom) return refuse(req, res, isPage);
      if (waiting.length === 0 && mayEnter()) return enter(req, res);
      waiting.push({ req, res, isPage, since: now() });
      if (isPage) pages += 1;
      watchTurn();
    },
    connected() {
      crowded = 2;
      watchTurn();
    },
    letAllIn() {
      const all = waiting;
      waiting = [];
      pages = 0;
      for (const { req, res } of all) answer(req, res);
    },
  };
}
