/**
 * Campaigns, saved as a whole. A changed wording or policy gets a new version automatically; what customers saw and
 * what decisions were based on keep their version.
 */
import { changedFields } from '../../core/administration/changedFields.ts';
import { isSame } from '../../core/vocabulary/isSame.ts';
import { checkCampaign } from '../../core/administration/checkCampaign.ts';
import type { ValidationContext } from '../../core/administration/validationContext.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { campaignTemplate } from '../../core/administration/template.ts';
import { hoursOf } from '../../core/administration/business.ts';
import { answerable, surveyAfter, surveyAnew } from '../../core/administration/survey.ts';
import {
  routingPartOf,
  withheldAfter,
  type Campaign,
  type CampaignDraft,
  type RoutingPart,
} from '../../core/administration/campaign.ts';
import type { Wording } from '../../core/vocabulary/language.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CampaignView } from '../../shared/admin.ts';
import { showOnDesks } from './showOnDesks.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import { editConflict, nextRevision, refuseMistakes, type Administrator, type Saved } from './refusals.ts';
import { loadValidationContext } from './validationContext.ts';
import { presentCampaign, draftOf, auditedOf } from './presentCampaign.ts';

const NOT_FOUND = failure('not-found', 'Campaign not found.');

export async function viewCampaigns(parts: Parts): Promise<readonly CampaignView[]> {
  const campaigns = await parts.campaigns.stored();
  return Promise.all(campaigns.map((campaign) => presentCampaign(parts, campaign)));
}

export async function viewCampaign(parts: Parts, id: string): Promise<CampaignView | null> {
  const campaign = await storedCampaign(parts, id);
  return campaign && presentCampaign(parts, campaign);
}

/** A valid draft with the business's name, country and language and an unused form key. */
export async function newCampaign(parts: Parts): Promise<CampaignDraft> {
  const [business, campaigns] = await Promise.all([parts.business.get(), parts.campaigns.stored()]);
  const draft = campaignTemplate(business ?? { name: 'Our company', country: 'US', language: 'en' });
  const taken = new Set(campaigns.map(({ formKey }) => formKey));
  let formKey = draft.formKey;
  for (let count = 2; taken.has(formKey); count += 1) formKey = `${draft.formKey}-${count}`;
  // Without business hours the draft would be invalid, so start with 24/7.
  const hours = hoursOf(business) ? null : { zone: business?.zone ?? 'UTC', weekly: null, holidays: [] };
  return { ...draft, formKey, hours };
}

/** All validation errors of a draft, or of an edit of campaign `id`. */
export async function mistakesOfCampaign(parts: Parts, draft: CampaignDraft, id?: string): Promise<readonly Mistake[]> {
  return checkCampaign(draft, await loadValidationContext(parts, id));
}

export function createCampaign(
  parts: Parts,
  by: Administrator,
  draft: CampaignDraft,
  active: boolean,
): Promise<Saved<CampaignView>> {
  return withAdminLease(parts, async () =>
    create(parts, by, { draft, active, action: 'create' }, await loadValidationContext(parts)),
  );
}

/** `action`: what the audit log calls it. */
export function editCampaign(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  sent: CampaignDraft,
  action: 'edit' | 'activatePolicy' | 'rollBackPolicy' = 'edit',
): Promise<Saved<CampaignView>> {
  return withAdminLease(parts, async () => {
    const before = await storedCampaign(parts, id);
    if (!before) return NOT_FOUND;
    if (before.version !== basedOn) return staleCampaign(parts, before);
    const draft = { ...sent, ...routingPartOf(sent) };
    const around = await loadValidationContext(parts, id);
    const mistakes = checkCampaign(draft, around);
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    if (isSame(draftOf(before), draft)) return { ok: true, saved: await presentCampaign(parts, before) };

    const { consent, policy, hours, outcomes, ...rest } = draft;
    const was = draftOf(before);
    const next: StoredCampaign = {
      ...rest,
      id,
      active: before.active,
      // The call flow isn't edited here.
      ...(before.calls && { calls: before.calls }),
      ...withheldAfter(before, draft.fields),
      survey: surveyAfter(answerable(around.edited), draft.survey ?? []),
      consent: { ...consent, version: before.consent.version + (isSame(was.consent, consent) ? 0 : 1) },
      // Teams, skills and sites are part of the policy: a decision names the version of them all.
      policy: {
        ...policy,
        version: before.policy.version + (isSame(routingPartOf(was), routingPartOf(draft)) ? 0 : 1),
      },
      // A draft ends once it's active.
      ...(before.policyDraft &&
        !isSame(routingPartOf(before.policyDraft), routingPartOf(draft)) && { policyDraft: before.policyDraft }),
      ...(hours && { hours }),
      ...(outcomes && { outcomes }),
      ...nextRevision(parts, basedOn, by),
    };
    return replace(parts, by, before, next, action);
  });
}

