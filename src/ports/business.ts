/** The business and its campaigns, teams and skills. */
import type { Business } from '../core/administration/business.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import type { OpeningHours } from '../core/vocabulary/hours.ts';
import type { Edited, Replaced } from './basics.ts';

/** A campaign as it is kept: without hours of its own it has the business's. */
export type StoredCampaign = Omit<Campaign, 'hours' | 'version'> & { readonly hours?: OpeningHours } & Edited;

export interface CampaignStore {
  byId(id: string): Promise<Campaign | null>;
  byFormKey(formKey: string): Promise<Campaign | null>;
  all(): Promise<readonly Campaign[]>;
  save(campaign: Campaign): Promise<void>;
  stored(): Promise<readonly StoredCampaign[]>;
  /** `taken` when another campaign has the form key. */
  add(campaign: StoredCampaign): Promise<'added' | 'taken'>;
  replace(campaign: StoredCampaign, basedOn: number): Promise<Replaced | 'taken'>;
}

export type StoredBusiness = Business & Edited;

export interface BusinessStore {
  get(): Promise<StoredBusiness | null>;
  /** As this node remembers it, and so perhaps a second old. */
  known(): Promise<StoredBusiness | null>;
  /** Based on 0: there is none yet. */
  replace(business: StoredBusiness, basedOn: number): Promise<Replaced>;
}

/** A team or a skill. */
export interface Named extends Edited {
  readonly id: string;
  readonly name: string;
}

export interface NamedStore {
  all(): Promise<readonly Named[]>;
  /** `taken` when another one has the name. */
  add(named: Named): Promise<'added' | 'taken'>;
  replace(named: Named, basedOn: number): Promise<Replaced | 'taken'>;
  remove(id: string): Promise<boolean>;
}
