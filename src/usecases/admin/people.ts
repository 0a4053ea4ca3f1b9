/**
 * People, as administrators view and edit them. No one sets another person's password: invitations and resets are
 * one-time links. A person and their agent are two documents; the agent always follows the person (syncAgent).
 */
import { checkSchedule, inOrder } from '../../core/administration/checkSchedule.ts';
import { checkSkills } from '../../core/administration/checkStaff.ts';
import { isNumber } from '../../core/administration/checkFlow.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { isSame } from '../../core/vocabulary/isSame.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { NamedItem } from '../../ports/business.ts';
import type { AgentProfile } from '../../ports/agents.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { Invited, PersonChanged, PersonFields, PersonView } from '../../shared/admin.ts';
import type { Role } from '../../shared/api.ts';
import { withAdminLease } from './adminLease.ts';
import { bookingWarnings } from './bookingWarnings.ts';
import { unstaffedCampaignWarnings } from './unstaffedCampaigns.ts';
import { withAudit } from './recordAudit.ts';
import { editConflict, namesOf, nextRevision, refuseMistakes, type Administrator, type Saved } from './refusals.ts';
import { LINK_KINDS, sendLink } from './personLinks.ts';
import { PERSON_NOT_FOUND, presentPerson, presentSaved } from './presentPerson.ts';
import { retirePerson, syncAgent } from './retirePerson.ts';

const RANKS: readonly Role[] = ['agent', 'supervisor', 'administrator'];

const MAIL_TAKEN = mistake('email', 'mailTaken');

export async function viewPeople(parts: Parts): Promise<readonly PersonView[]> {
  const users = await parts.users.all();
  const names = await namesOf(parts, users);
  return users.map((user) => presentPerson(user, names));
}

export async function viewPerson(parts: Parts, id: string): Promise<PersonView | null> {
  const user = await parts.users.byId(id);
  return user && presentSaved(parts, user);
}

/** Adds a person, who sets a password through the returned link. */
export function invitePerson(
  parts: Parts,
  by: Administrator,
  { email, ...fields }: PersonFields & { readonly email: string },
): Promise<Saved<Invited>> {
  return withAdminLease(parts, async () => {
    const mistakes = await mistakesOfPerson(parts, { email, ...fields });
    if (mistakes.length > 0) return refusePerson(mistakes);
    const { agent: sent, schedule, ...rest } = fields;
    const agent = sent && withSite(sent);
    const user: User = {
      ...rest,
      id: parts.random.id('user'),
      email: email.toLowerCase(),
      active: true,
      ...(agent && { agent }),
      ...(schedule && { schedule: inOrder(schedule), scheduleAt: parts.clock.now() }),
      ...nextRevision(parts, 0, by),
    };
    const added = await withAudit(
      parts,
      { ...auditFields(by, user, 'invite'), after: auditedOf(user) },
      () => parts.users.add(user, parts.clock.now()),
      (result) => result === 'added',
    );
    if (added === 'taken') return refusePerson([MAIL_TAKEN]);
    return sendLink(parts, by, user, 'invitation');
  });
}

/**
 * A new role or profile applies at once; a person who loses permissions is disconnected and reconnects with the new
 * role. Links sent to a former email stop working.
 */
export function editPerson(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  { email, ...fields }: PersonFields & { readonly email?: string },
): Promise<Saved<PersonChanged>> {
  return changePerson(parts, by, id, basedOn, 'edit', async (before) => {
    const address = email?.toLowerCase() ?? before.email;
    const mistakes = await mistakesOfPerson(parts, { ...fields, email: address }, id);
    if (mistakes.length > 0) return refusePerson(mistakes);
    const { agent: sent, schedule = before.schedule, ...rest } = fields;
    const agent = sent && withSite(sent, before.agent?.siteId);
    const { agent: _agent, schedule: _schedule, scheduleAt, ...kept } = before;
    const isKept = isSame({ schedule: before.schedule }, { schedule: schedule ? inOrder(schedule) : undefined });
    const savedAt = isKept ? scheduleAt : parts.clock.now();
    return {
      ...kept,
      ...rest,
      email: address,
      ...(agent && { agent }),
      ...(schedule && { schedule: inOrder(schedule), ...(savedAt !== undefined && { scheduleAt: savedAt }) }),
    };
  });
}

