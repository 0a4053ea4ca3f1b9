/** The frame of one page: its title, what can be done there, its content once the server answered. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../../base/text.ts';
import type { Asked } from '../useAnswer.ts';
import { sayTrouble } from './sayTrouble.ts';

interface PageProps {
  readonly title: ComponentChildren;
  /** The same in words alone, for the window. */
  readonly name: string;
  readonly intro?: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
}

/** How many pages have been shown since this one was loaded: the first leaves the focus where the browser has it. */
let shown = 0;

export function Page({ title, name, intro, actions, children, wide = false }: PageProps) {
  const t = useText(adminText);
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} · ${t('title')} · Leadbell`;
  }, [name, t]);
  useEffect(() => {
    // A reader of screens is told where a followed link has led.
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

/** Draws what was asked for; says so while it is on its way, and what went wrong when it does not come. */
export function Loaded<T>({ asked, children }: { asked: Asked<T>; children: (data: T) => ComponentChildren }) {
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
          <div class="notice notice-bad row-apart">
            <span>{sayTrouble(trouble, common)}</span>
            <button type="button" class="button button-small" onClick={asked.reload}>
              {common('tryAgain')}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
