/**
 * Campaigns: a form's fields, wording, hours, script and policy, as data. A campaign without its own hours is returned
 * with the business's, so that every decision has hours.
 */
import { Schema, type Connection } from 'mongoose';
import type { CallFlow } from '../core/call/flow.ts';
import { hoursOf } from '../core/administration/business.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import { DEFAULT_SLOT_SHARE } from '../core/callback/capacityAt.ts';
import type { ScoreModel } from '../core/score/model.ts';
import type { LawTable } from '../core/law/lawTable.ts';
import { readPolicy } from '../core/routing/policy.ts';
import type { CampaignKind } from '../core/vocabulary/campaignKinds.ts';
import type { OpeningHours } from '../core/vocabulary/hours.ts';
import type { Edited } from '../ports/basics.ts';
import type { BusinessStore, CampaignStore, StoredBusiness, StoredCampaign } from '../ports/business.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { keep, type Notices } from './notices.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

const CAMPAIGN_SCHEMA = new Schema(
  {
    _id: String,
    version: Number,
    changedAt: Date,
    changedBy: String,
    name: Schema.Types.Mixed,
    formKey: String,
    language: String,
    country: String,
    contactBy: String,
    kind: { type: String },
    interests: [Schema.Types.Mixed],
    fields: [Schema.Types.Mixed],
    withheldFields: { type: [String], default: undefined },
    consent: Schema.Types.Mixed,
    embedOrigins: [String],
    hours: Schema.Types.Mixed,
    teamIds: [String],
    skills: Schema.Types.Mixed,
    siteIds: { type: [String], default: undefined },
    bonusSeconds: Number,
    script: Schema.Types.Mixed,
    scriptSteps: { type: [Schema.Types.Mixed], default: undefined },
    objections: { type: [Schema.Types.Mixed], default: undefined },
    survey: { type: [Schema.Types.Mixed], default: undefined },
    scoring: { type: Schema.Types.Mixed, default: undefined },
    policy: Schema.Types.Mixed,
    cadence: Schema.Types.Mixed,
    callsPerSlot: Number,
    slotShare: Number,
    calls: { type: Schema.Types.Mixed, default: undefined },
    outcomes: { type: [String], default: undefined },
    active: Boolean,
    policyDraft: { type: Schema.Types.Mixed, default: undefined },
  },
  SCHEMA_OPTIONS,
).index({ formKey: 1 }, { unique: true });

const BUSINESS_SCHEMA = new Schema(
  {
    _id: String,
    version: Number,
    changedAt: Date,
    changedBy: String,
    name: String,
    country: String,
    language: String,
    zone: String,
    hours: Schema.Types.Mixed,
    outcomes: Schema.Types.Mixed,
    awayReasons: Schema.Types.Mixed,
    declineReasons: Schema.Types.Mixed,
    answerGoal: Schema.Types.Mixed,
  },
  SCHEMA_OPTIONS,
);

/** There is one business, under one identifier. */
const BUSINESS = 'business';
/** Nothing is set yet: a campaign seeded without hours is always open rather than never. */
const ALWAYS: OpeningHours = { zone: 'UTC', weekly: null, holidays: [] };

export interface CampaignStores {
  readonly campaigns: CampaignStore;
  readonly business: BusinessStore;
}

