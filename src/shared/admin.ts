/**
 * What `/api/admin` and its neighbours take and answer. Times are milliseconds since 1970, spans of time milliseconds,
 * opening hours minutes since local midnight.
 *
 * For administrators; a body that is wrong is answered 422 `bad-input` with `fields`: the reason by path, such as
 * `policy.steps.1.afterMs`, in the asker's language. Nothing is half-applied.
 *
 *   GET    /api/admin/start                        what of the first steps is done              StartState
 *   GET    /api/admin/business                     null before the first PUT                    {business: BusinessView | null}
 *   PUT    /api/admin/business                     {version, ...BusinessFields}                 BusinessView
 *   GET    /api/admin/campaigns                                                                 {campaigns: CampaignView[]}
 *   GET    /api/admin/campaigns/template           a sensible unsaved one                       CampaignFields
 *   POST   /api/admin/campaigns                    {...CampaignFields, active?}                 201 CampaignView
 *   POST   /api/admin/campaigns/preview            {campaign: CampaignFields, language}         the form's page, text/html
 *   POST   /api/admin/campaigns/check              {campaign: CampaignFields, id?}              {fields}, empty when all is well
 *   GET    /api/admin/campaigns/:id                                                             CampaignView
 *   PUT    /api/admin/campaigns/:id                {version, ...CampaignFields}                 CampaignView
 *   POST   /api/admin/campaigns/:id/pause          {version}                                    CampaignView
 *   POST   /api/admin/campaigns/:id/activate       {version}                                    CampaignView
 *   POST   /api/admin/campaigns/:id/duplicate      {formKey, name}                              201 CampaignView, paused
 *   PUT    /api/admin/campaigns/:id/calls          {version, calls: CallFlow | null}            CampaignView
 *   GET    /api/admin/campaigns/:id/calls/template a sensible unsaved flow                      CallFlow
 *   POST   /api/admin/campaigns/:id/calls/preview  {calls: CallFlow, language}                  CallOutline
 *   GET    /api/admin/people                                                                    {people: PersonView[]}
 *   POST   /api/admin/people                       PersonFields & {email}: invites              201 Invited
 *   GET    /api/admin/people/:id                                                                PersonView
 *   PUT    /api/admin/people/:id                   {version, ...PersonFields, email?}           PersonChanged
 *   POST   /api/admin/people/:id/deactivate        {version}                                    PersonChanged
 *   POST   /api/admin/people/:id/reactivate        {version}                                    PersonChanged
 *   POST   /api/admin/people/:id/invitation        a new link; the older one works no more      Invited
 *   POST   /api/admin/people/:id/password-reset    a link for them to choose a new password     Invited
 *   GET    /api/admin/teams, /api/admin/skills                                                  {teams} or {skills}: NamedView[]
 *   POST   /api/admin/teams, /api/admin/skills     {name}                                       201 NamedView
 *   PUT    /api/admin/teams/:id, …/skills/:id      {version, name}                              NamedView
 *   DELETE /api/admin/teams/:id, …/skills/:id      409 `in-use` says by whom                    204
 *   GET    /api/admin/keys                                                                      {keys: KeyView[]}
 *   POST   /api/admin/keys                         {name, scopes}                               201 NewKey: the token, once
 *   DELETE /api/admin/keys/:id                     revokes at once                              KeyView
 *   GET    /api/admin/audit                        ?what=, id, by, from, to, cursor, limit      AuditList
 *
 * For anyone:
 *
 *   POST   /api/welcome                            {token, name?, password}                     200 Me, signed in
 *   POST   /api/password-resets                    {email}                                      202, always the same; 409 `mail-off` where no mail goes out
 *   POST   /api/password-resets/finish             {token, password}                            200 Me, signed in
 *
 * With `Authorization: Bearer lb_…`:
 *
 *   POST   /api/leads                              leads:create, ApiLead                        201 Receipt, 200 for a repeat
 *   GET    /api/leads                              leads:read                                   as for a supervisor
 *   POST   /api/leads/search                       leads:read                                   as for a supervisor
 *   GET    /api/leads/:id                          leads:read                                   as for a supervisor
 *   GET    /api/leads/:id/{inquiries, timeline, decisions, duplicates}    leads:read            as for a supervisor
 *   GET    /api/leads.csv                          leads:export                                 text/csv
 *   POST   /api/leads/export                       leads:export                                 text/csv
 *
 * Problem codes: `bad-input` 422 · `edited-meanwhile` 409 with `by`, `at` and `current`: somebody saved a newer version,
 * nothing was written · `in-use` 409 · `last-administrator` 409 · `link-used` 403: used, run out, or not the newest ·
 * `mail-off` 409: no mail goes out here · `mail-taken` 409: the mail address belongs to somebody · `stale` 409: too many changes at once, try again.
 */
import type { SkillLevels } from '../core/agent/skills.ts';
import type { CallFlow } from '../core/call/flow.ts';
import type { DeclineReason } from '../core/agent/declining.ts';
import type { CampaignDraft, Language, OpeningHours, Wording } from '../core/campaign.ts';
import type { Problem, Role } from './api.ts';

/** The problem `edited-meanwhile`: who was faster, when, and what is there now. */
export interface EditedMeanwhile<T> extends Problem {
  readonly by: string;
  readonly at: number;
  readonly current: T;
}

/** Which version this is, and who made it when. A PUT carries the version that it was based on. */
export interface Revision {
  readonly version: number;
  readonly changedAt: number | null;
  /** The name; null for what was there from the start. */
  readonly changedBy: string | null;
}

