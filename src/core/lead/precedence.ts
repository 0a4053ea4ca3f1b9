/** What puts a waiting lead before others: the bonus that counts as waiting, on entering the queue and while it waits. */
import { bonusMsOf } from '../routing/policy.ts';
import { DAY, MINUTE, SECOND, type Moment } from '../vocabulary/time.ts';
import { isOnlyImported } from './imported.ts';
import type { Lead, Wait } from './lead.ts';
import type { Context } from './step.ts';

/** F61: behind everyone who asked for a call themselves, however long it waits. */
const NOT_ASKED_MS = -7 * DAY;

/** P50: people who can't be called after that go first, or they'd wait until tomorrow. */
const ENDING_MS = 30 * MINUTE;

type Ranking = Pick<Context, 'policy' | 'bonusSeconds'>;

/** The bonus of a lead that enters the queue now. */
export function bonusOf(lead: Lead, { bonusSeconds, policy }: Ranking): number {
  if (isOnlyImported(lead) && !lead.liveCall && lead.promise?.why !== 'agreed') return NOT_ASKED_MS;
  const { score, promise, liveCall } = lead;
  return bonusMsOf(policy, { bonusSeconds, score, isPromised: promise !== undefined, isCall: liveCall !== undefined });
}

/** P50: where the priority counts from when the law permits a call until `until`; absent if nothing ends it. */
export function rankedBeforeEnd(rankedFrom: Moment, until: Moment | undefined): Moment {
  return until === undefined ? rankedFrom : Math.min(rankedFrom, until - ENDING_MS);
}

/** P33: a late promise gets the bonus for promises once more. */
export function lateBonusMs({ policy }: Pick<Ranking, 'policy'>): number {
  return policy.bonusSeconds.promise * SECOND;
}

/** A live call raises the lead's priority to at least the policy's bonus, once. */
export function withLiveCallBonus(wait: Wait, { score }: Lead, { policy, bonusSeconds }: Ranking): Wait {
  const bonusMs = bonusMsOf(policy, { bonusSeconds, score, isPromised: false, isCall: true });
  return { ...wait, bonusMs: Math.max(wait.bonusMs, bonusMs) };
}

/** R131, R132: a lead that waits, with the bonus of what is known of it now. It keeps the start of its wait. */
export function rankedAgain(lead: Lead, context: Ranking): Lead {
  if (!('wait' in lead)) return lead;
  const bonusMs = bonusOf(lead, context) + (lead.promise?.isLate ? lateBonusMs(context) : 0);
  return bonusMs === lead.wait.bonusMs ? lead : { ...lead, wait: { ...lead.wait, bonusMs } };
}
