/** The context of a decision about a lead: its campaign's policy and hours, and the do-not-call list. */
import { PlainError } from '../../core/vocabulary/errors.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { currencyOf } from '../../core/administration/costs.ts';
import type { Context } from '../../core/lead/step.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

export async function campaignOf(parts: Parts, campaignId: string): Promise<Campaign> {
  const campaign = await parts.campaigns.byId(campaignId);
  if (!campaign) throw new PlainError(`a lead belongs to campaign ${campaignId}, which does not exist`);
  return campaign;
}

/** ISO 4217: of the business, and before it is set up, of the campaign. */
export async function currencyFor(parts: Parts, campaign: Pick<Campaign, 'country'> | undefined): Promise<string> {
  return currencyOf((await parts.business.known())?.country ?? campaign?.country ?? 'US');
}

/**
 * The context for a lead of this campaign. One read of the database has what the law asks about the number: its entry on
 * the do-not-call list, and the attempts of all of its leads. A proposal, which is checked again at the contact, may use
 * what this node read within `maxAgeMs`. The national registry is local.
 */
export async function contextOf(
  parts: Parts,
  campaign: Campaign,
  tel: string | undefined,
  maxAgeMs = 0,
): Promise<Context> {
  const context = contextWithoutLists(parts, campaign);
  if (tel === undefined) return context;
  const registry = parts.registry.statusOf(tel, context.now);
  const { doNotCallSince, attempts } = await parts.numbers.forContact(tel, context.now, maxAgeMs);
  return { ...context, registry, doNotCallSince, numberAttempts: attempts };
}

/**
 * Beyond this, a call could come at an hour that the law forbids (O45). Routing stops much earlier (T1), by the order of
 * events alone.
 */
const CLOCK_DOUBT_MS = MINUTE;

function isClockInDoubt({ clock }: Pick<Parts, 'clock'>): boolean {
  return Math.abs(clock.offset()) > CLOCK_DOUBT_MS;
}

/** For decisions that contact no one, such as the events in `ASKS_NO_LIST`. */
export function contextWithoutLists(parts: Pick<Parts, 'clock'>, campaign: Campaign): Context {
  return {
    now: parts.clock.now(),
    policy: campaign.policy,
    cadence: campaign.cadence,
    hours: campaign.hours,
    contactBy: campaign.contactBy,
    campaignKind: campaign.kind,
    ...(campaign.law && { law: campaign.law }),
    bonusSeconds: campaign.bonusSeconds,
    ...(campaign.scoring && { scoring: campaign.scoring }),
    ...(campaign.model && { model: { learned: campaign.model, fields: campaign.fields } }),
    ...(campaign.calls && { lineMs: campaign.calls.line.maxWaitMs }),
    doNotCallSince: null,
    ...(isClockInDoubt(parts) && { isClockInDoubt: true }),
  };
}
