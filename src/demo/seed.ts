/**
 * Fills an empty demo once: the campaign, the people, and a past day of leads (playStory.ts). A later start finds the
 * mark and changes nothing. Ids are fixed, so an interrupted start continues where it stopped.
 */
import type { Agent } from '../core/agent/agent.ts';
import { factsOf } from '../core/lead/facts.ts';
import { DAY, HOUR, type Moment } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import { auditedOf } from '../usecases/admin/presentCampaign.ts';
import { recordAudit } from '../usecases/admin/recordAudit.ts';
import { DEMO_BUSINESS, DEMO_CAMPAIGN } from './campaign.ts';
import { DEMO_INFO, DEMO_PEOPLE } from './people.ts';
import { STORIES } from './prospects.ts';
import { playStory } from './playStory.ts';

const SEEDED = 'demoSeeded';
const CREATOR = 'user_admin';
const BEFORE_STORIES_MS = 2 * DAY;

export async function seedDemo(parts: Parts): Promise<void> {
  if (await parts.settings.get<boolean>(SEEDED)) return;
  const start = parts.clock.now();
  await Promise.all([
    addCampaign(parts, start),
    parts.business.replace(DEMO_BUSINESS, 0),
    addPeople(parts, start),
    ...playAll(start).map(async ({ inquiry, change, decisions }) => {
      const created = await parts.leads.create(change);
      // The figures of the day count facts.
      if (created.kind === 'done') parts.facts.add(factsOf(change.lead, created.loaded.history));
      await parts.inquiries.add(inquiry);
      for (const decision of decisions) await parts.decisions.put(decision);
    }),
  ]);
  await parts.settings.set(SEEDED, true);
}

/** Its creation is in the audit log, like that of any campaign: the versions of its policy are read back from there. */
async function addCampaign(parts: Parts, start: Moment): Promise<void> {
  await recordAudit(parts, {
    ...{ by: CREATOR, what: 'campaign', subjectId: DEMO_CAMPAIGN.id, action: 'create', version: DEMO_CAMPAIGN.version },
    ...{ after: auditedOf(DEMO_CAMPAIGN), at: start - BEFORE_STORIES_MS },
  });
  await parts.campaigns.save(DEMO_CAMPAIGN);
}

/** In order, because who has been idle longest depends on who served last. */
function playAll(start: Moment) {
  let agents: readonly Agent[] = agentsAt(start - BEFORE_STORIES_MS, { presence: 'available', reach: 'reachable' });
  return STORIES.map((story, index) => {
    const played = playStory(story, {
      id: `inq_demo_${index + 1}`,
      at: start - Math.round(story.hoursAgo * HOUR),
      start,
      agents,
    });
    agents = agents.map((agent) => (agent.id === played.servedBy ? { ...agent, idleSince: played.endedAt } : agent));
    return played;
  });
}

async function addPeople(parts: Parts, start: Moment): Promise<void> {
  // One hash for all: hashing is slow on purpose, and this password is public.
  const passwordHash = await parts.passwords.hash(DEMO_INFO.password);
  for (const { speaks, ...person } of DEMO_PEOPLE) {
    const agent = speaks && { teamIds: [], languages: speaks, skills: {}, capacity: 1 };
    await parts.users.add({ ...person, passwordHash, active: true, ...(agent && { agent }) }, start);
  }
  for (const agent of agentsAt(start, { presence: 'offline', reach: 'absent' })) await parts.agents.save(agent);
}

function agentsAt(at: Moment, state: Pick<Agent, 'presence' | 'reach'>): readonly Agent[] {
  return DEMO_PEOPLE.flatMap(({ id, name, speaks }) =>
    speaks
      ? [
          {
            id,
            name,
            teamIds: [],
            languages: speaks,
            skills: {},
            capacity: 1,
            ...state,
            presenceAt: at,
            reachAt: at,
            idleSince: at,
            missedInRow: 0,
          },
        ]
      : [],
  );
}
