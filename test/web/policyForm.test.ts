/** The form of a routing policy: everything that the API accepts has a field, and what is gone can be cleared. */
import { expect, test } from '@jest/globals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { DEFAULT_POLICY, type Policy } from '../../src/core/routing/policy.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { CampaignFields, PersonView } from '../../src/shared/admin.ts';
import type { SectionProps } from '../../src/web/admin/campaigns/sectionProps.ts';
import { TimingSection } from '../../src/web/admin/campaigns/TimingSection.tsx';
import { factsAsked, freshLead, sentLead } from '../../src/web/admin/campaigns/typedLead.ts';
import { FormProvider } from '../../src/web/admin/form/context.ts';
import type { Draft } from '../../src/web/admin/form/useDraft.ts';
import { at } from '../../src/web/admin/form/value.ts';
import { useIdle } from '../../src/web/admin/campaigns/idle.ts';
import { PolicyReading } from '../../src/web/admin/campaigns/PolicyReading.tsx';

/** The compiler asks for each part that a policy may have. */
type Whole<T> = T extends readonly (infer Item)[]
  ? readonly Whole<Item>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

const STEPS = [
  { afterMs: 0, offerTo: 2, relax: ['skills'], prefer: ['sites'], teamIds: ['north'], supervisors: true },
] as const;
const ORDER = { kind: 'lastAgent', patienceMs: SECOND, then: 'roundRobin', weights: { ana: 2 } } as const;
const { version: _version, ...PLAIN } = DEFAULT_POLICY;
const POLICY: Whole<Omit<Policy, 'version'>> = {
  ...PLAIN,
  order: ORDER,
  limits: { perHour: 4, perDay: 20, afterDeclineMs: MINUTE, afterMissMs: MINUTE },
  steps: STEPS,
  speed: { percent: 95, withinMs: MINUTE },
  bonusSeconds: { liveCall: 1, promise: 2, score: 3 },
  rules: [
    {
      name: 'Ads',
      when: {
        ...{ sources: ['ads'], languages: ['ko'], interests: ['roof'], places: ['US-CA'], weekdays: [1] },
        ...{ hours: { from: 0, to: 60 }, score: { from: 10, to: 90 } },
        answers: { home: ['house'], bill: ['100'], gone: ['x'] },
        numbers: { bill: { from: 100, to: 200 }, vanished: { from: 1, to: 2 } },
      },
      who: { teamIds: ['north'], skills: { roofs: 3 }, siteIds: ['busan'] },
      order: ORDER,
      steps: STEPS,
    },
  ],
};
const CAMPAIGN = {
  ...{ language: 'en', teamIds: [], skills: {}, bonusSeconds: 0, policy: POLICY },
  interests: [{ value: 'roof', label: { en: 'A roof', ko: '지붕' } }],
  fields: [
    {
      ...{ name: 'home', label: { en: 'Your home' }, required: false, kind: 'choice' },
      choices: [{ value: 'house', label: { en: 'House' } }],
    },
    { name: 'bill', label: { en: 'Monthly bill' }, required: false, kind: 'number' },
  ],
} as unknown as CampaignFields;
const ANA = {
  ...{ id: 'ana', name: 'Ana', state: 'active' },
  agent: { teamIds: [], languages: ['en'], skills: {}, capacity: 1 },
} as unknown as PersonView;

const named = (id: string) => ({ id, name: id }) as unknown as SectionProps['surroundings']['teams'][number];
const SURROUNDINGS = {
  ...{ people: [ANA], teams: [named('north')], skills: [named('roofs')], sites: [named('busan')], business: null },
};

function render(fields: CampaignFields, idle: Readonly<Record<string, string>> = {}): string {
  const draft = { fields, mistakes: {}, change: () => undefined } as unknown as Draft<CampaignFields>;
  const section = h(TimingSection, { draft, surroundings: SURROUNDINGS, view: null });
  return renderToString(h(FormProvider, { value: { ...draft, idle } }, section));
}

/** The paths of its settings; a list of plain values is one. */
function settings(value: unknown, path: string): readonly string[] {
  const isPlainList = Array.isArray(value) && typeof value[0] !== 'object';
  if (typeof value !== 'object' || value === null || isPlainList) return [path];
  return Object.entries(value).flatMap(([name, part]) => settings(part, `${path}.${name}`));
}

test('[W190] each setting of a policy has a field, at the path by which the server names it', () => {
  const html = render(CAMPAIGN);
  const paths = settings(POLICY, 'policy').filter((path) => !path.includes('.when.hours.'));
  expect(paths.length).toBeGreaterThan(45);
  expect(paths.filter((path) => !html.includes(`id="${path}"`))).toEqual([]);
  expect(html).toContain('policy.rules.0.when.hours');
});

