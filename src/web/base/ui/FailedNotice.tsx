/** Why something can't be shown, and a way to try again. */
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../text.ts';

export function FailedNotice({ reason, onRetry }: { reason: string; onRetry?: (() => void) | undefined }) {
  const common = useText(commonText);
  return (
    <p class="notice notice-bad row-apart">
      <span>{reason}</span>
      {onRetry ? (
        <button type="button" class="button button-small" onClick={onRetry}>
          {common('tryAgain')}
        </button>
      ) : null}
    </p>
  );
}
