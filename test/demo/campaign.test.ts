/** An administrator could have created the demo’s campaign. */
import { expect, test } from '@jest/globals';
import { checkCampaign } from '../../src/core/administration/checkCampaign.ts';
import { AGENT_OUTCOMES } from '../../src/core/vocabulary/outcomes.ts';
import { DEMO_CAMPAIGN } from '../../src/demo/campaign.ts';

test('[W2] changing one thing of the demo’s campaign finds no mistake that was there before', () => {
  const around = {
    now: Date.UTC(2026, 2, 2),
    businessHours: null,
    teams: [],
    skills: [],
    sites: [],
    agents: [],
    personIds: [],
    formKeys: [],
    calls: DEMO_CAMPAIGN.calls ?? null,
    asked: null,
  };
  expect(checkCampaign({ ...DEMO_CAMPAIGN, outcomes: AGENT_OUTCOMES }, { ...around, edited: null })).toEqual([]);
});