/** Created together: cached campaigns include the business's hours and are read with it. */
export function campaignStores(
  connection: Connection,
  notices: Notices,
  readModel: () => Promise<ScoreModel | null>,
  readLaw: () => Promise<LawTable | null>,
): CampaignStores {
  const campaigns = modelOf(connection, 'Campaign', CAMPAIGN_SCHEMA, 'campaigns');
  const businesses = modelOf(connection, 'Business', BUSINESS_SCHEMA, 'business');

  const stored = async (): Promise<readonly StoredCampaign[]> =>
    (await runGuarded(() => campaigns.find({}).sort({ _id: 1 }).lean().exec())).map(storedOf);
  const readBusiness = async (): Promise<StoredBusiness | null> => {
    const document = await runGuarded(() => businesses.findOne({ _id: BUSINESS }).lean().exec());
    return document ? businessOf(document) : null;
  };
  const resolved = async (): Promise<{ campaigns: readonly Campaign[]; business: StoredBusiness | null }> => {
    const [list, business, model, law] = await Promise.all([stored(), readBusiness(), readModel(), readLaw()]);
    const hours = hoursOf(business) ?? ALWAYS;
    return {
      business,
      campaigns: list.map(({ changedAt: _at, changedBy: _by, ...campaign }) => ({
        hours,
        ...campaign,
        ...(model && { model }),
        ...(law && { law }),
      })),
    };
  };

  // Every decision about a lead needs its campaign; campaigns are few and rarely change.
  const kept = keep(notices, 'directory', resolved);
  const all = async () => (await kept.get()).campaigns;
  const forgetting = async <T>(write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } finally {
      kept.forget();
      notices.raise('directory');
    }
  };

  return {
    campaigns: {
      byId: async (id) => (await all()).find((campaign) => campaign.id === id) ?? null,
      byFormKey: async (formKey) => (await all()).find((campaign) => campaign.formKey === formKey) ?? null,
      all,
      stored,
      reread() {
        kept.forget();
        notices.raise('directory');
      },
      async save({ id, ...fields }) {
        await forgetting(
          runGuarded(() => campaigns.replaceOne({ _id: id }, { _id: id, ...fields }, { upsert: true }).exec()),
        );
      },
      async add({ id, ...fields }) {
        const result = await forgetting(runGuardedClaim(() => campaigns.create([{ _id: id, ...fields }])));
        return isDuplicate(result) ? 'taken' : 'added';
      },
      async replace({ id, ...fields }, basedOn) {
        const result = await forgetting(
          runGuardedClaim(() => campaigns.replaceOne({ _id: id, version: basedOn }, { _id: id, ...fields }).exec()),
        );
        if (isDuplicate(result)) return 'taken';
        return result.matchedCount > 0 ? 'done' : 'stale';
      },
    },
    business: {
      get: readBusiness,
      known: async () => (await kept.get()).business,
      async replace(business, basedOn) {
        const document = { _id: BUSINESS, ...business };
        if (basedOn === 0) {
          const result = await forgetting(runGuardedClaim(() => businesses.create([document])));
          return isDuplicate(result) ? 'stale' : 'done';
        }
        const { matchedCount } = await forgetting(
          runGuarded(() => businesses.replaceOne({ _id: BUSINESS, version: basedOn }, document).exec()),
        );
        return matchedCount > 0 ? 'done' : 'stale';
      },
    },
  };
}

type Weekly = Pick<OpeningHours, 'weekly'>;
/** `weekly: null` means open around the clock, and null in a call flow means disabled; reading omits nulls. */
type Read<T> = Omit<T, 'weekly'> & Partial<Weekly>;

function storedOf(document: unknown): StoredCampaign {
  const { hours, calls, callsPerSlot, slotShare, kind, ...campaign } = toPlain<
    Omit<StoredCampaign, 'hours' | 'callsPerSlot' | 'slotShare' | 'kind'> & {
      hours?: Read<OpeningHours>;
      callsPerSlot?: number;
      slotShare?: number;
      kind?: CampaignKind;
    }
  >(document);
  return {
    ...campaign,
    policy: readPolicy(campaign.policy),
    kind: kind ?? 'sales',
    // Campaigns of earlier versions don't offer times, and have no kind.
    callsPerSlot: callsPerSlot ?? 0,
    slotShare: slotShare ?? DEFAULT_SLOT_SHARE,
    ...(hours && { hours: { ...hours, weekly: hours.weekly ?? null } }),
    ...(calls && { calls: flowOf(calls) }),
  };
}

function flowOf(stored: CallFlow): CallFlow {
  const { message, recording, textBack, line, numberSources } = stored as Partial<CallFlow> & Pick<CallFlow, 'line'>;
  return {
    ...stored,
    line: { ...line, music: (line as Partial<CallFlow['line']>).music ?? null },
    // Campaigns of earlier versions have one number without a source, or several.
    numberSources: numberSources ?? [],
    message: message ?? null,
    recording: recording ?? null,
    textBack: textBack ?? null,
  };
}

function businessOf(document: unknown): StoredBusiness {
  const {
    id: _id,
    hours,
    ...business
  } = toPlain<
    Omit<StoredBusiness, 'hours'> & Edited & { id: string; hours?: Read<NonNullable<StoredBusiness['hours']>> }
  >(document);
  return { ...business, ...(hours && { hours: { ...hours, weekly: hours.weekly ?? null } }) };
}
