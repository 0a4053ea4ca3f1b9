/** Listen, whisper, join: beside a conversation over the network. */
import { floorText } from '../../shared/text/floor.ts';
import { useStore } from '../base/createStore.ts';
import { useText } from '../base/text.ts';
import { MODES, supervise, supervision } from './supervision.ts';

export function SuperviseButtons({ leadId, name, isSmall }: { leadId: string; name: string; isSmall?: boolean }) {
  const t = useText(floorText);
  const { kind } = useStore(supervision);
  const isBusy = kind === 'joining' || kind === 'in';
  return (
    <div class="row" role="group" aria-label={t('supervise', { name })}>
      {MODES.map((mode) => (
        <button
          type="button"
          key={mode}
          class={isSmall ? 'link-button small' : 'button'}
          title={t(`supervise.${mode}.hint`)}
          disabled={isBusy}
          onClick={() => void supervise({ leadId, name, mode })}
        >
          {t(`supervise.${mode}`)}
        </button>
      ))}
    </div>
  );
}
