/** The head of a preview: what it shows, and the language it is shown in, whatever language the page is in. */
import type { Language } from '../../../core/campaign.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';

interface PreviewHeadProps {
  readonly title: string;
  /** What the buttons choose, for who does not see what they stand beside. */
  readonly choice: string;
  readonly language: Language;
  readonly onChoose: (language: Language) => void;
}

export function PreviewHead({ title, choice, language, onChoose }: PreviewHeadProps) {
  const t = useText(adminText);
  return (
    <div class="row-apart preview-head">
      <h2>{title}</h2>
      <div class="row" role="group" aria-label={choice}>
        {(['en', 'ko'] as const).map((one) => (
          <button
            key={one}
            type="button"
            class="button button-small"
            aria-pressed={one === language}
            onClick={() => onChoose(one)}
          >
            {t(`language.${one}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
