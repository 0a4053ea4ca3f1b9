/** Explains the effects of pausing a campaign before it is paused. */
import type { CampaignView } from '../../../shared/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

interface Props {
  readonly view: CampaignView;
  readonly name: string;
  readonly onDone: (view: CampaignView) => void;
  readonly onClose: () => void;
}

export function PauseDialog({ view, name, onDone, onClose }: Props) {
  const t = useText(adminCampaignsText);
  return (
    <ConfirmDialog<CampaignView>
      title={t('pause.title', { name })}
      act={t('pause.do')}
      send={() =>
        ask(`/api/admin/campaigns/${encodeURIComponent(view.id)}/pause`, {
          method: 'POST',
          body: { version: view.version },
        })
      }
      onDone={(paused) => {
        toast(t('pause.done', { name }));
        onDone(paused);
      }}
      onClose={onClose}
    >
      <ul class="consequences">
        <li>{t('pause.form')}</li>
        <li>{t('pause.leads')}</li>
      </ul>
    </ConfirmDialog>
  );
}
