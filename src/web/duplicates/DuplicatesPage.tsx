/** Groups of leads that may belong to the same customer: compare, choose which one is kept, merge one group or many. */
import { useEffect, useState } from 'preact/hooks';
import type { DuplicateGroup } from '../../shared/duplicates.ts';
import { commonText } from '../../shared/text/common.ts';
import { duplicatesText } from '../../shared/text/duplicates.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { toast, Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { GroupCard } from './GroupCard.tsx';
import { MergeManyDialog } from './MergeManyDialog.tsx';
import { mergesInto, nameOf, type Pair } from './pairs.ts';
import { useDuplicates } from './useDuplicates.ts';
import { useParting } from './useParting.ts';

export function DuplicatesPage() {
  const t = useText(duplicatesText);
  const about = useText(leadsText);
  const common = useText(commonText);
  const me = useMe();
  const { list, trouble, isLoading, more, reload } = useDuplicates();
  /** By group: the lead that is kept, if it isn't the proposed one. */
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState<readonly Pair[] | null>(null);
  const parting = useParting(() => {
    toast(t('notDuplicate.done'));
    reload();
  });
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  const failed = parting.trouble ?? trouble;
  const groups = list?.groups ?? [];
  const staysIn = (group: DuplicateGroup) => kept.get(keyOf(group)) ?? group.staysId;
  const pairsOf = (group: DuplicateGroup) => mergesInto(group, staysIn(group));
  const chosen = groups.filter((group) => selected.has(keyOf(group)));
  const toggle = (group: DuplicateGroup) => {
    const next = new Set(selected);
    if (!next.delete(keyOf(group))) next.add(keyOf(group));
    setSelected(next);
  };
  const finish = () => {
    setMerging(null);
    setSelected(new Set());
    reload();
  };
  const names = new Map(groups.flatMap(({ leads }) => leads.map((lead) => [lead.id, nameOf(lead)] as const)));
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="duplicates">
        <div class="row-apart">
          <div class="stack-tight">
            <p class="small">
              <a href="/leads">{about('title')}</a>
            </p>
            <h1>{t('title')}</h1>
          </div>
          <button type="button" class="button button-small" disabled={isLoading} onClick={reload}>
            {about('refresh')}
          </button>
        </div>
        <p class="muted">{t('hint')}</p>
        <div class="live" role="alert">
          {failed ? <p class="notice notice-bad">{troubleText(failed)}</p> : null}
        </div>
        {list ? (
          <ul class="duplicates-groups" aria-label={t('list')} aria-busy={isLoading}>
            {groups.map((group) => (
              <GroupCard
                key={keyOf(group)}
                group={group}
                staysId={staysIn(group)}
                isSelected={selected.has(keyOf(group))}
                isBusy={parting.isBusy}
                onSelect={() => toggle(group)}
                onKeep={(id) => setKept(new Map([...kept, [keyOf(group), id]]))}
                onMerge={() => setMerging(pairsOf(group))}
                onPart={(id) => void parting.part(group, id)}
              />
            ))}
          </ul>
        ) : (
          <div class="duplicates-groups" aria-busy="true">
            <p class="visually-hidden">{common('loading')}</p>
            <div class="card duplicates-blank" />
            <div class="card duplicates-blank" />
          </div>
        )}
        {list && groups.length === 0 ? (
          <div class="empty" role="status">
            <p>{t(list.next === null ? 'empty' : 'empty.page')}</p>
          </div>
        ) : null}
        {list?.next ? (
          <div class="row">
            <button type="button" class="button button-small" disabled={isLoading} onClick={more}>
              {about('more')}
            </button>
          </div>
        ) : null}
      </main>
      {chosen.length > 0 ? (
        <section class="leads-bulk card" aria-label={t('selected.label')}>
          <strong role="status">{t('selected', { count: chosen.length })}</strong>
          <div class="row leads-bulk-actions">
            <button
              type="button"
              class="button button-small button-primary"
              onClick={() => setMerging(chosen.flatMap(pairsOf))}
            >
              {t('merge.selected')}
            </button>
            <button type="button" class="button button-small button-quiet" onClick={() => setSelected(new Set())}>
              {about('select.none')}
            </button>
          </div>
        </section>
      ) : null}
      {merging ? <MergeManyDialog pairs={merging} names={names} onClose={finish} /> : null}
      <Toasts />
    </>
  );
}

/** A group is known by its leads, whichever is newest. */
function keyOf({ leads }: DuplicateGroup): string {
  return leads.map(({ id }) => id).join(' ');
}
