/**
 * What sources cost by day. Each month is one versioned setting. A change sets the amounts that it names, so that two
 * people's changes both hold and the same table twice changes nothing.
 */
import { amountsOf, byMonth, withCosts, type Cost } from '../../core/administration/costs.ts';
import { isSame } from '../../core/vocabulary/isSame.ts';
import type { LocalDate } from '../../core/report/localDays.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CostList, CostsSaved } from '../../shared/admin.ts';
import { currencyFor } from '../lead/context.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import { settingOf, storedCosts, type StoredCosts } from './storedCosts.ts';
import { nextRevision, type Administrator, type Saved } from './refusals.ts';

const NONE: StoredCosts = { version: 0, costs: [] };

/** From the first to the last day, both included; by date, then by source. */
export async function viewCosts(parts: Parts, from: LocalDate, to: LocalDate): Promise<CostList> {
  const months = await Promise.all(monthsBetween(from, to).map((month) => storedCosts(parts, settingOf(month))));
  const costs = months.flatMap((stored) => stored?.costs ?? []);
  return { currency: await costCurrency(parts), costs: costs.filter(({ date }) => date >= from && date <= to) };
}

export async function costCurrency(parts: Parts): Promise<string> {
  return currencyFor(parts, (await parts.campaigns.all())[0]);
}

/** Sets the amounts; rows of the same date and source are added up. */
export function setCosts(parts: Parts, by: Administrator, rows: readonly Cost[]): Promise<Saved<CostsSaved>> {
  return withAdminLease(parts, async () => {
    let changed = 0;
    for (const [month, set] of byMonth(rows)) {
      const setting = settingOf(month);
      const stored = (await storedCosts(parts, setting)) ?? NONE;
      const costs = withCosts(stored.costs, set);
      const [before, after] = [amountsOf(stored.costs), amountsOf(costs)];
      if (isSame(before, after)) continue;
      const next = { costs, ...nextRevision(parts, stored.version, by) };
      const change = { by: by.id, what: 'costs', subjectId: setting, action: 'edit' } as const;
      const replaced = await withAudit(
        parts,
        { ...change, before, after, version: next.version, at: next.changedAt },
        () => parts.settings.replace(setting, next, stored.version),
        (result) => result === 'done',
      );
      if (replaced === 'stale') return failure('stale', 'Someone else is changing the costs. Try again.');
      changed += set.filter(({ date, source }) => before[`${date} ${source}`] !== after[`${date} ${source}`]).length;
    }
    return { ok: true, saved: { rows: rows.length, changed } };
  });
}

function monthsBetween(from: LocalDate, to: LocalDate): readonly string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  while (`${year}-${String(month).padStart(2, '0')}` <= to.slice(0, 'yyyy-mm'.length)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}
