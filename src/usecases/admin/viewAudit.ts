/**
 * Reads the audit log with names instead of IDs. A thing is shown with its current name, or, if it no longer exists,
 * with the name in its own entries.
 */
import type { Language, Wording } from '../../core/vocabulary/language.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { AuditQuery, AuditRecord } from '../../ports/audit.ts';
import type { Parts } from '../../ports/parts.ts';
import { inLanguage } from '../present/wording.ts';
import type { AuditEntry, AuditList, AuditSubject } from '../../shared/adminAudit.ts';

type Names = ReadonlyMap<string, Wording>;

export async function viewAudit(parts: Parts, query: AuditQuery, language: Language): Promise<AuditList> {
  const { items, next } = await parts.audit.list(query);
  const agents = [...new Set(items.flatMap(({ before, after }) => [...agentsIn(before), ...agentsIn(after)]))];
  const [people, things] = await Promise.all([
    parts.users.names([
      ...items.flatMap(({ by, what, subjectId }) => (what === 'person' ? [by, subjectId] : [by])),
      ...agents,
    ]),
    namesOfThings(parts),
  ]);
  const names: Names = new Map([...things, ...[...people].map(([id, name]) => [id, { en: name }] as const)]);
  const entries = await Promise.all(
    items.map(async ({ id, at, by, what, subjectId, action, before, after }): Promise<AuditEntry> => {
      const subject = await subjectOf(parts, { what, subjectId, before, after }, names);
      return { id, at, by: names.get(by)?.en ?? by, byId: by, what, subjectId, subject, action, before, after };
    }),
  );
  const parted = [
    ...[...things]
      .filter(([id]) => isMentioned(items, id))
      .map(([id, name]) => [id, inLanguage(name, language)] as const),
    ...agents.map((id) => [id, people.get(id) ?? id] as const),
  ];
  return { entries, names: Object.fromEntries(parted), next };
}

/** V338: whether the log can be filtered by this actor: a person, or anyone else who changed something. */
export async function canBeActor({ users, audit }: Parts, id: string): Promise<boolean> {
  if (id === 'system' || id === 'prospect') return true;
  if ((await users.names([id])).has(id)) return true;
  return (await audit.list({ by: id, limit: 1 })).items.length > 0;
}

/** Names of the small collections; people are loaded by ID. */
async function namesOfThings(parts: Parts): Promise<Names> {
  const [business, campaigns, teams, skills, sites, keys] = await Promise.all([
    parts.business.get(),
    parts.campaigns.stored(),
    parts.teams.all(),
    parts.skills.all(),
    parts.sites.all(),
    parts.apiKeys.all(),
  ]);
  return new Map([
    ...(business ? [['business', { en: business.name }] as const] : []),
    ...campaigns.map(({ id, name }) => [id, name] as const),
    // What exported leads lack, and their outcomes.
    ...campaigns.flatMap(({ fields = [] }) => fields.map(({ name, label }) => [`answers.${name}`, label] as const)),
    ...(business?.outcomes ?? []).flatMap(({ id, label }) => (label ? [[id, label] as const] : [])),
    ...[...teams, ...skills, ...sites, ...keys].map(({ id, name }) => [id, { en: name }] as const),
  ]);
}

type Subject = Pick<AuditRecord, 'what' | 'subjectId' | 'before' | 'after'>;

async function subjectOf(parts: Parts, entry: Subject, names: Names): Promise<AuditSubject | null> {
  const { what, subjectId } = entry;
  switch (what) {
    case 'business':
    case 'campaign':
    case 'person':
    case 'team':
    case 'skill':
    case 'site':
    case 'key': {
      const present = names.get(subjectId);
      if (present) return { name: present, isThere: true };
      const former = recordedName(entry) ?? (await lastRecordedName(parts, entry));
      return former && { name: former, isThere: false };
    }
    case 'lead':
    case 'mail':
    case 'service':
    case 'doNotCall':
    case 'law':
    case 'costs':
    case 'import':
    case 'erasure':
    case 'dossier':
      // These have no name of their own; the page describes them.
      return null;
    default:
      return assertNever(what);
  }
}

/** An entry about something deleted may be about another field; one of its latest entries has the name. */
async function lastRecordedName(parts: Parts, { what, subjectId }: Subject): Promise<Wording | null> {
  const { items } = await parts.audit.list({ what, subjectId, limit: 20 });
  return items.map(recordedName).find((name) => name !== null) ?? null;
}

function recordedName({ before, after }: Pick<AuditRecord, 'before' | 'after'>): Wording | null {
  const name = after['name'] ?? before['name'];
  if (typeof name === 'string') return { en: name };
  return typeof name === 'object' && name !== null && 'en' in name ? (name as Wording) : null;
}

/** The agents with weights in a policy, and those an act is about. */
function agentsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    if (name === 'weights' && typeof part === 'object' && part !== null) return Object.keys(part);
    return name === 'agentId' && typeof part === 'string' ? [part] : agentsIn(part);
  });
}

/** Whether an entry mentions something by ID, such as a team that a person was added to. */
function isMentioned(items: readonly AuditRecord[], id: string): boolean {
  return items.some(({ before, after }) => JSON.stringify([before, after]).includes(`"${id}"`));
}
