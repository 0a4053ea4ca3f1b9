/** The frame of every page that a prospect sees. Rendered on the server; all text is escaped by Preact. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../core/vocabulary/language.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';

export interface PageProps {
  readonly language: Language;
  readonly title: string;
  readonly demo: boolean;
  /** Where the page is in the other language; absent where switching makes no sense. */
  readonly otherLanguageUrl?: string;
  /** Seconds after which the page loads itself again where there is no script. */
  readonly refreshAfter?: number;
  readonly children?: ComponentChildren;
}

export function renderPage(props: PageProps): string {
  return `<!doctype html>${renderToString(<Page {...props} />)}`;
}

function Page({ language, title, demo, otherLanguageUrl, refreshAfter, children }: PageProps) {
  const t = translator(formText, language);
  const other: Language = language === 'en' ? 'ko' : 'en';
  return (
    <html lang={language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        {refreshAfter !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshAfter)} />
          </noscript>
        )}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/build/form.css" />
        <script type="module" src="/build/form.js" />
      </head>
      <body class="form-page">
        <a class="skip-link" href="#main">
          {t('skip')}
        </a>
        <header class="form-top">
          {demo && <p class="badge badge-warn">{t('demo')}</p>}
          {otherLanguageUrl !== undefined && (
            <a class="form-language" href={otherLanguageUrl} lang={other} hreflang={other}>
              {t('otherLanguage')}
            </a>
          )}
        </header>
        <main class="form-sheet" id="main" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** A page of one sentence: nothing here, or not at the moment. */
export function renderNotice(props: PageProps & { readonly detail: string }): string {
  return renderPage({
    ...props,
    children: (
      <div class="form-notice">
        <h1>{props.title}</h1>
        <p class="muted">{props.detail}</p>
      </div>
    ),
  });
}
