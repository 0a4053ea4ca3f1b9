/**
 * A campaign's routing policy on its own: who gets its leads, in which order, for how long. It is part of the campaign's
 * document, so one write saves it and one audit entry records it; earlier versions are read back from those entries. A
 * draft is kept beside the policy and decides nothing until it is activated.
 */
import { routingPartOf, type RoutingPart } from '../../core/administration/campaign.ts';
import { undoChange } from '../../core/administration/changedFields.ts';
import { readPolicy, type Policy } from '../../core/routing/policy.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import type { AuditRecord } from '../../ports/audit.ts';
import type { Page } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import type { RoutingPolicyView } from '../../shared/admin.ts';
import { editCampaign, keepPolicyDraft, storedCampaign } from './campaigns.ts';
import { draftOf } from './presentCampaign.ts';
import { namesOf, revisionOf, type Administrator, type Saved } from './refusals.ts';
import { loadWarnings } from './routingWarnings.ts';

const NOT_FOUND = failure('not-found', 'Campaign not found.');
/** How many changes of the campaign are searched for earlier versions. */
const CHANGES_READ = 200;

export async function viewRoutingPolicy(parts: Parts, id: string): Promise<RoutingPolicyView | null> {
  const campaign = await storedCampaign(parts, id);
  if (!campaign) return null;
  const { policyDraft } = campaign;
  const active = draftOf(campaign);
  const current = { ...routingPartOf(active), policyVersion: campaign.policy.version };
  const warn = await loadWarnings(parts, campaign);
  return {
    ...current,
    ...revisionOf(campaign, await namesOf(parts, [campaign])),
    draft: policyDraft ?? null,
    warnings: warn(active),
    draftWarnings: policyDraft ? warn({ ...active, ...routingPartOf(policyDraft) }) : [],
    history: await historyOf(parts, id, current),
  };
}

type Version = RoutingPart & { readonly policyVersion: number };

async function historyOf(parts: Parts, id: string, current: Version): Promise<RoutingPolicyView['history']> {
  const versions: { readonly version: Version; readonly activated: AuditRecord }[] = [];
  for await (const { version, activated } of versionsOf(parts, id, current, CHANGES_READ))
    if (activated) versions.push({ version, activated });
  const names = await parts.users.names(versions.map(({ activated }) => activated.by));
  return versions.map(({ version, activated }) => {
    const { version: _version, ...policy } = policyOf(version);
    const activatedBy = names.get(activated.by) ?? null;
    const { policyVersion } = version;
    return { ...routingPartOf({ ...version, policy }), policyVersion, activatedAt: activated.at, activatedBy };
  });
}

/** The policy of each version that was in force at some moment since `since`, by its number. */
export async function policiesSince(
  parts: Pick<Parts, 'campaigns' | 'audit'>,
  id: string,
  since: Moment,
): Promise<ReadonlyMap<number, Policy>> {
  const campaign = await storedCampaign(parts, id);
  const policies = new Map<number, Policy>();
  if (!campaign) return policies;
  const current = { ...routingPartOf(draftOf(campaign)), policyVersion: campaign.policy.version };
  for await (const { version, activated } of versionsOf(parts, id, current)) {
    policies.set(version.policyVersion, policyOf(version));
    // A node may have routed by the version before for a while.
    if (activated && activated.at < since - MINUTE) break;
  }
  return policies;
}

function policyOf({ policy, policyVersion }: Version): Policy {
  return readPolicy({ ...policy, version: policyVersion });
}

/**
 * The versions, newest first, each with the change that activated it: undoes the recorded changes one by one, and each
 * change of the version ends the one before. The oldest may have no such change in the audit log. `most`: how many
 * changes are read.
 */
async function* versionsOf(
  parts: Pick<Parts, 'audit'>,
  id: string,
  current: Version,
  most = Infinity,
): AsyncGenerator<{ readonly version: Version; readonly activated?: AuditRecord }> {
  let version: Partial<Version> & object = current;
  let cursor: string | null = null;
  let read = 0;
  do {
    const page: Page<AuditRecord> = await parts.audit.list({
      ...{ what: 'campaign', subjectId: id, limit: CHANGES_READ },
      ...(cursor !== null && { cursor }),
    });
    for (const change of page.items) {
      const before = undoChange(version, change) as Partial<Version>;
      if (before.policyVersion === version.policyVersion) continue;
      yield { version: version as Version, activated: change };
      version = before;
      // Before it was created.
      if (version.policyVersion === undefined) return;
    }
    read += page.items.length;
    cursor = page.next;
  } while (cursor !== null && read < most);
  yield { version: version as Version };
}

/** Activates the policy, or keeps it as the draft. A draft may be incomplete; activation checks it. */
export async function saveRoutingPolicy(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  { activate, ...part }: RoutingPart & { readonly activate: boolean },
): Promise<Saved<RoutingPolicyView>> {
  const saved = activate
    ? await activatePolicy(parts, by, id, basedOn, part, 'activatePolicy')
    : await keepPolicyDraft(parts, by, id, basedOn, part);
  return saved.ok ? viewSaved(parts, id) : saved;
}

export async function discardPolicyDraft(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
): Promise<Saved<RoutingPolicyView>> {
  const saved = await keepPolicyDraft(parts, by, id, basedOn, null);
  return saved.ok ? viewSaved(parts, id) : saved;
}

/** Activates an earlier version again, as a new version. */
export async function rollBackPolicy(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  to: number,
): Promise<Saved<RoutingPolicyView>> {
  const view = await viewRoutingPolicy(parts, id);
  if (!view) return NOT_FOUND;
  const earlier = view.history.find(({ policyVersion }) => policyVersion === to);
  if (!earlier) return failure('not-found', 'This version of the policy is no longer in the audit log.');
  const saved = await activatePolicy(parts, by, id, basedOn, routingPartOf(earlier), 'rollBackPolicy');
  return saved.ok ? viewSaved(parts, id) : saved;
}

async function viewSaved(parts: Parts, id: string): Promise<Saved<RoutingPolicyView>> {
  const view = await viewRoutingPolicy(parts, id);
  return view ? { ok: true, saved: view } : NOT_FOUND;
}

async function activatePolicy(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  part: RoutingPart,
  action: 'activatePolicy' | 'rollBackPolicy',
) {
  const campaign = await storedCampaign(parts, id);
  return campaign
    ? editCampaign(parts, by, id, basedOn, { ...draftOf(campaign), ...routingPartOf(part) }, action)
    : NOT_FOUND;
}
