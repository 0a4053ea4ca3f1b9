/**
 * A live outline of what callers will hear, step by step, in either language. The server builds it from the instructions
 * that it answers calls with.
 */
import { useEffect, useState } from 'preact/hooks';
import type { CallFlow } from '../../../../core/call/flow.ts';
import type { Language } from '../../../../core/vocabulary/language.ts';
import type { CallOutline } from '../../../../shared/admin.ts';
import { adminCallsText } from '../../../../shared/text/adminCalls.ts';
import { ask } from '../../../base/http.ts';
import { language as pageLanguage } from '../../../base/settings.ts';
import { useText } from '../../../base/text.ts';
import { PreviewHead } from '../PreviewHead.tsx';

const TYPING_PAUSE_MS = 300;

export function Outline({ campaignId, flow }: { campaignId: string; flow: CallFlow }) {
  const t = useText(adminCallsText);
  const [language, setLanguage] = useState<Language>(() => pageLanguage.get());
  const { outline, isStale } = useOutline(campaignId, flow, language);
  return (
    <aside class="preview" aria-label={t('outline.title')}>
      <PreviewHead
        title={t('outline.title')}
        choice={t('outline.language')}
        language={language}
        onChoose={setLanguage}
      />
      <ol class="card outline" lang={language} tabIndex={0} aria-label={t('outline.title')}>
        {(outline?.parts ?? []).map(({ part, says }, index) => (
          <li key={index}>
            <h3 lang={pageLanguage.get()}>{t(`outline.${part}`)}</h3>
            {says.map((one, line) => (
              <p key={line} class="outline-line">
                {'text' in one ? one.text : <Sound url={one.sound} />}
              </p>
            ))}
          </li>
        ))}
      </ol>
      <p class="small muted preview-note" role="status">
        {isStale ? t('outline.wait') : ''}
      </p>
    </aside>
  );
}

function Sound({ url }: { url: string | null }) {
  const t = useText(adminCallsText);
  return (
    <span class="muted" lang={pageLanguage.get()}>
      {url === null ? t('outline.music') : t('outline.plays', { url })}
    </span>
  );
}

/** The last outline that could be built; stale while the input is invalid. */
function useOutline(campaignId: string, calls: CallFlow, language: Language) {
  const [shown, setShown] = useState<{ outline: CallOutline | null; isStale: boolean }>({
    outline: null,
    isStale: false,
  });
  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(() => {
      const path = `/api/admin/campaigns/${encodeURIComponent(campaignId)}/calls/preview`;
      void ask<CallOutline>(path, { method: 'POST', body: { calls, language } }).then((answer) => {
        if (!isLatest) return;
        setShown((before) =>
          answer.ok ? { outline: answer.data, isStale: false } : { outline: before.outline, isStale: true },
        );
      });
    }, TYPING_PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [campaignId, calls, language]);
  return shown;
}
