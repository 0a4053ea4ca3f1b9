/** Sorts emails by the time that their row shows, latest first. */
import type { MailRow } from '../../../shared/adminMails.ts';

type Timed = Pick<MailRow, 'state' | 'dueAt' | 'endedAt' | 'nextAt'>;

export function byShownTime(a: Timed, b: Timed): number {
  return shownAt(b) - shownAt(a);
}

function shownAt({ state, dueAt, endedAt, nextAt }: Timed): number {
  return (state === 'waiting' ? nextAt : endedAt) ?? dueAt;
}
