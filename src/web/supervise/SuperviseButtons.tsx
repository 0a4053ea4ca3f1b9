/** Listen, whisper and join buttons for a conversation over the network. The current mode is shown as pressed. */
import { floorText } from '../../shared/text/floor.ts';
import { useStore } from '../base/createStore.ts';
import { useText } from '../base/text.ts';
import { MODES, supervise, supervision } from './supervision.ts';

export function SuperviseButtons({ leadId, name, isSmall }: { leadId: string; name: string; isSmall?: boolean }) {
  const t = useText(floorText);
  const now = useStore(supervision);
  const isIn = now.kind === 'in' && now.target.leadId === leadId;
  const isBusy = now.kind === 'joining' || (now.kind === 'in' && !isIn);
  return (
    <div class="row supervise" role="group" aria-label={t('supervise', { name })}>
      {MODES.map((mode) => (
        <button
          type="button"
          key={mode}
          class={isSmall ? 'link-button small' : 'button button-small'}
          title={t(`supervise.${mode}.hint`)}
          aria-pressed={isIn ? now.target.mode === mode : undefined}
          aria-busy={isIn && now.wanted === mode}
          disabled={isBusy}
          onClick={() => void supervise({ leadId, name, mode })}
        >
          {t(`supervise.${mode}`)}
        </button>
      ))}
    </div>
  );
}
