/** The compliance report: what the law blocked, the basis for contact, who asked not to be called, and callbacks. */
import { dateOf, datesBetween, dayStart } from '../../core/report/localDays.ts';
import { LAW_SECTIONS, type LawSection } from '../../core/report/lawActs.ts';
import { noLawFigures, type LawFigures, type WorkTable } from '../../core/report/workFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import { countIn, type ComplianceReport, type ComplianceRow } from '../../shared/complianceReport.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { CommonBy } from '../../shared/workReports.ts';
import { adminDoNotCallText } from '../../shared/text/adminDoNotCall.ts';
import { complianceText } from '../../shared/text/compliance.ts';
import { translator, type Catalogue } from '../../shared/text/index.ts';
import { leadText } from '../../shared/text/lead.ts';
import { businessZone } from '../floor/businessDay.ts';
import { foldMissing, grouping, labelsOf, rowsByGroup, SETTLE_MS } from './grouping.ts';
import { foldWorkDay, lawCountedSince, settleReports } from './settleReports.ts';
import { sumWork, type WorkSums } from './sumWork.ts';

export interface ComplianceQuery {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly by: CommonBy;
  readonly campaignId?: string;
}

const TABLE = {
  day: 'law',
  campaign: 'law',
  source: 'lawSource',
  agent: 'lawAgent',
  team: 'lawAgent',
  interest: 'lawInterest',
  hour: 'lawHour',
  weekday: 'law',
} as const satisfies Readonly<Record<CommonBy, WorkTable>>;

export async function viewCompliance(
  parts: Parts,
  { period, compared, by, campaignId }: ComplianceQuery,
  language: Language,
): Promise<ComplianceReport> {
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const since = await lawCountedSince(parts);
  const missingDays = await foldMissing(parts, parts.work, zone, compared ? [period, compared] : [period], (date) =>
    foldWorkDay(parts, zone, date),
  );
  const first = dateOf(since, zone);
  const keysOf = await grouping(parts, by);
  const sum = ({ from, to }: ReportPeriod): Promise<WorkSums<LawFigures>> =>
    // Days from before are counted in part only.
    sumWork(parts, zone, TABLE[by], {
      period: { from: from < first ? first : from, to },
      empty: noLawFigures,
      keysOf,
      isWanted: (row) => campaignId === undefined || row.campaignId === campaignId,
    });
  const [now, before, labels] = await Promise.all([
    sum(period),
    compared ? sum(compared) : null,
    labelsOf(parts, by, language),
  ]);
  const earliest = compared && compared.from < period.from ? compared.from : period.from;
  return {
    ...{ zone, period, compared, by, countedUntil, missingDays },
    since: since > dayStart(earliest, zone) ? since : null,
    sections: Object.fromEntries(
      LAW_SECTIONS.map((section) => [section, rowsOf(section, now.total, before?.total ?? null, language)]),
    ) as ComplianceReport['sections'],
    rows: rowsByGroup(now.groups, before?.groups, labels, ({ counts }: LawFigures = noLawFigures()) => counts),
    days: datesBetween(period.from, period.to).map((date) => {
      const { counts } = now.days.get(date) ?? noLawFigures();
      return { date, refused: countIn(counts, 'refused'), asked: countIn(counts, 'asked') };
    }),
  };
}

function rowsOf(
  section: LawSection,
  now: LawFigures,
  before: LawFigures | null,
  language: Language,
): readonly ComplianceRow[] {
  const prefix = `${section}.`;
  const all = Object.keys({ ...now.counts, ...before?.counts }).filter((what) => what.startsWith(prefix));
  const rows = all.map((what): ComplianceRow => {
    const key = what.slice(prefix.length);
    const [name = '', rule = ''] = key.split('.');
    return {
      key,
      label: labelOf(section, name, language),
      ...(rule !== '' && { rule }),
      now: now.counts[what] ?? 0,
      ...(before && { before: before.counts[what] ?? 0 }),
    };
  });
  return rows.sort((one, other) => other.now - one.now || (one.key < other.key ? -1 : 1));
}

const CATALOGS = {
  lead: leadText,
  doNotCall: adminDoNotCallText,
  compliance: complianceText,
} as const satisfies Record<string, Catalogue>;
const LABELS = {
  refused: ['lead', 'mayNot'],
  basis: ['lead', 'basis'],
  consent: ['compliance', 'consent'],
  asked: ['doNotCall', 'source'],
  lifted: ['doNotCall', 'source'],
  promised: ['lead', 'why'],
  kept: ['lead', 'why'],
  late: ['lead', 'why'],
  expired: ['lead', 'why'],
} as const satisfies Record<LawSection, readonly [keyof typeof CATALOGS, string]>;

/** A key that no catalog knows is shown as is. */
function labelOf(section: LawSection, name: string, language: Language): string {
  const [catalog, prefix] = LABELS[section];
  const key = `${prefix}.${name}`;
  const catalogs: readonly Catalogue[] = [CATALOGS[catalog], complianceText];
  const known = catalogs.find((texts) => Object.hasOwn(texts, key));
  return known ? translator(known, language)(key) : name;
}
