/** The outcomes of the business: wording, order, and what each means. The meaning of a saved one can't change. */
import { useId } from 'preact/hooks';
import type { MOST_OUTCOMES } from '../../../core/administration/outcomeChoices.ts';
import { AGENT_OUTCOMES, isAlwaysOffered, isSale } from '../../../core/vocabulary/outcomes.ts';
import { ASKS_VALUE } from '../../../core/vocabulary/sales.ts';
import type { OutcomeFields } from '../../../shared/admin.ts';
import { adminBusinessText } from '../../../shared/text/adminBusiness.ts';
import { keyText } from '../../base/outcomeText.ts';
import { useText } from '../../base/text.ts';
import { CheckField, SelectField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { WordingField } from '../form/WordingField.tsx';

const MOST = 100 satisfies typeof MOST_OUTCOMES;

export function OutcomeChoices({ outcomes }: { outcomes: readonly OutcomeFields[] }) {
  const t = useText(adminBusinessText);
  const id = useId();
  const make = (): OutcomeFields => ({ label: { en: '' }, means: 'notInterested' });
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('outcomes')}</h2>
      <p class="muted">{t('outcomes.about')}</p>
      <ListField
        path="outcomes"
        make={make}
        add={t('outcomes.add')}
        max={MOST}
        // Leads may carry it: it can only be retired.
        isFixed={(index) => outcomes[index]?.id !== undefined}
      >
        {(path, index) => {
          const outcome = outcomes[index];
          if (!outcome) return null;
          const isSaved = outcome.id !== undefined;
          return (
            <>
              {isSaved ? (
                <p class="row outcome-head">
                  {outcome.key !== undefined && !outcome.isRetired ? (
                    <span>
                      {t('outcomes.key')} <kbd>{keyText(outcome.key)}</kbd>
                    </span>
                  ) : null}
                  <span class="muted">{t(`means.${outcome.means}`)}</span>
                </p>
              ) : null}
              <WordingField path={`${path}.label`} max={60} />
              {isSaved ? null : (
                <SelectField
                  path={`${path}.means`}
                  options={AGENT_OUTCOMES.map((means) => [means, t(`means.${means}`)])}
                />
              )}
              {isSale(outcome.means) ? (
                <SelectField
                  path={`${path}.asksValue`}
                  options={ASKS_VALUE.map((asks) => [asks, t(`asksValue.${asks}`)])}
                />
              ) : null}
              {isSaved && !isAlwaysOffered(outcome.id ?? '') ? <CheckField path={`${path}.isRetired`} /> : null}
            </>
          );
        }}
      </ListField>
    </section>
  );
}