/**
 * The language that a person chose for themselves; all texts for them use it from now on. It's a preference, not an
 * administrative change, so the audit log doesn't have it.
 */
export async function chooseLanguage(parts: Parts, id: string, language: Language): Promise<Saved<PersonChanged>> {
  return withAdminLease(parts, async () => {
    const before = await parts.users.byId(id);
    if (!before) return PERSON_NOT_FOUND;
    const after: User = { ...before, language, ...nextRevision(parts, before.version, { id }) };
    if (before.language !== language) await parts.users.edit(after, before.version, false);
    return { ok: true, saved: { ...(await presentSaved(parts, (await parts.users.byId(id)) ?? after)), warnings: [] } };
  });
}

/** Takes effect at once: no session, desk, lead or callback remains theirs. Names stay in the history. */
export function deactivatePerson(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
): Promise<Saved<PersonChanged>> {
  return changePerson(parts, by, id, basedOn, 'deactivate', (before) => ({ ...before, active: false }));
}

export function reactivatePerson(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
): Promise<Saved<PersonChanged>> {
  return changePerson(parts, by, id, basedOn, 'reactivate', (before) => ({ ...before, active: true }));
}

async function changePerson(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  action: string,
  changed: (before: User) => User | Failure | Promise<User | Failure>,
): Promise<Saved<PersonChanged>> {
  return withAdminLease(parts, async () => {
    const before = await parts.users.byId(id);
    if (!before) return PERSON_NOT_FOUND;
    if (before.version !== basedOn) return editConflict(parts, before, await presentSaved(parts, before));
    const wanted = await changed(before);
    if ('ok' in wanted) return wanted;
    if (isSame(auditedOf(before), auditedOf(wanted))) {
      return { ok: true, saved: { ...(await presentSaved(parts, before)), warnings: [] } };
    }
    if (await wouldBeWithoutAdministrator(parts, before, wanted)) {
      return failure('last-administrator', 'There must be at least one administrator. Add another one first.');
    }
    const after: User = { ...wanted, ...nextRevision(parts, basedOn, by) };
    const edited = await withAudit(
      parts,
      { ...auditFields(by, after, action), before: auditedOf(before), after: auditedOf(after) },
      // The same write removes a link that was sent to the former email.
      () => parts.users.edit(after, basedOn, after.email !== before.email),
      (result) => result === 'done',
    );
    if (edited === 'taken') return refusePerson([MAIL_TAKEN]);
    if (edited === 'stale') {
      const now = (await parts.users.byId(id)) ?? before;
      return editConflict(parts, now, await presentSaved(parts, now));
    }
    const warnings = [
      ...(await unstaffedCampaignWarnings(parts, before, after)),
      ...(await bookingWarnings(parts, before, after)),
    ];
    await applyConsequences(parts, before, after);
    return { ok: true, saved: { ...(await presentSaved(parts, (await parts.users.byId(id)) ?? after)), warnings } };
  });
}

/**
 * Applies what follows from a change of a person. Each step is idempotent; a sweep finishes what a crash interrupted.
 */
async function applyConsequences(parts: Parts, before: User, after: User): Promise<void> {
  if (after.email !== before.email) {
    for (const kind of LINK_KINDS) await parts.mails.cancel(`${kind}:${after.id}:`, parts.clock.now());
  }
  if (!after.active) {
    await parts.users.dropLink(after.id);
    await parts.sessions.closeOf(after.id);
  }
  const mayLess = RANKS.indexOf(after.role) < RANKS.indexOf(before.role);
  if (!after.active || mayLess || (before.agent && !after.agent)) parts.desk.disconnect(after.id);
  if (before.agent && (!after.active || !after.agent)) await retirePerson(parts, after.id);
  else await syncAgent(parts, after);
  parts.desk.floorChanged();
  parts.bell.ring();
}

