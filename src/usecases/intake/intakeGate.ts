/**
 * Limits how many inquiries are processed at once. Each waits for those before it, so anything beyond what the database
 * completes in `WAIT_MS` is rejected at once, before any of it is stored, instead of timing out. Admitted inquiries are
 * never rejected later.
 *
 * Conversations come first (O42): if forms were read as fast as they arrive, they would take the time that offers and
 * desks need, and leads would pile up while agents are free. So an admitted inquiry gives way while a group of leads waits
 * and this process is busy moving them.
 */
import { TurnedAway } from '../../ports/basics.ts';
import type { Intake } from '../../ports/inquiries.ts';
import { takeTurns } from './turns.ts';

/** Customers get a response within a second, even if the database becomes twice as slow in the meantime. */
const WAIT_MS = 500;
/** Always admitted, so a briefly slow database rejects no one. */
const ALWAYS = 32;
/** Weight of the newest gap between two completions; small, because a synced group completes together. */
const NEWEST = 0.03;
/** Until a crowd has shown how fast the database is. */
const FIRST_GAP_MS = 2;
/** A longer stall says no more than a one-second one. */
const LONGEST_GAP_MS = 1000;
/** The longest that an inquiry gives way, so that slow work for others never makes a slow 201. */
const GIVE_WAY_MS = 250;
/** The longest that an inquiry waits for others of its person, as when the database doesn't answer one of them. */
const LONGEST_TURN_MS = 2000;
/**
 * How many continue together. The leads they open are offered before the next ones continue; with fewer leads waiting,
 * nothing gives way.
 */
const TOGETHER = 16;

export interface GateSettings {
  readonly turnedAway: () => void;
  /** How many leads wait for an agent. */
  readonly waiting: () => number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

export function intakeGate({ turnedAway, waiting, now = () => performance.now() }: GateSettings): Intake {
  const underWay = new Set<string>();
  let gapMs = FIRST_GAP_MS;
  let lastEndAt = now();
  /** How much work that goes first is in progress. */
  let ahead = 0;
  /** Inquiries that give way, longest first: each continues when called. */
  const givingWay = new Set<() => void>();

  const mustGiveWay = () => ahead > 0 && waiting() >= TOGETHER;
  const continueSome = () => {
    if (givingWay.size === 0 || mustGiveWay()) return;
    for (const resume of [...givingWay].slice(0, TOGETHER)) resume();
  };
  // Once one of them can wait no longer, all continue: together they take fewer commands than one after another.
  const continueAll = () => {
    for (const resume of [...givingWay]) resume();
  };
  const giveWay = () =>
    new Promise<void>((resolve) => {
      const resume = () => {
        clearTimeout(timer);
        givingWay.delete(resume);
        resolve();
      };
      const timer = setTimeout(continueAll, GIVE_WAY_MS);
      givingWay.add(resume);
    });

  const ended = () => {
    const at = now();
    const gap = Math.min(at - lastEndAt, LONGEST_GAP_MS);
    // With fewer in progress, the gap only says how fast inquiries arrive, and a burst would be refused for nothing.
    if (underWay.size >= TOGETHER) gapMs += (gap - gapMs) * NEWEST;
    lastEndAt = at;
  };

  async function always<T>(inquiryId: string, work: () => Promise<T>): Promise<T> {
    if (underWay.size === 0) lastEndAt = now();
    underWay.add(inquiryId);
    try {
      return await work();
    } finally {
      ended();
      underWay.delete(inquiryId);
      continueSome();
    }
  }

  const hasRoom = (before: number) => {
    const count = underWay.size + before;
    return count < ALWAYS || count * gapMs <= WAIT_MS;
  };

  return {
    hasRoom,
    async admit(inquiryId, work) {
      if (!hasRoom(0)) {
        turnedAway();
        throw new TurnedAway('more inquiries at once than can be stored in a second');
      }
      return always(inquiryId, async () => {
        if (mustGiveWay()) await giveWay();
        return work();
      });
    },
    always,
    inTurn: takeTurns(LONGEST_TURN_MS),
    isUnderWay: (inquiryId) => underWay.has(inquiryId),
    async goFirst(work) {
      ahead += 1;
      try {
        return await work;
      } finally {
        ahead -= 1;
        continueSome();
      }
    },
  };
}
