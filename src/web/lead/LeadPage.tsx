/** `/leads/:id`: a lead with its history, routing decisions and supervisor actions. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DecisionView, WaitView } from '../../shared/api.ts';
import type { DeskLead, TimelineItem } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useStore } from '../base/createStore.ts';
import { ask, type Trouble } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { LeadMenu } from '../floor/LeadMenu.tsx';
import { Search } from '../floor/Search.tsx';
import { SuperviseButtons } from '../supervise/SuperviseButtons.tsx';
import { SupervisePanel } from '../supervise/SupervisePanel.tsx';
import { Actions } from './Actions.tsx';
import { Decisions } from './Decisions.tsx';
import { Duplicates } from './Duplicates.tsx';
import { LeadFacts } from './LeadFacts.tsx';
import { LeadHead } from './LeadHead.tsx';
import { Recordings } from './Recordings.tsx';
import { Timeline } from './Timeline.tsx';

const READ_EVERY_MS = 5000;

interface LeadPageData {
  readonly lead: DeskLead;
  readonly entries: readonly TimelineItem[];
  readonly chain: 'whole' | 'broken' | null;
  readonly decisions: readonly DecisionView[];
  /** Why it waits now; null if it doesn't. */
  readonly now: (WaitView & { readonly decision: DecisionView }) | null;
}

export function LeadPage({ id }: { id: string }) {
  const common = useText(commonText);
  const t = useText(leadPageText);
  const me = useMe();
  const [searching, setSearching] = useState('');
  const { whole, trouble, read } = useLeadPageData(id);
  useEffect(() => {
    document.title = `${t('page.title')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null}>
        {me && me.role !== 'agent' ? <Search value={searching} onSearch={setSearching} /> : null}
      </TopBar>
      <main class="lead-page">
        {trouble && !whole ? <p class="notice notice-warn">{reasonOf(trouble, common)}</p> : null}
        {!whole && !trouble ? <p class="muted">{common('loading')}</p> : null}
        {whole ? (
          <>
            <LeadHead lead={whole.lead} />
            <div class="lead-page-columns">
              <LeadFacts key={whole.lead.id} lead={whole.lead} onChange={read} />
              <div class="stack floor-stack">
                <Recordings leadId={whole.lead.id} entries={whole.entries.length} />
                <section class="card stack">
                  <h2>{t('page.decisions')}</h2>
                  <Decisions decisions={whole.decisions} now={whole.now} />
                </section>
                <section class="card stack">
                  <div class="row-apart">
                    <h2>{t('history')}</h2>
                    {whole.chain ? (
                      <span class={`badge ${whole.chain === 'whole' ? 'badge-good' : 'badge-bad'}`}>
                        {t(`chain.${whole.chain}`)}
                      </span>
                    ) : null}
                  </div>
                  <Timeline items={whole.entries} isLinked />
                </section>
              </div>
              {me && me.role !== 'agent' ? (
                <div class="stack floor-stack">
                  {whole.lead.call?.stage === 'talking' ? (
                    <section class="card stack">
                      <h2>{t('page.call')}</h2>
                      {whole.lead.call.onHold ? <p class="late">{t('page.onHold')}</p> : null}
                      <SuperviseButtons leadId={whole.lead.id} name={whole.lead.person.name} />
                    </section>
                  ) : null}
                  <Actions lead={whole.lead} onDone={read} />
                  <Duplicates lead={whole.lead} onDone={read} />
                  {me.role === 'administrator' ? (
                    <a href={`/admin/customer/${encodeURIComponent(whole.lead.id)}`}>{t('page.customer')}</a>
                  ) : null}
                </div>
              ) : null}
            </div>
          </>
        ) : null}
      </main>
      <SupervisePanel />
      <LeadMenu />
      <Toasts />
    </>
  );
}

function reasonOf(trouble: Trouble, common: ReturnType<typeof useText<typeof commonText>>): string {
  if (trouble.code === 'not-found') return common('failed.notFound');
  if (trouble.code === 'not-allowed') return common('failed.notAllowed');
  return troubleText(trouble);
}

function useLeadPageData(id: string): { whole: LeadPageData | null; trouble: Trouble | null; read: () => void } {
  const [state, setState] = useState<{ whole: LeadPageData | null; trouble: Trouble | null }>({
    whole: null,
    trouble: null,
  });
  const readAll = useCallback(async () => {
    const path = `/api/leads/${encodeURIComponent(id)}`;
    const [lead, timeline, decisions] = await Promise.all([
      ask<DeskLead>(path),
      ask<{ entries: readonly TimelineItem[]; chain: 'whole' | 'broken' }>(`${path}/timeline`),
      ask<Pick<LeadPageData, 'decisions' | 'now'>>(`${path}/decisions`),
    ]);
    setState((before) =>
      lead.ok
        ? {
            whole: {
              lead: lead.data,
              entries: timeline.ok ? timeline.data.entries : lead.data.history,
              chain: timeline.ok ? timeline.data.chain : null,
              decisions: decisions.ok ? decisions.data.decisions : [],
              now: decisions.ok ? decisions.data.now : null,
            },
            trouble: null,
          }
        : { whole: before.whole, trouble: lead.trouble },
    );
  }, [id]);
  const kept = useStore(languageKept);
  const read = useCallback(() => void readAll(), [readAll]);
  useEffect(() => {
    read();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') read();
    }, READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [read, kept]);
  return { ...state, read };
}
