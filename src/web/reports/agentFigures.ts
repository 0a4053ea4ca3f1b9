/** The columns of the report of agents’ work. */
import type { reportsText } from '../../shared/text/reports.ts';
import type { Translate } from '../../shared/text/index.ts';
import type { AgentNumbers } from '../../shared/workReports.ts';
import type { Column } from './GroupTable.tsx';
import type { Formats } from './useFormats.ts';

/** `hasTime`: without it, nothing is said about statuses. */
export function agentColumns(
  t: Translate<keyof typeof reportsText>,
  { count, share, duration }: Formats,
  hasTime: boolean,
): readonly Column<AgentNumbers>[] {
  const times = (seconds: number, of: number) =>
    of === 0 && seconds === 0
      ? duration(null)
      : `${duration(seconds)} / ${duration(of === 0 ? null : Math.round(seconds / of))}`;
  const averaged = (name: string) => `${name} (${t('agents.total')} / ${t('agents.average')})`;
  return [
    { name: t('agents.offered'), text: ({ offered }) => count(offered) },
    { name: t('agents.accepted'), text: ({ accepted, offered }) => share(accepted, offered) },
    { name: t('agents.declined'), text: ({ declined }) => count(declined) },
    { name: t('agents.missed'), text: ({ missed }) => count(missed) },
    { name: t('agents.talked'), text: ({ talked }) => count(talked) },
    { name: averaged(t('agents.talkTime')), text: ({ talkSeconds, talked }) => times(talkSeconds, talked) },
    { name: averaged(t('agents.wrapUpTime')), text: ({ wrapUpSeconds, wrapped }) => times(wrapUpSeconds, wrapped) },
    ...(hasTime
      ? [
          { name: t('agents.available'), text: ({ time }: AgentNumbers) => duration(time?.available ?? null) },
          { name: t('agents.away'), text: ({ time }: AgentNumbers) => duration(time?.away ?? null) },
          { name: t('agents.awayUnpaid'), text: ({ time }: AgentNumbers) => duration(time?.awayAs.unpaid ?? null) },
          { name: t('agents.occupancy'), text: ({ time }: AgentNumbers) => share(time?.busy ?? 0, time?.staffed ?? 0) },
        ]
      : []),
    { name: t('won'), text: ({ won }) => count(won) },
    { name: t('agents.winRate'), text: ({ won, closed }) => share(won, closed) },
    { name: t('agents.kept'), text: ({ promisesKept, promisesDue }) => share(promisesKept, promisesDue) },
  ];
}
