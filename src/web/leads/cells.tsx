/** What each column of the table shows about a lead; null for nothing. */
import type { ComponentChild } from 'preact';
import type { LeadRow } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadText } from '../../shared/text/lead.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useStore } from '../base/createStore.ts';
import { formatDuration, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { outcomeText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { useProfileLabel } from '../lead/profile/ProfileInput.tsx';
import type { Column } from './view.ts';

/** `onComplete`: opens a lead to fill in what it lacks; without it, that is only read. */
export function useCells(onComplete?: (id: string) => void): (row: LeadRow, column: Column) => ComponentChild {
  const about = useText(leadText);
  const common = useText(commonText);
  const reads = useStore(language);
  const now = serverNow();
  const when = (at: number) => <span class="nowrap">{whenOf(at, now, reads)}</span>;
  const text = (value: string | undefined) => (value === undefined || value === '' ? null : <bdi>{value}</bdi>);
  return (row, column) => {
    switch (column) {
      case 'number':
        return row.numberEnd === undefined ? null : `…\u2060${row.numberEnd}`;
      case 'state':
        return <span class={`badge ${toneOf(row)}`}>{outcomeText(row, about) ?? about(`state.${row.state}`)}</span>;
      case 'outcome':
        return text(outcomeText(row, about) ?? undefined);
      case 'campaign':
        return text(row.campaign);
      case 'owner':
        return text(row.owner);
      case 'kind':
        return text(about(`inquiry.${row.source}`));
      case 'source':
        return text(row.firstSource);
      case 'lastSource':
        return text(row.lastSource);
      case 'interest':
        return text(row.interest);
      case 'score':
        return row.score === undefined ? null : (
          <span class="leads-score" title={row.scoreWhy}>
            <span class={`badge ${row.band === 'high' ? 'badge-good' : row.band === 'medium' ? 'badge-accent' : ''}`}>
              {row.score}
            </span>
            {row.scoreReason === undefined ? null : <bdi class="small muted clip">{row.scoreReason}</bdi>}
          </span>
        );
      case 'missing':
        return row.gaps && row.gaps.length > 0 ? (
          <Gaps row={row} gaps={row.gaps} {...(onComplete && { onComplete })} />
        ) : null;
      case 'created':
        return when(row.createdAt);
      case 'activity':
        return when(row.changedAt);
      case 'waiting':
        return row.waitingSince === undefined ? null : formatDuration(now - row.waitingSince, common);
      case 'due':
        return row.dueAt === undefined ? null : <span class={row.dueAt < now ? 'late' : ''}>{when(row.dueAt)}</span>;
    }
  };
}

interface GapsProps {
  row: LeadRow;
  gaps: NonNullable<LeadRow['gaps']>;
  onComplete?: (id: string) => void;
}

function Gaps({ row, gaps, onComplete }: GapsProps) {
  const t = useText(leadsText);
  const common = useText(commonText);
  const labelOf = useProfileLabel();
  const said = gaps.map((gap) => (gap.isInvalid ? t('missing.invalid', { label: labelOf(gap) }) : labelOf(gap)));
  const details = said.join(', ');
  if (!onComplete) return <bdi title={details}>{details}</bdi>;
  return (
    <button
      type="button"
      class="link-button leads-gaps"
      title={details}
      aria-label={t('complete.this', { name: nameOf(row, common('unknownName')), details })}
      onClick={() => onComplete(row.id)}
    >
      <bdi>{details}</bdi>
    </button>
  );
}

/** A lead in words, for labels that aren't seen. */
export function nameOf({ name, numberEnd }: LeadRow, nameless: string): string {
  if (name.trim() !== '') return name.slice(0, 200);
  return numberEnd === undefined ? nameless : `${nameless} …${numberEnd}`;
}

function toneOf({ state, outcome }: LeadRow): string {
  if (outcome === 'won' || outcome === 'appointment') return 'badge-good';
  if (state === 'waiting') return 'badge-warn';
  return state === 'closed' || state === 'callback' ? '' : 'badge-accent';
}
