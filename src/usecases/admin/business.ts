/** The business settings: viewed, and saved as a whole. Campaigns without their own hours follow them at once. */
import { checkHours, checkPermitted, checkZone } from '../../core/administration/checkHours.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { isSame } from '../../core/vocabulary/isSame.ts';
import { checkOutcomes } from '../../core/administration/checkOutcomes.ts';
import { outcomeChoicesOf, replaceOutcomes, wordsFor } from '../../core/administration/outcomeChoices.ts';
import { checkAwayReasons, checkDeclineReasons } from '../../core/administration/checkReasons.ts';
import { awayReasonsOf, offeredAwayReasons, replaceAwayReasons, wordsForAway } from '../../core/agent/awayReasons.ts';
import type { DeclineReason } from '../../core/agent/declineReasons.ts';
import { isSale } from '../../core/vocabulary/outcomes.ts';
import { answerGoalOf, declineReasonsOf, hoursOf, type Business } from '../../core/administration/business.ts';
import type { StoredBusiness } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { BusinessFields, BusinessView } from '../../shared/admin.ts';
import { showAwayReasons, showOnDesks } from './showOnDesks.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import {
  editConflict,
  namesOf,
  nextRevision,
  refuseMistakes,
  revisionOf,
  type Administrator,
  type Saved,
} from './refusals.ts';

export async function viewBusiness(parts: Parts): Promise<BusinessView | null> {
  const business = await parts.business.get();
  return business && presentBusiness(parts, business);
}

/** `basedOn` is 0 if no settings were saved before. */
export function saveBusiness(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  fields: BusinessFields,
): Promise<Saved<BusinessView>> {
  return withAdminLease(parts, async () => {
    const before = await parts.business.get();
    if (before && before.version !== basedOn) {
      return editConflict(parts, before, await presentBusiness(parts, before));
    }
    const mistakes = await mistakesOfBusiness(parts, fields);
    if (mistakes.length > 0) return refuseMistakes(mistakes);

    const { hours, awayReasons, declineReasons, outcomes: drafts, answerGoal = before?.answerGoal, ...rest } = fields;
    const reasons = declineReasons ? withIds(parts, declineReasons) : before?.declineReasons;
    const away = awayReasons
      ? replaceAwayReasons(awayReasonsOf(before), awayReasons, () => parts.random.id('away'))
      : before?.awayReasons;
    const known = outcomeChoicesOf(before);
    const outcomes = drafts ? replaceOutcomes(known, drafts, (means) => parts.random.id(means)) : before?.outcomes;
    const business: Business = {
      ...rest,
      ...(hours && { hours }),
      ...(away && { awayReasons: away }),
      ...(reasons && { declineReasons: reasons }),
      ...(outcomes && { outcomes }),
      ...(answerGoal && { answerGoal }),
    };
    const wanted = { ...fields, ...listsOf(business), answerGoal: answerGoalOf(business) };
    if (before && isSame(fieldsOf(before), wanted)) return { ok: true, saved: await presentBusiness(parts, before) };
    // If the document was deleted, create it again.
    const next = { ...business, ...nextRevision(parts, before ? basedOn : 0, by) };
    const replaced = await withAudit(
      parts,
      {
        by: by.id,
        what: 'business',
        subjectId: 'business',
        action: before ? 'edit' : 'create',
        ...(before && { before: fieldsOf(before) }),
        after: wanted,
        version: next.version,
        at: next.changedAt,
      },
      () => parts.business.replace(next, before ? basedOn : 0),
      (result) => result === 'done',
    );
    if (replaced === 'stale') {
      const now = await parts.business.get();
      return editConflict(parts, now ?? next, now && (await presentBusiness(parts, now)));
    }
    await showOnDesks(parts);
    if (awayReasons) await showAwayReasons(parts);
    return { ok: true, saved: await presentBusiness(parts, next) };
  });
}

/** Returns all validation errors. Hours that campaigns depend on can't be removed. */
export async function mistakesOfBusiness(parts: Parts, fields: BusinessFields): Promise<readonly Mistake[]> {
  const before = await parts.business.get();
  const outcomes = fields.outcomes ? checkOutcomes(outcomeChoicesOf(before), fields.outcomes) : [];
  const away = fields.awayReasons ? checkAwayReasons(awayReasonsOf(before), fields.awayReasons) : [];
  const offered = fields.awayReasons?.filter(({ isRetired }) => !isRetired) ?? offeredAwayReasons(before);
  const declining = checkDeclineReasons(
    fields.declineReasons ?? [],
    offered.flatMap(({ id }) => id ?? []),
  );
  return [...away, ...declining, ...outcomes, ...(await mistakesOfHours(parts, fields))];
}

async function mistakesOfHours(parts: Parts, fields: BusinessFields): Promise<readonly Mistake[]> {
  const zone = checkZone(fields.zone, 'zone');
  const { hours: chosen, name, country, language, zone: named } = fields;
  const rest = { name, country, language, zone: named };
  // Validate the hours even if the zone is missing.
  const placed = zone.length > 0 ? { ...rest, zone: 'UTC' } : rest;
  const hours = hoursOf({ ...placed, ...(chosen && { hours: chosen }) });
  const following = (await parts.campaigns.stored()).filter((campaign) => campaign.hours === undefined);
  if (!hours) return following.length > 0 ? [...zone, mistake('hours', 'hoursNeeded')] : zone;
  const now = parts.clock.now();
  const mistakes = [...zone, ...checkHours(hours, 'hours', now)];
  if (mistakes.length > 0) return mistakes;
  const permitted = following
    .filter(({ active }) => active)
    .map((each) => checkPermitted(each, hours, 'hours.weekly', now));
  return permitted.find(({ length }) => length > 0) ?? [];
}

/** Gives each reason an ID. Only reasons that mean “away” have an away reason. */
function withIds(parts: Parts, reasons: NonNullable<BusinessFields['declineReasons']>): readonly DeclineReason[] {
  return reasons.map(({ id = parts.random.id('why'), label, means, awayReason = 'break' }) => ({
    id,
    label,
    means,
    ...(means === 'away' && { awayReason }),
  }));
}

function listsOf(business: Business): Required<Pick<BusinessFields, 'outcomes' | 'awayReasons' | 'declineReasons'>> {
  const outcomes = outcomeChoicesOf(business).map((choice) => ({
    ...choice,
    label: wordsFor(choice),
    isRetired: choice.isRetired ?? false,
    ...(isSale(choice.means) && { asksValue: choice.asksValue ?? ('never' as const) }),
  }));
  const awayReasons = awayReasonsOf(business).map((reason) => ({
    ...reason,
    label: wordsForAway(reason),
    isRetired: reason.isRetired ?? false,
  }));
  return { outcomes, awayReasons, declineReasons: declineReasonsOf(business) };
}

function fieldsOf(business: StoredBusiness): Required<BusinessFields> {
  const { name, country, language, zone, hours } = business;
  return {
    ...{ name, country, language, zone, hours: hours ?? null },
    ...listsOf(business),
    answerGoal: answerGoalOf(business),
  };
}

async function presentBusiness(parts: Parts, business: StoredBusiness): Promise<BusinessView> {
  return { ...fieldsOf(business), ...revisionOf(business, await namesOf(parts, [business])) };
}
