/**
 * The person behind the lead: their other leads, each with how it ended, who had it, and the last note. Loaded once it is
 * on screen, so that showing a lead never waits for it.
 */
import { useEffect, useState } from 'preact/hooks';
import type { OtherLeads as Data } from '../../shared/api.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { outcomeText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { Name, UserText } from '../base/ui/UserText.tsx';

/** `opensApart`: links open another tab, so that the page with the call stays. */
export function OtherLeads({ leadId, opensApart = false }: { leadId: string; opensApart?: boolean }) {
  const t = useText(leadText);
  const reads = useStore(language);
  const data = useOtherLeads(leadId);
  if (!data || data.leads.length + data.hidden === 0) return null;
  const now = serverNow();
  return (
    <section class="stack-tight small">
      <h2 class="subhead">{t('others')}</h2>
      <ul class="other-leads">
        {data.leads.map((row) => (
          <li key={row.id}>
            <a
              href={`/leads/${encodeURIComponent(row.id)}`}
              {...(opensApart && { target: '_blank', rel: 'noreferrer' })}
            >
              <Name name={row.name} numberEnd={row.numberEnd} />
            </a>{' '}
            <span class="badge">{outcomeText(row, t) ?? t(`state.${row.state}`)}</span>{' '}
            <span class="muted">
              {whenOf(row.createdAt, now, reads)}
              {row.owner === undefined ? null : (
                <>
                  {' · '}
                  <bdi>{row.owner}</bdi>
                </>
              )}
            </span>
            {row.note === undefined ? null : (
              <div>
                <UserText text={row.note} lines={2} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {data.hidden > 0 ? <p class="muted">{t('others.hidden', { count: data.hidden })}</p> : null}
    </section>
  );
}

function useOtherLeads(leadId: string): Data | null {
  const [data, setData] = useState<Data | null>(null);
  const kept = useStore(languageKept);
  useEffect(() => {
    let isWanted = true;
    void ask<Data>(`/api/leads/${encodeURIComponent(leadId)}/others`).then((answer) => {
      if (isWanted && answer.ok) setData(answer.data);
    });
    return () => {
      isWanted = false;
    };
  }, [leadId, kept]);
  return data;
}
