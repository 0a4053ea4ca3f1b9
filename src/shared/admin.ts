/**
 * Requests and responses of `/api/admin` and related routes. Times are milliseconds since 1970, durations milliseconds,
 * business hours minutes since local midnight.
 *
 * For administrators. An invalid body is refused as a whole: 422 `bad-input` with `fields`, the reason by path, such as
 * `policy.steps.1.afterMs`, in the caller's language.
 *
 *   GET    /api/admin/start                        which setup steps are done                   StartState
 *   GET    /api/admin/business                     null before the first PUT                    {business: BusinessView | null}
 *   PUT    /api/admin/business                     {version, ...BusinessFields}                 BusinessView
 *   GET    /api/admin/campaigns                                                                 {campaigns: CampaignView[]}
 *   GET    /api/admin/campaigns/template           a sensible unsaved one                       CampaignFields
 *   POST   /api/admin/campaigns                    {...CampaignFields, active?}                 201 CampaignSaved
 *   POST   /api/admin/campaigns/preview            {campaign: CampaignFields, language}         the form's page, text/html
 *   POST   /api/admin/campaigns/check              {campaign: CampaignFields, id?}              {fields}, empty if there are no mistakes
 *   GET    /api/admin/campaigns/:id                                                             CampaignView
 *   PUT    /api/admin/campaigns/:id                {version, ...CampaignFields}                 CampaignSaved
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
 *   POST   /api/admin/people/:id/invitation        a new link; the old one stops working        Invited
 *   POST   /api/admin/people/:id/password-reset    a link to choose a new password              Invited
 *   GET    /api/admin/teams, /api/admin/skills                                                  {teams} or {skills}: NamedView[]
 *   POST   /api/admin/teams, /api/admin/skills     {name}                                       201 NamedView
 *   PUT    /api/admin/teams/:id, …/skills/:id      {version, name}                              NamedView
 *   DELETE /api/admin/teams/:id, …/skills/:id      409 `in-use` says who uses it                204
 *   GET    /api/admin/keys                                                                      {keys: KeyView[]}
 *   POST   /api/admin/keys                         {name, scopes}                               201 NewKey: the token, once
 *   DELETE /api/admin/keys/:id                     revokes at once                              KeyView
 *   GET    /api/admin/audit                        ?what=, id, by, from, to, cursor, limit      AuditList
 *
 * For anyone:
 *
 *   POST   /api/welcome                            {token, name?, password}                     200 Me, signed in
 *   POST   /api/password-resets                    {email}                                      202, always the same; 409 `mail-off` if email is off
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
 *   POST   /api/do-not-call                        doNotCall:add, {tel, source, note?}          201, as for an administrator
 *
 * Problem codes: `bad-input` 422 · `edited-meanwhile` 409 with `by`, `at` and `current`: a newer version exists,
 * nothing was written · `in-use` 409 · `last-administrator` 409 · `link-used` 403: used, expired, or not the newest ·
 * `mail-off` 409: email is off · `mail-taken` 409: the email address is in use · `stale` 409: too many changes at once, try again.
 */
import type { SkillLevels } from '../core/vocabulary/skills.ts';
import type { CallFlow } from '../core/call/flow.ts';
import type { OutcomeChoice, OutcomeDraft } from '../core/administration/outcomeChoices.ts';
import type { AwayReasonDraft } from '../core/agent/awayReasons.ts';
import type { DeclineReason } from '../core/agent/declineReasons.ts';
import type { CampaignDraft, RoutingPart } from '../core/administration/campaign.ts';
import type { FIXED_RETENTION, RetentionKind } from '../core/administration/retention.ts';
import type { AnswerGoal } from '../core/vocabulary/answerGoal.ts';
import type { Language } from '../core/vocabulary/language.ts';
import type { OpeningHours, Schedule } from '../core/vocabulary/hours.ts';
import type { Mistake } from '../core/vocabulary/mistake.ts';
import type { Problem, Role } from './api.ts';

/** The problem `edited-meanwhile`: who saved, when, and the current version. */
export interface EditedMeanwhile<T> extends Problem {
  readonly by: string;
  readonly at: number;
  readonly current: T;
}

/** The version of a record, and who made it when. A PUT contains the version that it is based on. */
export interface Revision {
  readonly version: number;
  readonly changedAt: number | null;
  /** A name; null for defaults. */
  readonly changedBy: string | null;
}

export interface BusinessFields {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly language: Language;
  /** IANA, such as `Asia/Seoul`. */
  readonly zone: string;
  /** null: not set yet, so each campaign needs its own hours. `weekly: null` means always open. */
  readonly hours: Pick<OpeningHours, 'weekly' | 'holidays'> | null;
  /** Outcomes in display order; one that is left out is retired. Absent: unchanged. */
  readonly outcomes?: readonly OutcomeFields[];
  /** Why agents are away, in menu order; one that is left out is retired. Absent: unchanged. */
  readonly awayReasons?: readonly AwayReasonDraft[];
  /** Reasons to decline a lead, in display order. Absent: unchanged. */
  readonly declineReasons?: readonly DeclineReasonFields[];
  /** How soon callers are to be answered. Absent: unchanged. */
  readonly answerGoal?: AnswerGoal;
}
/** A new outcome has no `id`; its `key` is read-only. */
export type OutcomeFields = OutcomeDraft & Pick<OutcomeChoice, 'key'>;
/** A new reason has no `id`. */
export type DeclineReasonFields = Omit<DeclineReason, 'id'> & Partial<Pick<DeclineReason, 'id'>>;
export type BusinessView = Required<BusinessFields> & Revision;