export interface BusinessFields {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly language: Language;
  /** IANA, such as `Asia/Seoul`. */
  readonly zone: string;
  /** null: not decided yet; a campaign then needs hours of its own. `weekly: null` is open round the clock. */
  readonly hours: Pick<OpeningHours, 'weekly' | 'holidays'> | null;
  /** Why leads may be declined, in the order of the desk. Absent: as they are. */
  readonly declineReasons?: readonly DeclineReasonFields[];
}
/** `id`: absent from one that is new. */
export type DeclineReasonFields = Omit<DeclineReason, 'id'> & Partial<Pick<DeclineReason, 'id'>>;
export type BusinessView = Required<BusinessFields> & Revision;

/** Everything of a campaign that administrators choose. */
export type CampaignFields = CampaignDraft;
export interface CampaignView extends CampaignFields, Revision {
  readonly id: string;
  readonly active: boolean;
  /** Each grows by one when its part changed; older wordings are in the audit log. */
  readonly consentVersion: number;
  readonly policyVersion: number;
  /** Leads have come in: the form key stays. */
  readonly hasLeads: boolean;
  /** Where the form is, under the service's address. */
  readonly formPath: string;
  /** What happens to its calls; null: it takes none. Saved by itself: PUT /api/admin/campaigns/:id/calls. */
  readonly calls: CallFlow | null;
}

/** What a caller hears, part by part, in the order in which they may come to it. */
export interface CallOutline {
  readonly parts: readonly {
    readonly part: OutlinePart;
    readonly says: readonly ({ readonly text: string } | { readonly sound: string | null })[];
  }[];
}
export const OUTLINE_PARTS = [
  'greeting',
  'returning',
  'returningOpen',
  'question',
  'line',
  'keepPlace',
  'message',
  'closed',
  'promised',
  'noNumber',
  'recorded',
  'text',
] as const;
export type OutlinePart = (typeof OUTLINE_PARTS)[number];

export interface AgentProfile {
  readonly teamIds: readonly string[];
  readonly languages: readonly Language[];
  readonly skills: SkillLevels;
  /** Leads at once. */
  readonly capacity: number;
  /** E.164: their own telephone, rung when no browser of theirs is ready. */
  readonly telephone?: string;
}

export interface PersonFields {
  readonly name: string;
  readonly role: Role;
  /** Of the pages and of mails to them. */
  readonly language: Language;
  /** null: takes no leads. */
  readonly agent: AgentProfile | null;
}
export interface PersonView extends PersonFields, Revision {
  readonly id: string;
  readonly email: string;
  /** `invited`: has not chosen a password yet. */
  readonly state: 'active' | 'invited' | 'deactivated';
  /** When the invitation runs out; absent without one. */
  readonly invitedUntil?: number;
}
/** A person as saved. `warnings`: what the change brings that nobody may have meant, as sentences. */
export interface PersonChanged extends PersonView {
  readonly warnings: readonly string[];
}
/** A one-time link, shown to the administrator to be handed on; it goes by mail too where mail is set up. */
export interface Invited {
  readonly person: PersonView;
  readonly link: string;
  readonly expiresAt: number;
  readonly mailed: boolean;
}

/** A team or a skill. */
export interface NamedView extends Revision {
  readonly id: string;
  readonly name: string;
  /** Who belongs to the team, or has the skill; and the campaigns that ask for it. Names. */
  readonly people: readonly string[];
  readonly campaigns: readonly string[];
}

export const API_SCOPES = ['leads:create', 'leads:read', 'leads:export'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: number;
  readonly createdBy: string;
  /** To the minute; null before the first use. */
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}
export interface NewKey {
  readonly key: KeyView;
  /** `lb_…`: shown this once and kept nowhere. */
  readonly token: string;
}

/** POST /api/leads: the body of the campaign's form, and what the person agreed to in which words. */
export interface ApiLead {
  readonly formKey: string;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly consent: {
    readonly call?: boolean;
    readonly now?: boolean;
    readonly text?: boolean;
    readonly email?: boolean;
    /** The exact sentences that the person saw. */
    readonly wording: string;
  };
  readonly [field: string]: unknown;
}

export const AUDITED = ['business', 'campaign', 'person', 'team', 'skill', 'key', 'lead', 'mail', 'service'] as const;
export type Audited = (typeof AUDITED)[number];
export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  /** The name of who did it. */
  readonly by: string;
  readonly byId: string;
  readonly what: Audited;
  readonly subjectId: string;
  /** null: it has no name, or nobody ever recorded it. */
  readonly subject: AuditSubject | null;
  readonly action: string;
  /** The fields that changed, as they were and as they are; nested as the thing is. Never a secret. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}
/** What was changed: by the name that it has, or the last one that it had. */
export interface AuditSubject {
  readonly name: Wording;
  readonly isThere: boolean;
}
export interface AuditList {
  readonly entries: readonly AuditEntry[];
  /** Of teams, skills and campaigns that the changes mention by identifier. */
  readonly names: Readonly<Record<string, string>>;
  readonly next: string | null;
}

/** What of the first steps is done, in their order. */
export interface StartState {
  readonly business: boolean;
  readonly hours: boolean;
  readonly campaign: boolean;
  /** Somebody can take leads. */
  readonly people: boolean;
  readonly firstLead: boolean;
  /** Whether mail is set up; without it links are copied. */
  readonly mail: boolean;
  /** Whether there is a telephone network; without one agents dial by hand, and no number can be called. */
  readonly network: boolean;
  /** Whether a campaign that is on has a number. */
  readonly number: boolean;
}
