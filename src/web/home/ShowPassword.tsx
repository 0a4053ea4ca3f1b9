/** Stands beside the label and comes after the field by Tab: whoever types goes on to the next field or shows what they typed. */
import { homeText } from '../../shared/text/home.ts';
import { useText } from '../base/text.ts';

interface Props {
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}

export function ShowPassword({ isShown, onChange }: Props) {
  const t = useText(homeText);
  return (
    <button
      type="button"
      class="link-button small show-password"
      aria-pressed={isShown}
      onClick={() => onChange(!isShown)}
    >
      {t(isShown ? 'signIn.hide' : 'signIn.show')}
    </button>
  );
}
