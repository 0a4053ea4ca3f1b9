/** How a campaign's leads are scored: where each starts, and the rules that add or take points. */
import type { ScoreRule, Scoring } from '../../../core/score/rules.ts';
import { wordingIn } from '../../../core/vocabulary/language.ts';
import { INQUIRY_SOURCES } from '../../../core/vocabulary/inquirySources.ts';
import { BEHAVIORS, MOST_SCORE_RULES } from '../../../core/vocabulary/score.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { scoreText } from '../../../shared/text/score.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { ChecksField, Mistake, NumberField, TextField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { AnswerChecks, ConditionFields, NumberRange } from './ConditionFields.tsx';
import type { SectionProps } from './sectionProps.ts';

const START: Scoring = { start: 50, rules: [] };

export function ScoringSection({ draft }: SectionProps) {
  const t = useText(adminCampaignsText);
  return (
    <SwitchField path="scoring" start={START}>
      <NumberField path="scoring.start" min={0} max={100} />
      <ListField<ScoreRule>
        path="scoring.rules"
        add={t('rule.add')}
        max={MOST_SCORE_RULES}
        make={() => ({ name: '', points: 10, when: {} })}
      >
        {(path) => <ScoreRuleFields path={path} fields={draft.fields} />}
      </ListField>
    </SwitchField>
  );
}

function ScoreRuleFields({ path, fields }: { path: string; fields: CampaignFields }) {
  const t = useText(scoreText);
  return (
    <div class="stack-tight">
      <div class="pair">
        <TextField path={`${path}.name`} max={60} required />
        <NumberField path={`${path}.points`} min={-100} max={100} />
      </div>
      <ConditionFields path={path} fields={fields} />
      <ChecksField
        path={`${path}.when.kinds`}
        optional
        options={INQUIRY_SOURCES.map((kind) => [kind, t(`kind.${kind}`)] as const)}
      />
      <ChecksField
        path={`${path}.when.behaviors`}
        optional
        options={BEHAVIORS.map((behavior) => [behavior, t(`behavior.${behavior}`)] as const)}
      />
      {fields.fields.map((field) => (
        <AnswerCondition key={field.name} path={path} field={field} />
      ))}
    </div>
  );
}

/** Texts and dates have no condition: free text alone says too little. */
function AnswerCondition({ path, field }: { path: string; field: CampaignFields['fields'][number] }) {
  const reads = useStore(language);
  const { name, label } = field;
  if (field.kind === 'number')
    return <NumberRange path={path} name={name} label={wordingIn(label, reads)} least={field.min ?? 0} />;
  if (!('choices' in field)) return <Mistake path={`${path}.when.answers.${field.name}`} />;
  return <AnswerChecks path={path} field={field} />;
}
