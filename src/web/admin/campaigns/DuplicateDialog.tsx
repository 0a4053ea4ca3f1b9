/** Copies a campaign under a new name and address. The copy is paused until it is reviewed. */
import { useId, useState } from 'preact/hooks';
import type { CampaignView } from '../../../shared/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { navigate } from '../route.ts';
import { nextCode, formKeyOf } from './slug.ts';

export function DuplicateDialog({ view, onClose }: { view: CampaignView; onClose: () => void }) {
  const t = useText(adminCampaignsText);
  const names = useText(adminFieldsText);
  const id = useId();
  const [name, setName] = useState(() => t('duplicate.copyOf', { name: view.name.en }));
  const [formKey, setFormKey] = useState(() => `${view.formKey}-2`);
  return (
    <ConfirmDialog<CampaignView>
      title={t('duplicate.title', { name: view.name.en })}
      act={t('duplicate.do')}
      harmless
      send={() =>
        ask(`/api/admin/campaigns/${encodeURIComponent(view.id)}/duplicate`, {
          method: 'POST',
          body: { formKey, name: { ...view.name, en: name } },
        })
      }
      onDone={(copy) => {
        onClose();
        navigate(`/admin/campaigns/${encodeURIComponent(copy.id)}`);
      }}
      onClose={onClose}
    >
      <p class="muted">{t('duplicate.about')}</p>
      <div class="field">
        <label for={`${id}-name`}>{t('duplicate.name')}</label>
        <input
          id={`${id}-name`}
          class="input"
          maxLength={120}
          value={name}
          onInput={({ currentTarget: { value } }) => {
            setFormKey(nextCode(formKey, name, value, formKeyOf));
            setName(value);
          }}
        />
      </div>
      <div class="field">
        <label for={`${id}-key`}>{names('formKey')}</label>
        <input
          id={`${id}-key`}
          class="input code"
          maxLength={63}
          autocapitalize="none"
          spellcheck={false}
          value={formKey}
          onInput={({ currentTarget }) => setFormKey(currentTarget.value)}
        />
        <span class="field-hint">{names('hint.formKey')}</span>
      </div>
    </ConfirmDialog>
  );
}
