/** Exports the customer’s dossier: the signed file, or a page to read. */
import { useState } from 'preact/hooks';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { useText } from '../../base/text.ts';
import { savePosted } from '../../base/savePosted.ts';
import type { Whom } from './whom.ts';

export function DossierButtons({ whom }: { whom: Whom }) {
  const t = useText(adminPersonsText);
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const save = async (format: 'json' | 'html') => {
    setBusy(true);
    setFailed(!(await savePosted('/api/persons/dossier', { ...whom, format }, `dossier.${format}`)));
    setBusy(false);
  };
  return (
    <div class="stack-tight">
      <h3 class="subhead">{t('dossier.title')}</h3>
      <p class="muted small">{t('dossier.hint')}</p>
      <div class="row">
        <button type="button" class="button button-small" disabled={isBusy} onClick={() => void save('json')}>
          {t('dossier.json')}
        </button>
        <button type="button" class="button button-small" disabled={isBusy} onClick={() => void save('html')}>
          {t('dossier.html')}
        </button>
      </div>
      <p class="field-error" role="alert">
        {hasFailed ? t('dossier.failed') : ''}
      </p>
    </div>
  );
}
