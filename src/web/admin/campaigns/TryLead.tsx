/**
 * Who would get a lead now, and why no one else would, by the policy as it is typed. Asked again with every change, so
 * mistakes show up with their place while typing. Nothing is offered or saved.
 */
import { useEffect, useState } from 'preact/hooks';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { DecisionView } from '../../../shared/api.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../../base/createStore.ts';
import { ask, type Answer } from '../../base/http.ts';
import { language as pageLanguage } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Chosen, DecisionBody } from '../../lead/Decisions.tsx';
import { troubleText } from '../ui/troubleText.ts';
import { PolicyMistakes } from './PolicyMistakes.tsx';

const TYPING_PAUSE_MS = 400;

interface TypedLead {
  readonly language: 'en' | 'ko';
  readonly interest: string;
  readonly source: string;
  readonly waitedSeconds: number;
  readonly isLive: boolean;
}

export function TryLead({ id, fields }: { id: string; fields: CampaignFields }) {
  const t = useText(adminPolicyText);
  const words = useText(adminText);
  const reads = useStore(pageLanguage);
  const [lead, setLead] = useState<TypedLead>({
    ...{ language: fields.language, interest: '', source: '', waitedSeconds: 0, isLive: false },
  });
  const change = (changes: Partial<TypedLead>) => setLead({ ...lead, ...changes });
  const answer = useTrial(id, fields, lead);
  return (
    <section class="card stack-tight" aria-labelledby="policy-try">
      <h2 id="policy-try">{t('try.title')}</h2>
      <div class="pair">
        <label class="field">
          {t('try.language')}
          <select
            class="input"
            value={lead.language}
            onChange={({ currentTarget }) => change({ language: currentTarget.value as 'en' | 'ko' })}
          >
            <option value="en">{words('language.en')}</option>
            <option value="ko">{words('language.ko')}</option>
          </select>
        </label>
        <label class="field">
          {t('try.interest')}
          <select
            class="input"
            value={lead.interest}
            onChange={({ currentTarget }) => change({ interest: currentTarget.value })}
          >
            <option value="">{t('try.interest.none')}</option>
            {fields.interests.map(({ value, label }) => (
              <option key={value} value={value}>
                {label[reads] ?? label.en}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {t('try.source')}
          <input
            class="input"
            value={lead.source}
            maxLength={100}
            onInput={({ currentTarget }) => change({ source: currentTarget.value })}
          />
        </label>
        <label class="field">
          {t('try.waited')}
          <input
            class="input"
            type="number"
            min={0}
            max={86_400}
            value={lead.waitedSeconds}
            onInput={({ currentTarget }) => change({ waitedSeconds: Math.max(0, currentTarget.valueAsNumber || 0) })}
          />
        </label>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={lead.isLive}
          onChange={({ currentTarget }) => change({ isLive: currentTarget.checked })}
        />
        {t('try.live')}
      </label>
      <div class="stack-tight" role="status">
        {answer ? <Outcome answer={answer} /> : <p class="small muted">{t('try.wait')}</p>}
      </div>
    </section>
  );
}

function Outcome({ answer }: { answer: Answer<DecisionView> }) {
  const common = useText(commonText);
  if (answer.ok)
    return (
      <>
        <Chosen decision={answer.data} />
        <DecisionBody decision={answer.data} />
      </>
    );
  const { fields } = answer.trouble;
  if (Object.keys(fields).length === 0) return <p class="field-error">{troubleText(answer.trouble, common)}</p>;
  return <PolicyMistakes fields={fields} />;
}

/** The answer for what is typed now; null before the first. An older question's answer is dropped. */
function useTrial(id: string, { policy, teamIds, skills }: CampaignFields, lead: TypedLead) {
  const [answer, setAnswer] = useState<Answer<DecisionView> | null>(null);
  const reads = useStore(pageLanguage);
  useEffect(() => {
    let isWanted = true;
    const { language, interest, source, waitedSeconds, isLive } = lead;
    const body = {
      lead: {
        ...{ language, waitedMs: waitedSeconds * 1000, isLive },
        ...(interest !== '' && { interest }),
        ...(source.trim() !== '' && { source: source.trim() }),
      },
      unsaved: { policy, teamIds, skills },
    };
    const timer = setTimeout(() => {
      const path = `/api/admin/campaigns/${encodeURIComponent(id)}/policy/preview`;
      void ask<DecisionView>(path, { method: 'POST', body }).then((found) => {
        if (isWanted) setAnswer(found);
      });
    }, TYPING_PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [id, policy, teamIds, skills, lead, reads]);
  return answer;
}
