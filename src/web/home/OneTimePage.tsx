/** The frame of pages behind one-time links: one card, and advice when the link no longer works. */
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

/** Replaces the form. It takes focus, so it is announced. */
export function LinkExpired({ advice }: { advice: string }) {
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
