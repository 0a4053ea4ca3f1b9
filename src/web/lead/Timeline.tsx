/** The history of a lead: what, who, when, and details. Newest first; what the system did is shown on request. */
import { useState } from 'preact/hooks';
import type { TimelineItem } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Name, UserText } from '../base/ui/UserText.tsx';
import { detailOf, sentenceOf, whoOf } from './timelineText.ts';

/** `isLinked`: link other leads that entries mention. Off on the desk, where a stray click should not leave the page. */
export function Timeline({ items, isLinked = false }: { items: readonly TimelineItem[]; isLinked?: boolean }) {
  const t = useText(leadText);
  const reads = useStore(language);
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return <p class="muted">{t('history.empty')}</p>;
  const ofSystem = items.filter(isOfSystem).length;
  const shown = isWhole || ofSystem === items.length ? items : items.filter((item) => !isOfSystem(item));
  const newestFirst = [...shown].sort((a, b) => b.seq - a.seq);
  return (
    <>
      {ofSystem === 0 || ofSystem === items.length ? null : (
        <p>
          <button type="button" class="link-button small" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('history.people') : t('history.system', { count: ofSystem })}
          </button>
        </p>
      )}
      <ol class="timeline">
        {newestFirst.map((item) => (
          <li key={item.seq}>
            <time class="muted small" dateTime={new Date(item.at).toISOString()}>
              {whenOf(item.at, serverNow(), reads)}
            </time>
            <div>
              {sentenceOf(item, t)}
              <Relative item={item} isLinked={isLinked} /> <span class="muted">· {whoOf(item, t)}</span>
              <TimelineDetail item={item} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What no person did: offers, deadlines, the network. */
function isOfSystem({ by }: TimelineItem): boolean {
  return by === 'system';
}

function Relative({ item: { lead }, isLinked }: { item: TimelineItem; isLinked: boolean }) {
  if (!lead) return null;
  const name = <Name name={lead.name} numberEnd={lead.numberEnd} />;
  return <>: {isLinked ? <a href={`/leads/${encodeURIComponent(lead.leadId)}`}>{name}</a> : name}</>;
}

function TimelineDetail({ item }: { item: TimelineItem }) {
  const t = useText(leadText);
  const reads = useStore(language);
  const detail = detailOf(item, t, (at) => whenOf(at, serverNow(), reads), reads);
  if (detail === '') return null;
  return (
    <div class="small muted">
      <UserText text={detail} lines={2} />
    </div>
  );
}
