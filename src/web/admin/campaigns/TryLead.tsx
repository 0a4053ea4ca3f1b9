/**
 * Who would get a lead now, and why no one else would, by the policy as it is typed. Asked again with every change, so
 * mistakes show up with their place while typing. Nothing is offered or saved.
 */
import { useEffect, useState } from 'preact/hooks';
import type { CampaignFields, PersonView } from '../../../shared/admin.ts';
import type { TriedDecisionView } from '../../../shared/api.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { useStore } from '../../base/createStore.ts';
import { ask, type Answer } from '../../base/http.ts';
import { language as pageLanguage } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Chosen, DecisionBody } from '../../lead/Decisions.tsx';
import { namedList } from '../../lead/decisionSentences.ts';
import { troubleText } from '../../base/troubleText.ts';
import { PickLead } from './PickLead.tsx';
import { PolicyMistakes } from './PolicyMistakes.tsx';
import { TypedLeadFields } from './TypedLeadFields.tsx';
import { factsAsked, sentLead, type TypedLead } from './typedLead.ts';

const TYPING_PAUSE_MS = 400;

interface Props {
  readonly id: string;
  readonly fields: CampaignFields;
  readonly people: readonly PersonView[];
  readonly lead: TypedLead;
  readonly setLead: (lead: TypedLead) => void;
}

export function TryLead({ id, fields, people, lead, setLead }: Props) {
  const t = useText(adminPolicyText);
  const [isKnown, setKnown] = useState(false);
  // One that is picked elsewhere on the page.
  const showsKnown = isKnown || lead.leadId !== null;
  const change = (changes: Partial<TypedLead>) => setLead({ ...lead, ...changes });
  const answer = useTrial(id, fields, lead, !showsKnown || lead.leadId !== null);
  return (
    <section class="card stack-tight" aria-labelledby="policy-try">
      <h2 id="policy-try" tabIndex={-1}>
        {t('try.title')}
      </h2>
      <div class="row" role="radiogroup" aria-label={t('try.lead')}>
        {(['typed', 'known'] as const).map((kind) => (
          <label class="check" key={kind}>
            <input
              type="radio"
              name="lead-kind"
              checked={showsKnown === (kind === 'known')}
              onChange={() => {
                setKnown(kind === 'known');
                change({ leadId: null });
              }}
            />
            {t(`try.lead.${kind}`)}
          </label>
        ))}
      </div>
      {showsKnown ? <PickLead campaignId={id} picked={lead.leadId} pick={(leadId) => change({ leadId })} /> : null}
      <div class="pair">
        {showsKnown ? null : <TypedLeadFields lead={lead} change={change} fields={fields} people={people} />}
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
        {answer ? <Outcome answer={answer} /> : <p class="small muted">{t(showsKnown ? 'try.pick' : 'try.wait')}</p>}
      </div>
    </section>
  );
}

function Outcome({ answer }: { answer: Answer<TriedDecisionView> }) {
  const t = useText(adminPolicyText);
  const reads = useStore(pageLanguage);
  if (answer.ok) {
    const { drawnAmong = [] } = answer.data;
    return (
      <>
        <Chosen decision={answer.data} />
        {drawnAmong.length > 0 ? (
          <p class="small">
            <bdi>{t('try.drawn', { count: drawnAmong.length, names: namedList(drawnAmong, reads) })}</bdi>
          </p>
        ) : null}
        <DecisionBody decision={answer.data} />
      </>
    );
  }
  const { fields } = answer.trouble;
  if (Object.keys(fields).length === 0) return <p class="field-error">{troubleText(answer.trouble)}</p>;
  const isLead = Object.keys(fields).every((path) => path.startsWith('lead.'));
  return <PolicyMistakes title={isLead ? 'try.mistakes.lead' : 'try.mistakes'} fields={fields} />;
}

/** The answer for what is typed now; null before the first, and while nothing is asked. An older question's answer is dropped. */
function useTrial(id: string, fields: CampaignFields, lead: TypedLead, isAsking: boolean) {
  const { policy, teamIds, skills, siteIds } = fields;
  const [answer, setAnswer] = useState<Answer<TriedDecisionView> | null>(null);
  const reads = useStore(pageLanguage);
  useEffect(() => {
    if (!isAsking) {
      setAnswer(null);
      return undefined;
    }
    let isWanted = true;
    const body = { lead: sentLead(lead, factsAsked(policy)), unsaved: { policy, teamIds, skills, siteIds } };
    const timer = setTimeout(() => {
      const path = `/api/admin/campaigns/${encodeURIComponent(id)}/policy/preview`;
      void ask<TriedDecisionView>(path, { method: 'POST', body }).then((found) => {
        if (isWanted) setAnswer(found);
      });
    }, TYPING_PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [id, policy, teamIds, skills, siteIds, lead, reads, isAsking]);
  return answer;
}
