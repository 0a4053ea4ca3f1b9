/** The form's address, the sites that may embed it, and the code to paste there. */
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { TextField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import type { SectionProps } from './sectionProps.ts';

export function ShareSection({ view }: SectionProps) {
  const t = useText(adminCampaignsText);
  const address = view ? `${location.origin}${view.formPath}` : null;
  return (
    <>
      {address === null || !view ? (
        <p class="muted">{t('share.unsaved')}</p>
      ) : (
        <>
          <CopyField label={t('share.address')} value={address} />
          {view.active ? (
            <p>
              <a class="button button-small" href={view.formPath} target="_blank" rel="noreferrer">
                {t('open')} ↗
              </a>
            </p>
          ) : (
            <p class="notice notice-warn">{t('share.paused')}</p>
          )}
        </>
      )}
      <ListField<string> path="embedOrigins" add={t('site.add')} make={() => 'https://'} max={20} slim>
        {(path) => <TextField path={path} code max={200} />}
      </ListField>
      {address === null || !view ? null : (
        <>
          <CopyField label={t('share.embed')} value={frameOf(address, view.name.en)} rows={3} />
          <p class="small muted">{t('share.allow')}</p>
        </>
      )}
    </>
  );
}

function frameOf(address: string, title: string): string {
  const escaped = title.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return `<iframe src="${address}" title="${escaped}" width="100%" height="900" loading="lazy"></iframe>`;
}
