/** How soon callers are to be answered. */
import { useId } from 'preact/hooks';
import { ANSWER_TARGETS, SHORT_CALLS } from '../../../core/vocabulary/answerGoal.ts';
import { SECOND } from '../../../core/vocabulary/time.ts';
import { adminBusinessText } from '../../../shared/text/adminBusiness.ts';
import { commonText } from '../../../shared/text/common.ts';
import { formatDuration } from '../../base/format.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { NumberField, SelectField } from '../form/fields.tsx';

export function AnswerGoal() {
  const t = useText(adminBusinessText);
  const id = useId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('callers')}</h2>
      <p class="muted">{t('callers.about')}</p>
      <div class="pair">
        <NumberField path="answerGoal.percent" min={1} max={100} />
        <Seconds path="answerGoal.withinSeconds" choices={ANSWER_TARGETS} />
        <Seconds path="answerGoal.shortSeconds" choices={SHORT_CALLS} />
      </div>
    </section>
  );
}

function Seconds({ path, choices }: { path: string; choices: readonly number[] }) {
  const common = useText(commonText);
  const field = useField<number>(path);
  return (
    <SelectField
      path={path}
      options={choices.map((seconds) => [String(seconds), formatDuration(seconds * SECOND, common)])}
      onPick={(seconds) => field.set(Number(seconds))}
    />
  );
}
