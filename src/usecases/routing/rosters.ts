/**
 * What agents were like at a moment: their teams, site, languages and skills, read back from the audit log, which records
 * every change of a person for good. Nothing more is stored for it.
 */
import { undoChange } from '../../core/administration/changedFields.ts';
import type { Profile } from '../../core/routing/roster.ts';
import { MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const READ_AT_ONCE = 200;
/** A node may route by what it remembered before a change, and a sweep finishes a change that a crash interrupted. */
const KNOWN_WITHIN_MS = MINUTE;

/** From `from` on; null while the person took no leads. */
interface Era {
  readonly from: Moment;
  readonly profile: Profile | null;
}

/**
 * The profiles of an agent that a node may have used at a moment since `since`: one, several if it changed just before,
 * none if the agent isn't known. Agents without a person never change.
 */
export async function profilesSince(
  parts: Pick<Parts, 'users' | 'agents' | 'audit'>,
  since: Moment,
): Promise<(agentId: string, at: Moment) => readonly Profile[]> {
  const [users, agents] = await Promise.all([parts.users.all(), parts.agents.all()]);
  const states = new Map<string, object>(users.map(({ id, agent }) => [id, { agent: agent ?? null }]));
  /** Newest first; the last began before anything that is asked for. */
  const eras = new Map<string, Era[]>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof parts.audit.list>> = await parts.audit.list({
      ...{ what: 'person', from: since - KNOWN_WITHIN_MS, limit: READ_AT_ONCE },
      ...(cursor !== null && { cursor }),
    });
    for (const { subjectId, at, before, after } of page.items) {
      const state = states.get(subjectId);
      if (!state || !('agent' in before || 'agent' in after)) continue;
      eras.set(subjectId, [...(eras.get(subjectId) ?? []), { from: at, profile: profileIn(state) }]);
      states.set(subjectId, undoChange(state, { before, after }));
    }
    cursor = page.next;
  } while (cursor !== null);
  for (const [id, state] of states) eras.set(id, [...(eras.get(id) ?? []), { from: 0, profile: profileIn(state) }]);
  for (const agent of agents) if (!states.has(agent.id)) eras.set(agent.id, [{ from: 0, profile: agent }]);
  return (agentId, at) => profilesAt(eras.get(agentId) ?? [], at);
}

function profilesAt(eras: readonly Era[], at: Moment): readonly Profile[] {
  const found: Profile[] = [];
  for (const { from, profile } of eras) {
    if (from > at) continue;
    if (profile) found.push(profile);
    if (from <= at - KNOWN_WITHIN_MS) break;
  }
  return found;
}

function profileIn(state: object): Profile | null {
  return 'agent' in state ? (state.agent as Profile | null) : null;
}
