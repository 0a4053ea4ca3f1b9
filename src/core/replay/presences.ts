/**
 * Who was there when: from what each agent's status was, as recorded, and from decisions, which also say whether desks
 * answered. Where no status is recorded, decisions alone: each lists every agent on shift and why they weren't offered the
 * lead, and between two of them nothing was routed.
 */
import type { Agent } from '../agent/agent.ts';
import type { Fact } from '../lead/facts.ts';
import type { Decision, PassedOverReason } from '../routing/decision.ts';
import { SECOND, type Moment } from '../vocabulary/time.ts';

export interface PresenceChange {
  readonly at: Moment;
  readonly agentId: string;
  readonly isThere: boolean;
}

export interface Presences {
  /** In order. */
  readonly changes: readonly PresenceChange[];
  /** When each agent last became free, as of the first decision that says it. */
  readonly idleSince: ReadonlyMap<string, Moment>;
}

/** What an agent's status was; `until` isn't part of it. */
export interface Stay {
  readonly agentId: string;
  readonly from: Moment;
  readonly until: Moment;
  readonly isAvailable: boolean;
}

/**
 * The statuses that ended, and those that still last; by their beginning. Being off shift isn't recorded: it's what is
 * between two of an agent's statuses, and after the last.
 */
export function staysOf(
  ended: readonly Fact[],
  agents: readonly Pick<Agent, 'id' | 'presence' | 'presenceAt'>[],
): readonly Stay[] {
  const known: readonly Status[] = [
    ...ended.flatMap(({ at, agentIds = [], seconds = 0, presence }) =>
      agentIds.map((agentId) => ({ agentId, from: Math.round(at - seconds * SECOND), until: at, presence })),
    ),
    ...agents.map(({ id, presence, presenceAt }) => ({ agentId: id, from: presenceAt, until: FOREVER, presence })),
  ];
  const byAgent = new Map<string, Status[]>();
  for (const status of known) byAgent.set(status.agentId, [...(byAgent.get(status.agentId) ?? []), status]);
  return [...byAgent.values()].flatMap(withGaps).sort((one, other) => one.from - other.from);
}

const FOREVER = Number.POSITIVE_INFINITY;

interface Status extends Omit<Stay, 'isAvailable'> {
  readonly presence: Fact['presence'];
}

function withGaps(own: readonly Status[]): readonly Stay[] {
  const inOrder = [...own].sort((one, other) => one.from - other.from);
  return inOrder.flatMap(({ agentId, from, until, presence }, index) => {
    const nextFrom = inOrder[index + 1]?.from ?? FOREVER;
    const stay = { agentId, from, until, isAvailable: presence === 'available' };
    return until < nextFrom ? [stay, { agentId, from: until, until: nextFrom, isAvailable: false }] : [stay];
  });
}

type Record = Pick<Decision, 'at' | 'order' | 'winners' | 'passedOver' | 'ranks'>;

const NOT_REACHED: readonly PassedOverReason[] = ['silent', 'absent'];
const NOT_THERE: readonly PassedOverReason[] = ['away', 'offline', ...NOT_REACHED];
/** These were found before it was asked whether the agent is there. */
const UNKNOWN: readonly PassedOverReason[] = [
  'otherTeam',
  'otherSite',
  'refused',
  'promisedToAnother',
  'language',
  'skills',
  'skillLevel',
  'orderUnknown',
];

/** `stays`: by their beginning. What was so before `from` is so at `from`. */
export function presencesOf(decisions: readonly Record[], stays: readonly Stay[], from: Moment): Presences {
  const changes: PresenceChange[] = [];
  const idleSince = new Map<string, Moment>();
  const there = new Map<string, boolean>();
  const offShift = new Set<string>();
  const stayOf = new Map<string, Stay>();
  const set = (agentId: string, isThere: boolean, at: Moment) => {
    if (there.get(agentId) === isThere) return;
    there.set(agentId, isThere);
    changes.push({ at, agentId, isThere });
  };
  const coming = stays.values();
  let next = coming.next();
  const takeUntil = (at: Moment) => {
    for (; next.value && next.value.from <= at; next = coming.next()) {
      const stay = next.value;
      stayOf.set(stay.agentId, stay);
      if (stay.until > from) set(stay.agentId, stay.isAvailable, Math.max(stay.from, from));
    }
  };
  takeUntil(from);
  for (const { at, order = 'longestIdle', winners, passedOver, ranks } of [...decisions].sort(
    (one, other) => one.at - other.at,
  )) {
    takeUntil(at);
    const isKnown = (agentId: string) => (stayOf.get(agentId)?.until ?? 0) > at;
    const listed = new Set<string>();
    for (const { agentId, idleMs } of winners) {
      listed.add(agentId);
      offShift.delete(agentId);
      set(agentId, true, at);
      if (!idleSince.has(agentId)) idleSince.set(agentId, at - idleMs);
    }
    for (const [name, agentIds] of Object.entries(passedOver)) {
      const reason = name as PassedOverReason;
      for (const [index, agentId] of agentIds.entries()) {
        listed.add(agentId);
        // Who lost the draw had been idle as long as the last who didn't.
        const tied = reason === 'notDrawn' && order === 'longestIdle' ? winners.at(-1) : undefined;
        const since = reason === 'idleLess' ? ranks?.idleLess?.[index] : tied && at - tied.idleMs;
        if (since !== undefined && !idleSince.has(agentId)) idleSince.set(agentId, since);
        if (isKnown(agentId)) {
          // The status says whether they were available; a decision, whether their desk answered.
          if (stayOf.get(agentId)?.isAvailable && !UNKNOWN.includes(reason))
            set(agentId, !NOT_REACHED.includes(reason), at);
        } else if (!UNKNOWN.includes(reason)) set(agentId, !NOT_THERE.includes(reason), at);
        // On shift, and nothing says that they are away.
        else if (!there.has(agentId) || offShift.has(agentId)) set(agentId, true, at);
        offShift.delete(agentId);
      }
    }
    for (const agentId of there.keys()) {
      if (listed.has(agentId) || isKnown(agentId)) continue;
      offShift.add(agentId);
      set(agentId, false, at);
    }
  }
  takeUntil(Number.POSITIVE_INFINITY);
  return { changes, idleSince };
}
