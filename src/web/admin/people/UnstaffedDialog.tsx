/** The campaigns that a change would leave without agents, and the question whether to save anyway. */
import type { CampaignView } from '../../../shared/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

export function UnstaffedLines({ campaigns }: { campaigns: readonly CampaignView[] }) {
  const t = useText(adminPeopleText);
  const reads = useStore(language);
  return (
    <>
      {campaigns.map(({ id, name }) => (
        <li key={id}>
          <strong>{t('alone.campaign', { name: name[reads] ?? name.en })}</strong>
        </li>
      ))}
    </>
  );
}

interface Props {
  readonly campaigns: readonly CampaignView[];
  readonly onSave: () => void;
  readonly onClose: () => void;
}

export function UnstaffedDialog({ campaigns, onSave, onClose }: Props) {
  const t = useText(adminPeopleText);
  return (
    <ConfirmDialog
      title={t('alone.title')}
      act={t('alone.do')}
      // The form saves and shows the result.
      send={() => Promise.resolve({ ok: true as const, data: undefined })}
      onDone={onSave}
      onClose={onClose}
    >
      <ul class="consequences">
        <UnstaffedLines campaigns={campaigns} />
      </ul>
    </ConfirmDialog>
  );
}