/** Keeps a policy that isn't active yet, or discards it with null; one draft per campaign. Nothing that routes reads it. */
export function keepPolicyDraft(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  policyDraft: RoutingPart | null,
): Promise<Saved<CampaignView>> {
  return withAdminLease(parts, async () => {
    const before = await storedCampaign(parts, id);
    if (!before) return NOT_FOUND;
    if (before.version !== basedOn) return staleCampaign(parts, before);
    const { policyDraft: stored, ...without } = before;
    if (!policyDraft && !stored) return { ok: true, saved: await presentCampaign(parts, before) };
    const next = { ...without, ...(policyDraft && { policyDraft }), ...nextRevision(parts, basedOn, by) };
    return replace(parts, by, before, next, policyDraft ? 'draftPolicy' : 'discardPolicyDraft');
  });
}

/** While a campaign is paused, its form says that it isn't available; its leads continue. */
export function setCampaignActive(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  active: boolean,
): Promise<Saved<CampaignView>> {
  return withAdminLease(parts, async () => {
    const before = await storedCampaign(parts, id);
    if (!before) return NOT_FOUND;
    if (before.version !== basedOn) return staleCampaign(parts, before);
    if (before.active === active) return { ok: true, saved: await presentCampaign(parts, before) };
    // What it depends on may have changed while it was paused.
    const around = { ...(await loadValidationContext(parts, id)), asked: null };
    const mistakes = active ? checkCampaign(draftOf(before), around) : [];
    if (mistakes.length > 0) return refuseMistakes(mistakes);
    const next = { ...before, active, ...nextRevision(parts, basedOn, by) };
    return replace(parts, by, before, next, active ? 'activate' : 'pause');
  });
}

/** A copy under another form key, paused until someone reviews it. */
export function duplicateCampaign(
  parts: Parts,
  by: Administrator,
  id: string,
  { formKey, name }: { readonly formKey: string; readonly name: Wording },
): Promise<Saved<CampaignView>> {
  return withAdminLease(parts, async () => {
    const original = await storedCampaign(parts, id);
    if (!original) return NOT_FOUND;
    const copied = draftOf(original);
    const draft = { ...copied, survey: surveyAnew(copied.survey ?? []), formKey, name };
    const around = await loadValidationContext(parts, undefined, id);
    return create(parts, by, { draft, active: false, action: 'duplicate' }, around);
  });
}

/** The campaign as it would be saved, for the form preview. */
export async function previewCampaign(parts: Parts, draft: CampaignDraft): Promise<Campaign> {
  const { consent, policy, hours, outcomes, ...rest } = draft;
  return {
    ...(outcomes && { outcomes }),
    ...rest,
    id: 'preview',
    version: 0,
    active: true,
    consent: { ...consent, version: 0 },
    policy: { ...policy, version: 0 },
    hours: hours ?? hoursOf(await parts.business.get()) ?? { zone: 'UTC', weekly: null, holidays: [] },
  };
}

async function create(
  parts: Parts,
  by: Administrator,
  { draft, active, action }: { readonly draft: CampaignDraft; readonly active: boolean; readonly action: string },
  around: ValidationContext,
): Promise<Saved<CampaignView>> {
  const mistakes = checkCampaign(draft, around);
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  const { consent, policy, hours, outcomes, ...rest } = draft;
  const campaign: StoredCampaign = {
    ...rest,
    id: parts.random.id('camp'),
    active,
    consent: { ...consent, version: 1 },
    policy: { ...policy, version: 1 },
    ...(hours && { hours }),
    ...(outcomes && { outcomes }),
    ...nextRevision(parts, 0, by),
  };
  const added = await withAudit(
    parts,
    { ...auditFields(by, campaign, action), after: auditedOf(campaign) },
    () => parts.campaigns.add(campaign),
    (result) => result === 'added',
  );
  if (added === 'taken') return refuseMistakes([mistake('formKey', 'formKeyTaken')]);
  parts.desk.floorChanged();
  return { ok: true, saved: await presentCampaign(parts, campaign) };
}

async function replace(
  parts: Parts,
  by: Administrator,
  before: StoredCampaign,
  next: StoredCampaign,
  action: string,
): Promise<Saved<CampaignView>> {
  const replaced = await withAudit(
    parts,
    { ...auditFields(by, next, action), ...changedFields(auditedOf(before), auditedOf(next)) },
    () => parts.campaigns.replace(next, before.version),
    (result) => result === 'done',
  );
  if (replaced === 'taken') return refuseMistakes([mistake('formKey', 'formKeyTaken')]);
  if (replaced === 'stale') return staleCampaign(parts, (await storedCampaign(parts, before.id)) ?? before);
  await showOnDesks(parts, next.id);
  return { ok: true, saved: await presentCampaign(parts, next) };
}

function auditFields(by: Administrator, { id, version, changedAt }: StoredCampaign, action: string) {
  const what = { by: by.id, what: 'campaign', subjectId: id, action, version } as const;
  return { ...what, ...(changedAt !== undefined && { at: changedAt }) };
}

export async function storedCampaign(parts: Pick<Parts, 'campaigns'>, id: string): Promise<StoredCampaign | null> {
  return (await parts.campaigns.stored()).find((campaign) => campaign.id === id) ?? null;
}

async function staleCampaign(parts: Parts, now: StoredCampaign): Promise<Failure> {
  return editConflict(parts, now, await presentCampaign(parts, now));
}
