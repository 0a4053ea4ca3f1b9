/**
 * What agents achieved over the last weeks, from the lines of reports. One node reads it once a day, day by day, so that
 * a year of leads never blocks it.
 */
import { countResults, type Result } from '../core/routing/results.ts';
import { DAY, type Moment } from '../core/vocabulary/time.ts';
import type { Log } from '../ports/basics.ts';
import type { ResultStore } from '../ports/facts.ts';
import type { ReportStore } from '../ports/reports.ts';

/** Long enough for rare kinds of leads, short enough to follow a change. */
const PERIOD_DAYS = 60;

interface Known {
  readonly day: Moment;
  readonly byAgent: ReadonlyMap<string, ReadonlyMap<string, Result>>;
}

export function resultStore(reports: Pick<ReportStore, 'lines'>, log: Log): ResultStore {
  let known: Known | null = null;
  let reading: Promise<Known> | null = null;

  async function read(day: Moment): Promise<Known> {
    const byAgent = new Map<string, Map<string, Result>>();
    try {
      for (let from = day - PERIOD_DAYS * DAY; from < day; from += DAY)
        countResults(byAgent, (await reports.lines(from, from + DAY)).lines);
      known = { day, byAgent };
      return known;
    } finally {
      reading = null;
    }
  }

  return {
    async before(day) {
      if (known?.day !== day) {
        reading ??= read(day);
        if (known)
          reading.catch((err: unknown) => log.warn({ err }, 'failed to read what agents achieved; trying again'));
        else await reading;
      }
      const { byAgent } = known ?? { byAgent: new Map<string, Map<string, Result>>() };
      return (agentId) => byAgent.get(agentId);
    },
  };
}
