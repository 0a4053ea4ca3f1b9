/** The sections of a campaign, and the section of each field. Add a new section here and in the editor. */
export const SECTIONS = [
  'basics',
  'form',
  'consent',
  'hours',
  'people',
  'timing',
  'scoring',
  'callbacks',
  'script',
  'survey',
  'outcomes',
  'share',
] as const;
export type Section = (typeof SECTIONS)[number];

const BY_FIELD: Readonly<Record<string, Section>> = {
  interests: 'form',
  fields: 'form',
  consent: 'consent',
  hours: 'hours',
  teamIds: 'people',
  skills: 'people',
  siteIds: 'people',
  policy: 'timing',
  bonusSeconds: 'timing',
  scoring: 'scoring',
  cadence: 'callbacks',
  callsPerSlot: 'callbacks',
  slotShare: 'callbacks',
  script: 'script',
  scriptSteps: 'script',
  objections: 'script',
  survey: 'survey',
  outcomes: 'outcomes',
  embedOrigins: 'share',
};

/** Fields without another section are among the basics. */
export function sectionOf(path: string): Section {
  return BY_FIELD[path.split('.')[0] ?? ''] ?? 'basics';
}

/** The section with this name; the first one if there is none. */
export function findSection(name: string): Section {
  return SECTIONS.find((section) => section === name) ?? 'basics';
}

/** The number of mistakes by section; sections without mistakes are absent. */
export function mistakesBySection(mistakes: Readonly<Record<string, string>>): Partial<Record<Section, number>> {
  const counts: Partial<Record<Section, number>> = {};
  for (const path of Object.keys(mistakes)) counts[sectionOf(path)] = (counts[sectionOf(path)] ?? 0) + 1;
  return counts;
}
