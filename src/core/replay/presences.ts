/**
 * Who was there when, from recorded decisions: each one lists every agent on shift and why they weren't offered the lead.
 * Between two decisions nothing was routed, so nothing more is needed.
 */
import type { Decision, PassedOverReason } from '../routing/decision.ts';
import type { Moment } from '../vocabulary/time.ts';

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

type Record = Pick<Decision, 'at' | 'winners' | 'passedOver' | 'ranks'>;

const NOT_THERE: readonly PassedOverReason[] = ['away', 'offline', 'silent', 'absent'];
/** These were found before it was asked whether the agent is there. */
const UNKNOWN: readonly PassedOverReason[] = [
  'otherTeam',
  'refused',
  'promisedToAnother',
  'language',
  'skills',
  'skillLevel',
  'orderUnknown',
];

export function presencesOf(decisions: readonly Record[]): Presences {
  const changes: PresenceChange[] = [];
  const idleSince = new Map<string, Moment>();
  const there = new Map<string, boolean>();
  const offShift = new Set<string>();
  const set = (agentId: string, isThere: boolean, at: Moment) => {
    if (there.get(agentId) === isThere) return;
    there.set(agentId, isThere);
    changes.push({ at, agentId, isThere });
  };
  for (const { at, winners, passedOver, ranks } of [...decisions].sort((one, other) => one.at - other.at)) {
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
        const since = reason === 'idleLess' ? ranks?.idleLess?.[index] : undefined;
        if (since !== undefined && !idleSince.has(agentId)) idleSince.set(agentId, since);
        if (!UNKNOWN.includes(reason)) set(agentId, !NOT_THERE.includes(reason), at);
        // On shift, and nothing says that they are away.
        else if (!there.has(agentId) || offShift.has(agentId)) set(agentId, true, at);
        offShift.delete(agentId);
      }
    }
    for (const agentId of there.keys()) {
      if (listed.has(agentId)) continue;
      offShift.add(agentId);
      set(agentId, false, at);
    }
  }
  return { changes, idleSince };
}
