/** The frame of a page: title, actions, and content once the server answered. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../../base/text.ts';
import { FailedNotice } from '../../base/ui/FailedNotice.tsx';
import type { Resource } from '../../base/useResource.ts';
import { troubleText } from '../../base/troubleText.ts';

interface PageProps {
  readonly title: ComponentChildren;
  /** The title as plain text, for the window. */
  readonly name: string;
  readonly intro?: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
}

/** Pages shown since the last load. The first one leaves focus where the browser put it. */
let shown = 0;

export function Page({ title, name, intro, actions, children, wide = false }: PageProps) {
  const t = useText(adminText);
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} · ${t('title')} · Leadbell`;
  }, [name, t]);
  useEffect(() => {
    // Focus the heading, so that screen readers announce where the link led.
    if (shown > 0) ref.current?.focus({ preventScroll: true });
    if (shown > 0) window.scrollTo(0, 0);
    shown += 1;
  }, []);
  return (
    <div class={wide ? 'admin-page admin-page-wide' : 'admin-page'}>
      <div class="row-apart admin-head">
        <h1 ref={ref} tabIndex={-1}>
          {title}
        </h1>
        {actions ? <div class="row">{actions}</div> : null}
      </div>
      {intro === undefined ? null : <p class="muted admin-intro">{intro}</p>}
      {children}
    </div>
  );
}

/** Renders the data; shows a loading message before it arrives, and the reason when it fails. */
export function Loaded<T>({ asked, children }: { asked: Resource<T>; children: (data: T) => ComponentChildren }) {
  const common = useText(commonText);
  const t = useText(adminText);
  if (asked.data !== null) return <>{children(asked.data)}</>;
  const { trouble } = asked;
  return (
    <>
      {trouble ? null : <p class="muted late-word">{common('loading')}</p>}
      <div class="live" role="alert">
        {!trouble ? null : trouble.code === 'not-found' ? (
          <p class="notice notice-warn">{t('notHere.body')}</p>
        ) : (
          <FailedNotice reason={troubleText(trouble)} onRetry={asked.reload} />
        )}
      </div>
    </>
  );
}
