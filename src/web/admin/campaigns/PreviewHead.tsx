/** The heading of a preview, and its language, which is independent of the page's language. */
import type { Language } from '../../../core/vocabulary/language.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';

interface PreviewHeadProps {
  readonly title: string;
  /** What the buttons choose, for screen readers. */
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
