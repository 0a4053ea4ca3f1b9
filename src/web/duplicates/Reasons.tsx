/** What two leads have in common, as badges. */
import type { SharedTrait } from '../../shared/duplicates.ts';
import { duplicatesText } from '../../shared/text/duplicates.ts';
import { useText } from '../base/text.ts';

export function Reasons({ reasons }: { reasons: readonly SharedTrait[] }) {
  const t = useText(duplicatesText);
  if (reasons.length === 0) return <span class="badge">{t('reason.none')}</span>;
  return (
    <>
      {reasons.map(({ kind, field = '' }) => (
        <span key={`${kind} ${field}`} class="badge">
          {t(`reason.${kind}`, { field })}
        </span>
      ))}
    </>
  );
}