async function wouldBeWithoutAdministrator(parts: Parts, before: User, after: User): Promise<boolean> {
  if (!isAdministrator(before) || isAdministrator(after)) return false;
  const others = (await parts.users.all()).filter((user) => user.id !== before.id && isAdministrator(user));
  return others.length === 0;
}

/** An administrator who can sign in; a pending invitation doesn't count. */
function isAdministrator({ role, active, passwordHash }: User): boolean {
  return role === 'administrator' && active && passwordHash !== undefined;
}

/** All validation errors of a new person, or of an edit of person `id`. */
export async function mistakesOfPerson(
  parts: Parts,
  { agent, schedule, email }: Pick<PersonFields, 'agent' | 'schedule'> & { readonly email: string },
  id?: string,
): Promise<readonly Mistake[]> {
  const [teams, skills, sites, users] = await Promise.all([
    parts.teams.all(),
    parts.skills.all(),
    parts.sites.all(),
    parts.users.all(),
  ]);
  const before = users.find((user) => user.id === id)?.schedule;
  const isTaken = users.some((user) => user.id !== id && user.email === email.toLowerCase());
  return [
    ...(isTaken ? [MAIL_TAKEN] : []),
    ...(agent ? checkProfile(agent, { teams, skills, sites }) : []),
    ...(schedule ? checkSchedule(schedule, 'schedule', { now: parts.clock.now(), before }) : []),
  ];
}

type Profile = NonNullable<PersonFields['agent']>;

/** Absent in a request: as before. null: none. */
function withSite({ siteId: sent, ...profile }: Profile, before?: string): AgentProfile {
  const siteId = sent === undefined ? before : sent;
  return { ...profile, ...(typeof siteId === 'string' && { siteId }) };
}

interface Lists {
  readonly teams: readonly NamedItem[];
  readonly skills: readonly NamedItem[];
  readonly sites: readonly NamedItem[];
}

function checkProfile(agent: Profile, { teams, skills, sites }: Lists): readonly Mistake[] {
  const { siteId } = agent;
  return [
    ...agent.teamIds.flatMap((id, index) =>
      teams.some((team) => team.id === id) ? [] : [mistake(`agent.teamIds.${index}`, 'teamUnknown')],
    ),
    ...checkSkills(agent.skills, 'agent.skills', { skills }),
    ...(typeof siteId === 'string' && !sites.some(({ id }) => id === siteId)
      ? [mistake('agent.siteId', 'siteUnknown')]
      : []),
    ...(agent.telephone === undefined || isNumber(agent.telephone)
      ? []
      : [mistake('agent.telephone', 'numberShape', { example: '+12025550143' })]),
    ...(agent.languages.length > 0 ? [] : [mistake('agent.languages', 'agentLanguages')]),
  ];
}

/** If the only error is an email already in use, it has its own error code. */
function refusePerson(mistakes: readonly Mistake[]): Failure {
  if (mistakes.some((one) => one !== MAIL_TAKEN)) return refuseMistakes(mistakes);
  return failure('mail-taken', 'Someone already has this email. Edit that person instead.', { mistakes });
}

function auditedOf({ name, email, role, language, active, agent, schedule }: User): object {
  return { name, email, role, language, active, agent: agent ?? null, schedule: schedule ?? null };
}

function auditFields(by: Administrator, { id, version, changedAt }: User, action: string) {
  const what = { by: by.id, what: 'person', subjectId: id, action, version } as const;
  return { ...what, ...(changedAt !== undefined && { at: changedAt }) };
}