/** The fields of a campaign that administrators edit. */
export type CampaignFields = CampaignDraft;
export interface CampaignView extends CampaignFields, Revision {
  readonly id: string;
  readonly active: boolean;
  /** Each increases by one when its part changes; older wordings are in the audit log. */
  readonly consentVersion: number;
  readonly policyVersion: number;
  /** Whether it has leads, in which case the form key cannot change. */
  readonly hasLeads: boolean;
  /** The form's path on this service. */
  readonly formPath: string;
  /** The call flow; null: takes no calls. Saved separately: PUT /api/admin/campaigns/:id/calls. */
  readonly calls: CallFlow | null;
}

/** A campaign as saved, with the warnings of its policy (RoutingPolicyView). */
export interface CampaignSaved extends CampaignView {
  readonly warnings: readonly Mistake[];
}

/** A campaign's routing policy. `version` is the campaign's: PUT contains the one it is based on. */
export interface RoutingPolicyView extends RoutingPart, Revision {
  readonly policyVersion: number;
  /** A policy that isn't active yet; null without one. */
  readonly draft: RoutingPart | null;
  /**
   * What keeps the active policy from being activated today, as codes: people left, or an earlier version checked less. Then its
   * settings that have no effect, as another one makes them idle.
   */
  readonly warnings: readonly Mistake[];
  /** The same of the draft; empty without one. */
  readonly draftWarnings: readonly Mistake[];
  /** The versions so far, newest first, as far as the audit log reaches. */
  readonly history: readonly (RoutingPart & {
    readonly policyVersion: number;
    readonly activatedAt: number;
    readonly activatedBy: string | null;
  })[];
}

/** What a caller hears, in the order in which it may come. */
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
  'stopCalls',
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
  /** Where they work; null: none. Absent in a request: as before. */
  readonly siteId?: string | null;
  /** Maximum number of leads at the same time. */
  readonly capacity: number;
  /** E.164: the agent's own phone, called if none of their browsers is ready. */
  readonly telephone?: string;
}

export interface PersonFields {
  readonly name: string;
  readonly role: Role;
  /** The language of pages and emails. */
  readonly language: Language;
  /** null: takes no leads. */
  readonly agent: AgentProfile | null;
  /** null: none. Absent in a request: as before. */
  readonly schedule?: Schedule | null;
}
export interface PersonView extends PersonFields, Revision {
  readonly schedule: Schedule | null;
  readonly id: string;
  readonly email: string;
  /** `invited`: has not chosen a password yet. */
  readonly state: 'active' | 'invited' | 'deactivated';
  /** When the invitation expires; absent if there is none. */
  readonly invitedUntil?: number;
}
/** A person as saved. `warnings`: possibly unintended effects of the change, as sentences. */
export interface PersonChanged extends PersonView {
  readonly warnings: readonly string[];
}
/** A one-time link for the administrator to share. It is also emailed if email is set up. */
export interface Invited {
  readonly person: PersonView;
  readonly link: string;
  readonly expiresAt: number;
  readonly mailed: boolean;
}

/** A team, a skill or a site. */
export interface NamedItemView extends Revision {
  readonly id: string;
  readonly name: string;
  /** Names of the people in the team, with the skill or at the site, and of the campaigns that require it. */
  readonly people: readonly string[];
  readonly campaigns: readonly string[];
}

export const API_SCOPES = ['leads:create', 'leads:read', 'leads:export', 'doNotCall:add'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: number;
  readonly createdBy: string;
  /** To the minute; null if never used. */
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}
export interface NewKey {
  readonly key: KeyView;
  /** `lb_…`: returned only once and never stored. */
  readonly token: string;
}

/** POST /api/leads: the form's fields, and the consent with its wording. */
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
    /** The exact wording that the customer saw. */
    readonly wording: string;
  };
  readonly [field: string]: unknown;
}

/** What one source cost on one day, in the currency of the business. */
export interface CostView {
  readonly date: string;
  readonly source: string;
  readonly amount: number;
}

/** GET /api/costs. */
export interface CostList {
  /** ISO 4217. */
  readonly currency: string;
  readonly costs: readonly CostView[];
}

/** How many rows were given, and how many amounts they changed. */
export interface CostsSaved {
  readonly rows: number;
  readonly changed: number;
}
/** Which setup steps are done, in order. */
export interface SetupProgress {
  readonly business: boolean;
  readonly hours: boolean;
  readonly campaign: boolean;
  /** Whether an agent can take leads. */
  readonly people: boolean;
  readonly firstLead: boolean;
  /** Whether email is set up; without it, links must be copied. */
  readonly mail: boolean;
  /** Whether there is a phone network; without one, agents dial by hand and no number can be called. */
  readonly network: boolean;
  /** Whether an active campaign has a number. */
  readonly number: boolean;
}

/** The retention periods; `days` null: forever. `fixed` are kinds that cannot be changed. */
export interface RetentionView extends Revision {
  readonly kinds: readonly {
    readonly kind: RetentionKind;
    readonly days: number | null;
    readonly default: number | null;
    /** The allowed range of days. */
    readonly least: number;
    readonly most: number;
    /** A lower value is allowed with a warning, since a law may require this many. */
    readonly advised: number | null;
    readonly why: string;
  }[];
  readonly fixed: readonly { readonly kind: (typeof FIXED_RETENTION)[number]; readonly kept: string }[];
  /** Warnings about this choice. */
  readonly warnings: readonly string[];
}
