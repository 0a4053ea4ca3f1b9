/**
 * A live preview of the form as visitors see it, in either language. The server renders it with the code of the real form; a
 * sandboxed frame shows it without scripts and outside the tab order.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { Language } from '../../../core/vocabulary/language.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { language as pageLanguage } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { PreviewHead } from './PreviewHead.tsx';

const TYPING_PAUSE_MS = 300;

export function Preview({ fields }: { fields: CampaignFields }) {
  const t = useText(adminCampaignsText);
  const [language, setLanguage] = useState<Language>(() => pageLanguage.get());
  const { html, isStale } = usePreview(fields, language);
  return (
    <aside class="preview" aria-label={t('preview.title')}>
      <PreviewHead
        title={t('preview.title')}
        choice={t('preview.language')}
        language={language}
        onChoose={setLanguage}
      />
      <Frame html={html} title={t('preview.title')} />
      <p class="small muted preview-note" role="status">
        {isStale ? t('preview.wait') : ''}
      </p>
    </aside>
  );
}

/** The last page that could be rendered; stale while the input is invalid. */
function usePreview(campaign: CampaignFields, language: Language): { html: string; isStale: boolean } {
  const [drawn, setDrawn] = useState({ html: '', isStale: false });
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const body = JSON.stringify({ campaign, language });
      const headers = { 'content-type': 'application/json', accept: 'text/html' };
      fetch('/api/admin/campaigns/preview', { method: 'POST', headers, body, signal: controller.signal })
        .then(async (response) => {
          const html = response.ok ? makeStatic(await response.text()) : null;
          setDrawn((before) => (html === null ? { ...before, isStale: true } : { html, isStale: false }));
        })
        .catch(() => {
          // Superseded by newer input, or offline: the next change asks again.
          if (!controller.signal.aborted) setDrawn((before) => ({ ...before, isStale: true }));
        });
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [campaign, language]);
  return drawn;
}

/** The page without scripts and without focusable elements. */
function makeStatic(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const script of page.querySelectorAll('script')) script.remove();
  page.body.inert = true;
  return page.documentElement.outerHTML;
}

/** Loads once, then replaces only the body: reloading the frame on every keystroke would flicker. */
function Frame({ html, title }: { html: string; title: string }) {
  const ref = useRef<HTMLIFrameElement>(null);
  const [first, setFirst] = useState('');
  const start = first || html;
  useEffect(() => {
    if (first === '' && html !== '') setFirst(html);
    if (first !== '') show(ref.current, html);
  }, [html, first]);
  return (
    <iframe
      ref={ref}
      class="preview-frame"
      title={title}
      tabIndex={-1}
      // Same origin for the style sheet; no scripts, forms or navigation.
      sandbox="allow-same-origin"
      srcdoc={start === '' ? undefined : `<!doctype html>${start}`}
      onLoad={() => show(ref.current, html)}
    />
  );
}

function show(frame: HTMLIFrameElement | null, html: string): void {
  const shown = frame?.contentDocument;
  // While the first page is loading there is no element yet; its load event runs this again.
  if (!shown || shown.readyState === 'loading' || html === '') return;
  const next = new DOMParser().parseFromString(html, 'text/html');
  shown.documentElement.lang = next.documentElement.lang;
  if (shown.body.innerHTML !== next.body.innerHTML) shown.body.replaceChildren(...next.body.childNodes);
}
