/**
 * Settles audit intents that a crash left open: whether the change was made is read from the document's version, author
 * and time. A change that was made gets its entry; the other intents are dropped.
 */
import type { AuditIntent, AuditIntentQuery } from '../../ports/audit.ts';
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import { storedLaw } from './storedLaw.ts';
import { storedCosts } from './storedCosts.ts';
import { SCORING_SETTING } from '../../ports/scores.ts';
import { storedChoice } from '../score/scoreModel.ts';
import { storedRetention } from '../lead/applyRetention.ts';

/** Longer than a change may take (adminLease.ts); younger intents may still be in progress. */
const OPEN_MS = 30 * SECOND;

/** For the sweep: settles everything that has been open for too long. */
export async function sweepAudit(parts: Parts): Promise<void> {
  await settleAudit(parts, { before: parts.clock.now() - OPEN_MS });
}

export async function settleAudit(parts: Parts, which: AuditIntentQuery): Promise<void> {
  for (const intent of await parts.audit.intended(which)) {
    const { version: _version, ...record } = intent;
    if (await wasApplied(parts, intent)) await parts.audit.add(record);
    await parts.audit.settle(record.id);
  }
}

async function wasApplied(parts: Parts, intent: AuditIntent): Promise<boolean> {
  const { what, subjectId, action, at } = intent;
  switch (what) {
    case 'business':
      return isThisVersionOrLater(await parts.business.get(), intent);
    case 'campaign':
      // A request to the phone network with an unknown result may have succeeded, so it is recorded.
      if (action === 'webhooks') return true;
      return isThisVersionOrLater(withId(await parts.campaigns.stored(), subjectId), intent);
    case 'team':
    case 'skill':
    case 'site': {
      const list = await { team: parts.teams, skill: parts.skills, site: parts.sites }[what].all();
      const named = withId(list, subjectId);
      return action === 'remove' ? named === undefined : isThisVersionOrLater(named, intent);
    }
    case 'person': {
      const user = await parts.users.byId(subjectId);
      if (intent.version !== undefined) return isThisVersionOrLater(user, intent);
      // A password was set through a link, which the same write removed.
      return user?.passwordHash !== undefined && user.link === undefined;
    }
    case 'key': {
      const key = withId(await parts.apiKeys.all(), subjectId);
      return action === 'revoke' ? key?.revokedAt === at : key !== undefined;
    }
    case 'mail':
      // A resent email is due from the time of the request.
      return (await parts.mails.byId(subjectId))?.dueAt === at;
    case 'service':
      return isThisVersionOrLater(
        await (subjectId === SCORING_SETTING ? storedChoice(parts) : storedRetention(parts)),
        intent,
      );
    case 'law':
      return isThisVersionOrLater(await storedLaw(parts), intent);
    case 'costs':
      return isThisVersionOrLater(await storedCosts(parts, subjectId), intent);
    case 'doNotCall':
      return (await parts.doNotCall.byId(subjectId))?.marks.some((mark) => mark.at === at) ?? false;
    case 'lead':
    case 'import':
    case 'erasure':
    case 'dossier':
      return false;
    default:
      return assertNever(what);
  }
}

/** A version with the same number but another author or time is another change. */
function isThisVersionOrLater(thing: Edited | null | undefined, { version = 0, by, at }: AuditIntent): boolean {
  if (!thing) return false;
  if (thing.version !== version) return thing.version > version;
  return thing.changedBy === by && thing.changedAt === at;
}

function withId<T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined {
  return list.find((one) => one.id === id);
}
