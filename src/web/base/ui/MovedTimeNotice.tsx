/**
 * Warns before saving that a call cannot be scheduled for the chosen time, with the time it moves to and why, or the
 * nearest free times if all calls at that time are taken.
 */
import { leadText } from '../../../shared/text/lead.ts';
import { useStore } from '../createStore.ts';
import { whenOf } from '../format.ts';
import { serverNow } from '../serverClock.ts';
import { language } from '../settings.ts';
import { useText } from '../text.ts';
import { useCallbackTimePreview } from '../useCallbackTimePreview.ts';

export function MovedTimeNotice({
  leadId,
  at,
  onChoose,
}: {
  leadId: string;
  at: number | null;
  /** Takes one of the free times that are shown if `at` has none. */
  onChoose: (at: number) => void;
}) {
  const t = useText(leadText);
  const reads = useStore(language);
  const moved = useCallbackTimePreview(leadId, at);
  if (moved?.nearest)
    return (
      <span class="moved-time" role="status">
        {t(moved.nearest.length > 0 ? 'asked.full' : 'asked.fullDays')}{' '}
        {moved.nearest.map((free) => (
          <button key={free} type="button" class="button button-small" onClick={() => onChoose(free)}>
            {whenOf(free, serverNow(), reads)}
          </button>
        ))}
      </span>
    );
  // Space is always reserved, so that nothing below moves when the answer comes.
  return (
    <span class="moved-time" role="status">
      {moved === null || moved.why === null
        ? '\u00a0'
        : moved.dueAt === null
          ? t(`asked.${moved.why}`)
          : t(`asked.${moved.why}`, { when: whenOf(moved.dueAt, serverNow(), reads) })}
    </span>
  );
}
