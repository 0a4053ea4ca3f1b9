/**
 * `npm run fairness -- --month 2026-10 [--json]`: recomputes how that month's leads were distributed, beside the running
 * service. Exit code 0: every decision that can be checked agrees; 1: one doesn't; 2: wrong usage, or nothing was read.
 */
import { parseArgs } from 'node:util';
import type { Disagreement, Missing } from '../core/routing/checkDecision.ts';
import type { PoolEvenness } from '../core/routing/evenness.ts';
import { checkFairness, type Agreement, type Fairness } from '../usecases/routing/checkFairness.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { onStores } from './operatorCommand.ts';
import { visible } from './visible.ts';

const USAGE = `Usage: npm run fairness -- --month YYYY-MM [--json]
Run it with the settings of the service (DATA_DIR or MONGODB_URI); for the demo, DATA_DIR=data/demo.`;
const DATABASE_PROGRAM = new URL('./embedded-mongo.js', import.meta.url).pathname;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What is missing, as the reader sees it. */
const MISSING_TEXTS: Readonly<Record<Missing, string>> = {
  recordedTooLittle: 'an earlier version recorded too little',
  policyUnknown: 'the version of the policy isn’t in the audit log',
  agentUnknown: 'an agent is no longer known',
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { month: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const { month } = values;
  if (month === undefined || !MONTH.test(month)) throw new Error(`--month must be a month, such as 2026-10.`);
  const settings = readConfig(process.env, { demo: false });
  if (!settings.ok) throw new Error(['Fix these settings:', ...settings.mistakes].join('\n  '));
  const { config } = settings;
  let disagree = 0;
  const lines = await onStores({ config, program: DATABASE_PROGRAM, log: createLog('error') }, async (parts) => {
    const fairness = await checkFairness(parts, `${month}-01`);
    const { drawn, ordered, foundNoOne } = fairness;
    disagree = drawn.disagree + ordered.disagree + foundNoOne.disagree;
    const [campaigns, names] = await Promise.all([parts.campaigns.all(), parts.users.names(agentsIn(fairness))]);
    const campaignNames = new Map(campaigns.map(({ id, name }) => [id, name.en]));
    const named = (id: string) => names.get(id) ?? id;
    if (values.json) return [JSON.stringify(asJson(month, fairness, campaignNames, named))];
    return asText(month, fairness, campaignNames, named);
  });
  process.stdout.write(`${(values.json ? lines : lines.map(visible)).join('\n')}\n`);
  return disagree === 0 ? 0 : 1;
}

function agentsIn({ pools, disagreeing }: Fairness): string[] {
  const some = disagreeing.flatMap(({ disagreements }) => disagreements.map(agentOf));
  return [...new Set([...pools.flatMap(({ agents }) => agents.map(({ agentId }) => agentId)), ...some.flat()])];
}

function agentOf(one: Disagreement): string[] {
  return one.what === 'profile' ? [one.agentId] : [];
}

type Named = (agentId: string) => string;
type Names = ReadonlyMap<string, string>;

function asJson(month: string, { pools, disagreeing, from, until, ...rest }: Fairness, campaigns: Names, named: Named) {
  return {
    ...{ month, from: new Date(from).toISOString(), until: new Date(until).toISOString(), ...rest },
    disagreeing: disagreeing.map(({ at, ...one }) => ({ at: new Date(at).toISOString(), ...one })),
    pools: pools.map(({ agents, ...pool }) => ({
      ...{ campaign: campaigns.get(pool.campaignId) ?? null, ...pool },
      agents: agents.map(({ due, most, ...agent }) => ({
        ...{ name: named(agent.agentId), ...agent, due: rounded(due), difference: rounded(agent.offered - due) },
        most: rounded(most),
      })),
    })),
  };
}

function asText(month: string, fairness: Fairness, campaigns: Names, named: Named): string[] {
  const { decisions, drawn, ordered, foundNoOne, notRecomputable, disagreeing, pools, zone } = fairness;
  const missing = (Object.entries(notRecomputable) as [Missing, number][]).filter(([, count]) => count > 0);
  const disagree = drawn.disagree + ordered.disagree + foundNoOne.disagree;
  return [
    `${month} (${zone}): ${counted(decisions, 'decision')}`,
    line('by the order alone', ordered),
    line('by a draw', drawn),
    line('found no one', foundNoOne),
    ...missing.map(([reason, count]) => `  not recomputable: ${count}, because ${MISSING_TEXTS[reason]}`),
    ...disagreeing.map(
      ({ at, leadId, epoch, disagreements }) =>
        `  DISAGREES  ${new Date(at).toISOString()} ${leadId}:${epoch}: ${disagreements.map((one) => inWords(one, named)).join('; ')}`,
    ),
    ...(disagree > disagreeing.length ? [`  and ${disagree - disagreeing.length} more`] : []),
    ...pools.flatMap((pool) => poolLines(pool, campaigns, named)),
    '',
    verdict(fairness, disagree),
  ];
}

function verdict({ decisions, drawn, ordered, foundNoOne }: Fairness, disagree: number): string {
  if (disagree > 0) return `${disagree} of ${counted(decisions, 'decision')} disagree.`;
  if (decisions === 0) return 'No decisions of this month are stored, so nothing was checked.';
  const agree = drawn.agree + ordered.agree + foundNoOne.agree;
  return agree === 0 ? 'None of them can be recomputed.' : 'Everything that can be recomputed agrees.';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function line(what: string, { agree, disagree }: Agreement): string {
  return `  ${what.padEnd(20)} ${String(agree).padStart(8)} agree ${String(disagree).padStart(6)} disagree`;
}

function inWords(one: Disagreement, named: Named): string {
  switch (one.what) {
    case 'choice':
      return 'the recorded ranks and draws choose other agents';
    case 'roster':
      return 'the teams, sites, languages or skills of its agents then aren’t those of the roster that it names';
    case 'policy':
      return 'the version of the policy has no such order or step';
    case 'profile':
      return `${named(one.agentId)} was “${one.reason}”, which doesn’t fit their teams, site, languages and skills then`;
  }
}

function poolLines(
  { campaignId, rule, order, leads, decisions, agents }: PoolEvenness,
  campaigns: Names,
  named: Named,
): string[] {
  const title = [campaigns.get(campaignId) ?? campaignId, ...(rule === undefined ? [] : [rule]), order].join(' · ');
  return [
    '',
    `${title}: ${counted(decisions, 'decision')} that offered ${counted(leads, 'lead')}`,
    `  ${'agent'.padEnd(24)} ${'eligible'.padStart(8)} ${'due'.padStart(9)} ${'offered'.padStart(8)} ${'off by'.padStart(8)} ${'at most'.padStart(8)}`,
    ...agents.map(
      ({ agentId, eligible, due, offered, most }) =>
        `  ${named(agentId).padEnd(24)} ${String(eligible).padStart(8)} ${due.toFixed(2).padStart(9)} ${String(offered).padStart(8)} ${(offered - due).toFixed(2).padStart(8)} ${most.toFixed(2).padStart(8)}`,
    ),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
