/** The business and its campaigns, teams, skills and sites. */
import type { Business } from '../core/administration/business.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import type { OpeningHours } from '../core/vocabulary/hours.ts';
import type { Edited, Replaced } from './basics.ts';

/** A campaign as stored: without its own hours it uses the business's. */
export type StoredCampaign = Omit<Campaign, 'hours' | 'version' | 'model' | 'law'> & {
  readonly hours?: OpeningHours;
} & Edited;

export interface CampaignStore {
  byId(id: string): Promise<Campaign | null>;
  byFormKey(formKey: string): Promise<Campaign | null>;
  all(): Promise<readonly Campaign[]>;
  save(campaign: Campaign): Promise<void>;
  /** What campaigns are read with has changed. */
  reread(): void;
  stored(): Promise<readonly StoredCampaign[]>;
  /** `taken` if another campaign has the form key. */
  add(campaign: StoredCampaign): Promise<'added' | 'taken'>;
  replace(campaign: StoredCampaign, basedOn: number): Promise<Replaced | 'taken'>;
}

export type StoredBusiness = Business & Edited;

export interface BusinessStore {
  get(): Promise<StoredBusiness | null>;
  /** From this node's memory, up to a second old. */
  known(): Promise<StoredBusiness | null>;
  /** `basedOn` is 0 if none is stored yet. */
  replace(business: StoredBusiness, basedOn: number): Promise<Replaced>;
}

/** A team, a skill or a site. */
export interface NamedItem extends Edited {
  readonly id: string;
  readonly name: string;
}

export interface NamedItemStore {
  all(): Promise<readonly NamedItem[]>;
  /** `taken` if another item has the name. */
  add(named: NamedItem): Promise<'added' | 'taken'>;
  replace(named: NamedItem, basedOn: number): Promise<Replaced | 'taken'>;
  remove(id: string): Promise<boolean>;
}
