/** Saves leads as a file, and says so if that failed. */
import { useState } from 'preact/hooks';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { toast } from '../base/ui/Toasts.tsx';

export function ExportButton({ label, save }: { label: string; save: () => Promise<boolean> }) {
  const t = useText(leadsText);
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const isSaved = await save();
    setBusy(false);
    if (!isSaved) toast(t('export.failed'));
  };
  return (
    <button type="button" class="button button-small" disabled={isBusy} onClick={() => void run()}>
      {label}
    </button>
  );
}
