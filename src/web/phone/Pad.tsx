/** The twelve keys. The style sheet adds the letters, which are decorative. */
import { phoneText } from '../../shared/text/phone.ts';
import { useText } from '../base/text.ts';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', ''],
  ['#', ''],
] as const;
const NAMES = { '*': 'pad.star', '#': 'pad.hash' } as const;

export function Pad({ onPress }: { onPress: (key: string) => void }) {
  const t = useText(phoneText);
  return (
    <div class="phone-pad" role="group" aria-label={t('pad')}>
      {KEYS.map(([key, letters]) => (
        <button
          key={key}
          type="button"
          class="button phone-key"
          data-letters={letters}
          aria-label={key === '*' || key === '#' ? t(NAMES[key]) : key}
          onClick={() => onPress(key)}
        >
          {key}
        </button>
      ))}
    </div>
  );
}
