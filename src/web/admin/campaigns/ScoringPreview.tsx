/** How the campaign's last leads would score by the rules as they are typed, and how they ended. Nothing is saved. */
import { useEffect, useState } from 'preact/hooks';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { ScoringPreviewView } from '../../../shared/adminScoring.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { scoreText } from '../../../shared/text/score.ts';
import { useStore } from '../../base/createStore.ts';
import { ask, type Answer } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { troubleText } from '../../base/troubleText.ts';

const TYPING_PAUSE_MS = 400;

export function ScoringPreview({ id, fields }: { id: string; fields: CampaignFields }) {
  const t = useText(adminCampaignsText);
  const answer = usePreview(id, fields);
  return (
    <aside class="preview policy-aside" aria-label={t('scoring.preview')} tabIndex={0}>
      <section class="card stack-tight" aria-labelledby="scoring-preview">
        <h2 id="scoring-preview">{t('scoring.preview')}</h2>
        <div class="stack-tight" role="status">
          {answer === null ? (
            <p class="small muted">{t(fields.scoring ? 'preview.wait' : 'scoring.off')}</p>
          ) : answer.ok ? (
            <Summary view={answer.data} />
          ) : (
            <Mistakes answer={answer} fallback={troubleText(answer.trouble)} />
          )}
        </div>
        {answer?.ok ? <Rows view={answer.data} /> : null}
      </section>
    </aside>
  );
}

function Mistakes({ answer, fallback }: { answer: Extract<Answer<unknown>, { ok: false }>; fallback: string }) {
  const reasons = Object.entries(answer.trouble.fields);
  if (reasons.length === 0) return <p class="field-error">{fallback}</p>;
  return (
    <ul class="small">
      {reasons.map(([path, reason]) => (
        <li key={path} class="field-error">
          {reason}
        </li>
      ))}
    </ul>
  );
}

function Summary({ view }: { view: ScoringPreviewView }) {
  const t = useText(adminCampaignsText);
  const words = useText(scoreText);
  if (view.leads.length === 0) return <p class="muted">{t('scoring.none')}</p>;
  return (
    <ul class="score-bands">
      {view.bands.map(({ band, count, closed, won }) => (
        <li key={band}>
          <span>{words(`band.${band}`)}</span>
          <meter min={0} max={view.leads.length} value={count} aria-hidden="true" />
          <span class="number">{count}</span>
          <span class="small muted">{closed > 0 ? t('scoring.won', { won, closed }) : ''}</span>
        </li>
      ))}
    </ul>
  );
}

function Rows({ view }: { view: ScoringPreviewView }) {
  const words = useText(scoreText);
  return (
    <ol class="score-rows">
      {view.leads.map((row) => (
        <li key={row.leadId}>
          <a href={`/leads/${encodeURIComponent(row.leadId)}`} target="_blank" rel="noreferrer">
            <Name name={row.name} />
          </a>
          <span class="small muted">{row.outcome ?? ''}</span>
          <span class="number" title={row.why} aria-label={words('chip', { points: row.points })}>
            {row.points}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** null before the first answer, and while the campaign isn't scored. An older question's answer is dropped. */
function usePreview(id: string, campaign: CampaignFields): Answer<ScoringPreviewView> | null {
  const [answer, setAnswer] = useState<Answer<ScoringPreviewView> | null>(null);
  const reads = useStore(language);
  useEffect(() => {
    let isWanted = true;
    if (!campaign.scoring) setAnswer(null);
    const timer = setTimeout(() => {
      if (!campaign.scoring) return;
      const path = `/api/admin/campaigns/${encodeURIComponent(id)}/scoring/preview`;
      void ask<ScoringPreviewView>(path, { method: 'POST', body: { campaign } }).then((found) => {
        if (isWanted) setAnswer(found);
      });
    }, TYPING_PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [id, campaign, reads]);
  return answer;
}
