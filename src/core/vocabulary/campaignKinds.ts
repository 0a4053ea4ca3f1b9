/** What a campaign's calls are for. The law exempts some kinds from the national do-not-call registry (law/exemptions.ts). */
export const CAMPAIGN_KINDS = ['sales', 'charity', 'political', 'survey'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];
