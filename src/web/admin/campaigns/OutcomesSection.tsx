/** The outcomes that agents can choose: all of the business's, or some. */
import { useRef } from 'preact/hooks';
import { AGENT_OUTCOMES, isAlwaysOffered, OUTCOME_LABELS } from '../../../core/vocabulary/outcomes.ts';
import { wordingIn } from '../../../core/vocabulary/language.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { ChecksField } from '../form/fields.tsx';
import type { SectionProps } from './sectionProps.ts';

export function OutcomesSection({ surroundings }: SectionProps) {
  const t = useText(adminCampaignsText);
  const reads = useStore(language);
  const { value, set } = useField<readonly string[] | null>('outcomes');
  const inUse = surroundings.business?.outcomes.filter(({ isRetired }) => !isRetired);
  const options = inUse
    ? inUse.map(({ id = '', label }) => [id, wordingIn(label, reads)] as const)
    : AGENT_OUTCOMES.map((id) => [id, wordingIn(OUTCOME_LABELS[id], reads)] as const);
  const kept = useRef<readonly string[] | null>(null);
  if (value) kept.current = value;
  const option = (isAll: boolean) => (
    <label class="choice">
      <input
        type="radio"
        name="outcomes-kind"
        checked={(value === null) === isAll}
        onChange={() => set(isAll ? null : (kept.current ?? options.map(([id]) => id)))}
      />
      <span>{t(isAll ? 'outcomes.all' : 'outcomes.some')}</span>
    </label>
  );
  return (
    <div class="stack">
      <div class="row">
        {option(true)}
        {option(false)}
      </div>
      {value === null ? (
        <p class="muted">{options.map(([, label]) => label).join(', ')}</p>
      ) : (
        <ChecksField
          path="outcomes"
          options={options}
          always={options.flatMap(([id]) => (isAlwaysOffered(id) ? [id] : []))}
        />
      )}
      <p>
        <a href="/admin/business#outcomes">{t('outcomes.edit')}</a>
      </p>
    </div>
  );
}
