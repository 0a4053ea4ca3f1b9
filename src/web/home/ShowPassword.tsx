/**
 * Displayed beside the label, but after the field in tab order: from the field, Tab leads to this button and then to the
 * next field.
 */
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
