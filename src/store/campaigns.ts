/** Campaigns: a form's fields, wording, hours, script and policy, as data. */
import { Schema, type Connection } from 'mongoose';
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
    active: Boolean,
  },
  SCHEMA_OPTIONS,
).index({ formKey: 1 }, { unique: true });

export function campaignStore(connection: Connection): CampaignStore {
  const campaigns = modelOf(connection, 'Campaign', CAMPAIGN_SCHEMA, 'campaigns');
  const many = async (filter: Record<string, unknown>): Promise<readonly Campaign[]> =>
    (await guarded(() => campaigns.find(filter).sort({ _id: 1 }).lean().exec())).map(campaignOf);

  return {
    byId: async (id) => (await many({ _id: id }))[0] ?? null,
    byFormKey: async (formKey) => (await many({ formKey }))[0] ?? null,
    all: () => many({}),
    async save({ id, ...fields }) {
      await guarded(() => campaigns.replaceOne({ _id: id }, { _id: id, ...fields }, { upsert: true }).exec());
    },
  };
}

// `weekly: null` means open round the clock; reading leaves nulls out.
function campaignOf(document: unknown): Campaign {
  const campaign = toPlain<Campaign & { hours: Omit<OpeningHours, 'weekly'> & Partial<Pick<OpeningHours, 'weekly'>> }>(
    document,
  );
  return { ...campaign, hours: { ...campaign.hours, weekly: campaign.hours.weekly ?? null } };
}
