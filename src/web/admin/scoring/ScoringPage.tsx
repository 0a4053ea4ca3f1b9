/** `/admin/scoring`: whether the learned model scores leads, and how good the last one is. */
import { useState } from 'preact/hooks';
import type { ScoringView } from '../../../shared/adminScoring.ts';
import { adminScoringText } from '../../../shared/text/adminScoring.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { ask } from '../../base/http.ts';
import { useResource } from '../../base/useResource.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { CheckField } from '../form/fields.tsx';
import { Form } from '../form/Form.tsx';
import { useDraft, type Saved } from '../form/useDraft.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { useChangedBy } from '../ui/useChangedBy.ts';
import { TrainingCard } from './TrainingCard.tsx';

const PATH = '/api/admin/scoring';
type Choice = Pick<ScoringView, 'isOn' | 'usesProtected'>;

export function ScoringPage() {
  const t = useText(adminScoringText);
  const asked = useResource<ScoringView>(PATH);
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <Loaded asked={asked}>{(view) => <Scoring first={view} />}</Loaded>
    </Page>
  );
}

function savedOf({ isOn, usesProtected, version }: ScoringView): Saved<Choice> {
  return { fields: { isOn, usesProtected }, version };
}

function Scoring({ first }: { first: ScoringView }) {
  const t = useText(adminScoringText);
  const admin = useText(adminText);
  const [view, setView] = useState(first);
  const [isTraining, setTraining] = useState(false);
  const changedBy = useChangedBy(view);
  const draft = useDraft<Choice, ScoringView>({
    saved: savedOf(first),
    savedOf,
    send: (choice, version) => ask(PATH, { method: 'PUT', body: { version, ...choice } }),
    onSaved: (next) => {
      setView(next);
      toast(admin('save.saved'));
    },
  });
  const train = async () => {
    setTraining(true);
    const answer = await ask<ScoringView>(`${PATH}/train`, { method: 'POST', body: {} });
    setTraining(false);
    if (answer.ok) setView(answer.data);
    else toast(troubleText(answer.trouble));
  };
  const { protectedFields } = view;
  return (
    <>
      <Form draft={draft} state={changedBy}>
        <section class="card stack" aria-labelledby="scoring-choice">
          <h2 id="scoring-choice">{t('choice')}</h2>
          <CheckField path="isOn" />
          <CheckField path="usesProtected" />
          {draft.fields.usesProtected ? (
            <p class="notice notice-warn" role="status">
              {t('protected.about')}
            </p>
          ) : (
            <p class="small muted">
              {protectedFields.length === 0
                ? t('protected.none')
                : t('protected.fields', { fields: protectedFields.join(', ') })}
            </p>
          )}
        </section>
      </Form>
      <TrainingCard view={view} isTraining={isTraining} onTrain={() => void train()} />
    </>
  );
}
