/** The history of a lead: one sentence by kind, who, when, and what is known besides. Newest first. */
import type { TimelineItem } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { UserText } from '../base/ui/UserText.tsx';
import { detailOf, sentenceOf, whoOf } from './timelineText.ts';

export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const t = useText(leadText);
  const reads = useStore(language);
  if (items.length === 0) return <p class="muted">{t('history.empty')}</p>;
  const newestFirst = [...items].sort((a, b) => b.seq - a.seq);
  return (
    <ol class="timeline">
      {newestFirst.map((item) => (
        <li key={item.seq}>
          <time class="muted small" dateTime={new Date(item.at).toISOString()}>
            {whenOf(item.at, serverNow(), reads)}
          </time>
          <div>
            {sentenceOf(item, t)} <span class="muted">· {whoOf(item, t)}</span>
            <TimelineDetail item={item} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function TimelineDetail({ item }: { item: TimelineItem }) {
  const t = useText(leadText);
  const reads = useStore(language);
  const detail = detailOf(item, t, (at) => whenOf(at, serverNow(), reads));
  if (detail === '') return null;
  return (
    <div class="small muted">
      <UserText text={detail} lines={2} />
    </div>
  );
}
