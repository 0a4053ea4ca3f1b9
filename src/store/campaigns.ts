/** Campaigns: a form's fields, wording, hours, script and policy, as data. */
import { Schema, type Connection } from 'mongoose';
import type { CallFlow } from '../core/call/flow.ts';
import type { Campaign, OpeningHours } from '../core/campaign.ts';
import type { CampaignStore } from '../ports.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { guarded, toPlain } from './plain.ts';

const CAMPAIGN_SCHEMA = new Schema(
  {
    _id: String,
    version: Number,
    name: Schema.Types.Mixed,
    formKey: String,
    language: String,
    country: String,
    contactBy: String,
    interests: [Schema.Types.Mixed],
    fields: [Schema.Types.Mixed],
    consent: Schema.Types.Mixed,
    embedOrigins: [String],
    hours: Schema.Types.Mixed,
    teamIds: [String],
    skills: [String],
    bonusSeconds: Number,
    script: Schema.Types.Mixed,
    policy: Schema.Types.Mixed,
    cadence: Schema.Types.Mixed,
    calls: { type: Schema.Types.Mixed, default: undefined },
    active: Boolean,
  },
  SCHEMA_OPTIONS,
).index({ formKey: 1 }, { unique: true });

const KEPT_MS = 1000;

export function campaignStore(connection: Connection): CampaignStore {
  const campaigns = modelOf(connection, 'Campaign', CAMPAIGN_SCHEMA, 'campaigns');
  const many = async (filter: Record<string, unknown>): Promise<readonly Campaign[]> =>
    (await guarded(() => campaigns.find(filter).sort({ _id: 1 }).lean().exec())).map(campaignOf);

  // Every decision about a lead asks for its campaign; all of them together are few and change rarely. A change on this
  // node counts at once, one on another node within the time kept.
  let known: { readonly campaigns: Promise<readonly Campaign[]>; readonly until: number } | null = null;
  const all = (): Promise<readonly Campaign[]> => {
    if (known && performance.now() < known.until) return known.campaigns;
    const campaigns = many({});
    known = { campaigns, until: performance.now() + KEPT_MS };
    // A store that is away is asked again by the next question.
    campaigns.catch(() => (known = null));
    return campaigns;
  };

  return {
    byId: async (id) => (await all()).find((campaign) => campaign.id === id) ?? null,
    byFormKey: async (formKey) => (await all()).find((campaign) => campaign.formKey === formKey) ?? null,
    all,
    async save({ id, ...fields }) {
      await guarded(() => campaigns.replaceOne({ _id: id }, { _id: id, ...fields }, { upsert: true }).exec());
      known = null;
    },
  };
}

// `weekly: null` means open round the clock, and null in a call flow means without; reading leaves nulls out.
function campaignOf(document: unknown): Campaign {
  const campaign = toPlain<Campaign & { hours: Omit<OpeningHours, 'weekly'> & Partial<Pick<OpeningHours, 'weekly'>> }>(
    document,
  );
  return {
    ...campaign,
    hours: { ...campaign.hours, weekly: campaign.hours.weekly ?? null },
    ...(campaign.calls && { calls: flowOf(campaign.calls) }),
  };
}

function flowOf(stored: CallFlow): CallFlow {
  const { message, recording, textBack, line } = stored as Partial<CallFlow> & Pick<CallFlow, 'line'>;
  return {
    ...stored,
    line: { ...line, music: (line as Partial<CallFlow['line']>).music ?? null },
    message: message ?? null,
    recording: recording ?? null,
    textBack: textBack ?? null,
  };
}