test('[W190] what the campaign no longer has stays visible: an interest, a field, the weight of an agent who moved', () => {
  const before = render(CAMPAIGN);
  expect(before).not.toContain('>attic<');
  const rules = POLICY.rules.map((rule) => ({ ...rule, when: { ...rule.when, interests: ['roof', 'attic'] } }));
  const html = render({ ...CAMPAIGN, teamIds: ['north'], policy: { ...POLICY, rules } });
  expect(html).toContain('<span>attic</span>');
  expect(html).toContain('id="policy.rules.0.when.answers.gone"');
  expect(html).toContain('id="policy.rules.0.when.numbers.vanished"');
  // Ana isn't in the campaign's team any more.
  expect(html).toMatch(/<label for="policy\.order\.weights\.ana">Ana<\/label>/);
  expect(at({ policy: POLICY }, 'policy.order.weights.ana')).toBe(2);
});

test('[W231] everyone is a choice of its own beside the number, with the bound', () => {
  const html = (offerTo: number | 'everyone') =>
    render({ ...CAMPAIGN, policy: { ...POLICY, steps: [{ ...STEPS[0], offerTo }] } });
  const field = /<input id="policy\.steps\.0\.offerTo"[^>]*>/;
  expect(field.exec(html(3))?.[0]).toMatch(/max="100" value="3"/);
  expect(field.exec(html('everyone'))?.[0]).toContain('disabled');
  expect(html('everyone')).toMatch(/At most 100 at once: if more can take it, the order decides/);
});

test('[W191] a lead to try is asked for what the policy looks at, and only that is sent', () => {
  const plain = factsAsked(PLAIN);
  expect(plain).toEqual({ score: false, places: false, answers: [], numbers: [], knownAgent: false });
  const asked = factsAsked(POLICY);
  expect(asked).toEqual({
    ...{ score: true, places: true, knownAgent: true },
    ...{ answers: ['home', 'bill', 'gone', 'vanished'], numbers: ['bill', 'vanished'] },
  });
  const lead = {
    ...freshLead(CAMPAIGN),
    ...{ source: ' ads ', score: '80', places: 'us-ca, kr,', answers: { home: 'house', bill: ' ' } },
    ...{ knownAgentId: 'ana', waitedSeconds: 5 },
  };
  expect(sentLead(lead, plain)).toEqual({ language: 'en', source: 'ads', waitedMs: 5000, isLive: false });
  expect(sentLead(lead, asked)).toEqual({
    ...{ language: 'en', source: 'ads', waitedMs: 5000, isLive: false, score: 80, places: ['US-CA', 'KR'] },
    ...{ answers: { home: 'house' }, knownAgentId: 'ana' },
  });
  expect(sentLead({ ...lead, answers: { bill: '150', home: '1' } }, asked)).toMatchObject({
    answers: { bill: 150, home: '1' },
  });
  expect(sentLead({ ...lead, leadId: 'ld_1' }, asked)).toEqual({ leadId: 'ld_1', waitedMs: 5000, isLive: false });
});

test('[W240] a setting without effect says so in place of its hint, and is listed below the reading with its name', () => {
  const order = { kind: 'roundRobin', weights: { ana: 2 } } as const;
  const fields = { ...CAMPAIGN, teamIds: ['north'], policy: { ...PLAIN, order } } as unknown as CampaignFields;
  let found: Readonly<Record<string, string>> = {};
  function Reading() {
    found = useIdle(fields, { people: [ANA], scoring: undefined, calls: null });
    return h(PolicyReading, { routing: fields, surroundings: SURROUNDINGS, form: fields, idle: found });
  }
  const reading = renderToString(h(Reading, {}));
  const reason = 'No effect: this agent gets none of these leads.';
  expect(found).toEqual({ 'policy.order.weights.ana': reason });
  expect(reading).toContain('These settings have no effect:');
  expect(reading).toMatch(/Order · Weights · Ana<\/a>: No effect/);
  const html = render(fields, found);
  expect(html).toMatch(new RegExp(`id="policy.order.weights.ana~note" class="field-idle">${reason}<`));
});

test('[W240] the steps and the order of a rule have the hints of the policy’s own', () => {
  const hint = (path: string) => new RegExp(`id="${path}~note" class="field-hint">[^<]+<`);
  const html = render(CAMPAIGN);
  for (const path of ['steps.0.offerTo', 'steps.0.prefer', 'order.patienceMs', 'order.weights'])
    expect([path, hint(`policy.${path}`).test(html), hint(`policy.rules.0.${path}`).test(html)]).toEqual([
      path,
      true,
      true,
    ]);
});
