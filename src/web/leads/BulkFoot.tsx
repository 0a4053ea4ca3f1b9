/** The end of a dialog that starts an action on many leads: what went wrong, and the two buttons. */
import { commonText } from '../../shared/text/common.ts';
import { useText } from '../base/text.ts';

interface Props {
  trouble: string;
  /** What the action does, with how many leads. */
  label: string;
  isReady: boolean;
  onStart: () => void;
  onClose: () => void;
}

export function BulkFoot({ trouble, label, isReady, onStart, onClose }: Props) {
  const common = useText(commonText);
  return (
    <>
      <p class="field-error live" role="alert">
        {trouble}
      </p>
      <div class="row">
        <button type="button" class="button button-primary" disabled={!isReady} onClick={onStart}>
          {label}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {common('cancel')}
        </button>
      </div>
    </>
  );
}
