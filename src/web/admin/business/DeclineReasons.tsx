/** Reasons to decline a lead. The business writes the label and chooses the effect from a fixed list. */
import { useId } from 'preact/hooks';
import type { AwayReasonDraft } from '../../../core/agent/awayReasons.ts';
import type { DECLINE_MEANINGS } from '../../../core/vocabulary/presence.ts';
import type { MOST_DECLINE_REASONS } from '../../../core/agent/declineReasons.ts';
import type { DeclineReasonFields } from '../../../shared/admin.ts';
import { adminBusinessText } from '../../../shared/text/adminBusiness.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { SelectField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { WordingField } from '../form/WordingField.tsx';

const MEANINGS = ['none', 'away', 'never'] as const satisfies typeof DECLINE_MEANINGS;
const MOST = 9 satisfies typeof MOST_DECLINE_REASONS;

interface Props {
  reasons: readonly DeclineReasonFields[];
  awayReasons: readonly AwayReasonDraft[];
}

export function DeclineReasons({ reasons, awayReasons }: Props) {
  const t = useText(adminBusinessText);
  const reads = useStore(language);
  // A new one has no ID until it's saved.
  const away = awayReasons.flatMap(({ id: reason, label, isRetired }): readonly (readonly [string, string])[] =>
    reason === undefined || isRetired ? [] : [[reason, label[reads] ?? label.en]],
  );
  const id = useId();
  const make = (): DeclineReasonFields => ({ label: { en: '' }, means: 'none' });
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('declining')}</h2>
      <p class="muted">{t('declining.about')}</p>
      <ListField path="declineReasons" make={make} add={t('declining.add')} max={MOST}>
        {(path, index) => (
          <>
            <WordingField path={`${path}.label`} max={60} />
            <div class="pair">
              <SelectField path={`${path}.means`} options={MEANINGS.map((one) => [one, t(`declining.${one}`)])} />
              {reasons[index]?.means === 'away' ? <SelectField path={`${path}.awayReason`} options={away} /> : null}
            </div>
          </>
        )}
      </ListField>
    </section>
  );
}
