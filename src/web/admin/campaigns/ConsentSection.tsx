/**
 * The wording of the four consent boxes. The wording that a customer saw is stored with their inquiry; a change makes a new
 * version.
 */
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { isSame } from '../../../core/vocabulary/isSame.ts';
import { WordingField } from '../form/WordingField.tsx';
import type { SectionProps } from './sectionProps.ts';

const BOXES = ['call', 'now', 'text', 'email'] as const;

export function ConsentSection({ draft, view }: SectionProps) {
  const t = useText(adminCampaignsText);
  const version = view?.consentVersion ?? 0;
  const isChanged = !isSame(draft.fields.consent, draft.base.fields.consent);
  return (
    <>
      <p class="muted">{t('consent.about')}</p>
      {view === null ? null : (
        <p class="row">
          <span class="badge">{t('consent.version', { version })}</span>
          <span class="small muted">{isChanged ? t('consent.next', { version: version + 1 }) : '\u00a0'}</span>
        </p>
      )}
      {BOXES.map((box) => (
        <WordingField key={box} path={`consent.${box}`} rows={3} />
      ))}
    </>
  );
}
