/** Why agents are away: wording, order, and what the time counts as. A saved one can only be retired. */
import { useId } from 'preact/hooks';
import type { AwayReasonDraft, MOST_AWAY_REASONS } from '../../../core/agent/awayReasons.ts';
import { AWAY_COUNTS } from '../../../core/vocabulary/presence.ts';
import { adminBusinessText } from '../../../shared/text/adminBusiness.ts';
import { useText } from '../../base/text.ts';
import { CheckField, SelectField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { WordingField } from '../form/WordingField.tsx';

const MOST = 60 satisfies typeof MOST_AWAY_REASONS;

export function AwayReasons({ reasons }: { reasons: readonly AwayReasonDraft[] }) {
  const t = useText(adminBusinessText);
  const id = useId();
  const make = (): AwayReasonDraft => ({ label: { en: '' }, counts: 'unpaid' });
  const isSaved = (index: number) => reasons[index]?.id !== undefined;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('away')}</h2>
      <p class="muted">{t('away.about')}</p>
      <ListField path="awayReasons" make={make} add={t('away.add')} max={MOST} isFixed={isSaved}>
        {(path, index) => (
          <>
            <WordingField path={`${path}.label`} max={60} />
            <SelectField path={`${path}.counts`} options={AWAY_COUNTS.map((one) => [one, t(`away.${one}`)])} />
            {isSaved(index) ? <CheckField path={`${path}.isRetired`} /> : null}
          </>
        )}
      </ListField>
    </section>
  );
}
