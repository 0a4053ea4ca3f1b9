/** The frame of the pages behind one-time links: one card, and what to do when the link is gone. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { homeText } from '../../shared/text/home.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';

export function OneTimePage({ title, children }: { title: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Leadbell`;
  }, [title]);
  return (
    <>
      <TopBar me={null} />
      <main class="narrow-page">
        <section class="card stack">
          <h1>{title}</h1>
          {children}
        </section>
      </main>
    </>
  );
}

/** In place of the form, and read out, since it has focus. */
export function LinkGone({ advice }: { advice: string }) {
  const t = useText(homeText);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <>
      <div class="notice notice-warn stack-tight" ref={ref} tabIndex={-1}>
        <strong>{t('link.gone.title')}</strong>
        <span>{t('link.gone.used')}</span>
      </div>
      <p>{advice}</p>
      <a class="button" href="/sign-in">
        {t('link.toSignIn')}
      </a>
    </>
  );
}
