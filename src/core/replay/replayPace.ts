/** The speed budgets during a replay, from what has become of its leads so far: a replayed day burns by its own figures. */
import { pacedBy, speedBudgetOf, BUDGET_HOUR_MS } from '../routing/speedBudget.ts';
import type { RoutingCampaign } from '../routing/routeFor.ts';
import type { Moment } from '../vocabulary/time.ts';

interface ReplayedLead {
  readonly arrivedAt: Moment;
  talkedAt?: Moment;
}

export class ReplayPace {
  /** By campaign, by arrival. */
  readonly #leads = new Map<string, ReplayedLead[]>();

  /** A lead that arrives; what is returned takes its conversation. */
  arrive(campaignId: string, arrivedAt: Moment): ReplayedLead {
    const lead: ReplayedLead = { arrivedAt };
    const known = this.#leads.get(campaignId);
    if (known) known.push(lead);
    else this.#leads.set(campaignId, [lead]);
    return lead;
  }

  /** The campaign as routing uses it at `now`. */
  paced(campaign: RoutingCampaign, now: Moment): RoutingCampaign {
    const { id, policy } = campaign;
    if (!policy.speed) return campaign;
    const leads = this.#leads.get(id) ?? [];
    const first = leads.findIndex(({ arrivedAt }) => arrivedAt > now - BUDGET_HOUR_MS);
    leads.splice(0, first < 0 ? leads.length : first);
    const { burn } = speedBudgetOf(leads, policy.speed, now);
    const paced = pacedBy(policy, burn);
    return paced === policy ? campaign : { ...campaign, policy: paced };
  }
}
