/** The agent's script in both languages, with all placeholders to insert. */
import { useRef } from 'preact/hooks';
import { fieldsFor } from '../../../core/vocabulary/form.ts';
import type { Wording } from '../../../core/vocabulary/language.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { WordingField } from '../form/WordingField.tsx';
import { ScriptSteps } from './ScriptSteps.tsx';
import type { SectionProps } from './sectionProps.ts';

const WORDS = ['name', 'interest', 'agent', 'campaign'] as const;

export function ScriptSection({ draft }: SectionProps) {
  const t = useText(adminCampaignsText);
  const script = useField<Wording>('script');
  const last = useRef<HTMLTextAreaElement | null>(null);
  const words = [
    ...WORDS,
    ...fieldsFor(draft.fields, 'agents')
      .map(({ name }) => name)
      .filter((name) => name !== ''),
  ];

  // The field that last had focus; the English text at first.
  const insert = (word: string) => {
    const area = last.current ?? (document.getElementById('script.en') as HTMLTextAreaElement | null);
    if (!area) return;
    const language = area.id === 'script.ko' ? 'ko' : 'en';
    const placeholder = `{${word}}`;
    const at = area.selectionStart;
    const text = area.value.slice(0, at) + placeholder + area.value.slice(area.selectionEnd);
    script.set({ ...script.value, [language]: text });
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(at + placeholder.length, at + placeholder.length);
    });
  };
  return (
    <>
      <p class="muted">{t('script.about')}</p>
      <div class="row" role="group" aria-label={t('script.insert')}>
        {words.map((word) => (
          <button
            key={word}
            type="button"
            class="button button-small code"
            aria-label={t('script.insertOne', { placeholder: `{${word}}` })}
            onClick={() => insert(word)}
          >
            {`{${word}}`}
          </button>
        ))}
      </div>
      <div
        onFocusCapture={({ target }) => {
          if (target instanceof HTMLTextAreaElement) last.current = target;
        }}
      >
        <WordingField path="script" rows={10} />
      </div>
      <ScriptSteps fields={draft.fields} />
    </>
  );
}
