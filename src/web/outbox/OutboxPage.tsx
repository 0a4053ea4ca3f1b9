/** The list and the selected email, side by side; on a phone, one at a time. */
import { useEffect, useRef } from 'preact/hooks';
import type { OutboxRow } from '../../shared/outbox.ts';
import { outboxText } from '../../shared/text/outbox.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { MailView } from './MailView.tsx';
import { useSelectedEmail, useOutbox } from './useOutbox.ts';

export function OutboxPage() {
  const t = useText(outboxText);
  const me = useMe();
  const { mails, trouble } = useOutbox();
  const chosen = useSelectedEmail();
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="outbox" data-chosen={chosen !== null}>
        <section class="outbox-list">
          <div class="stack-tight outbox-head">
            <h1>{t('title')}</h1>
            <p class="muted small">{t(trouble === 'off' ? 'off' : 'about')}</p>
            <p class="small" role="status">
              {trouble === 'unreachable' ? t('unreachable') : ''}
            </p>
          </div>
          {mails === undefined || trouble === 'off' ? null : mails.length === 0 ? (
            <Empty />
          ) : (
            <List mails={mails} chosen={chosen} />
          )}
        </section>
        <section class="outbox-mail">
          {chosen !== null ? (
            <MailView id={chosen} key={chosen} />
          ) : mails !== undefined && mails.length > 0 ? (
            <p class="empty muted">{t('choose')}</p>
          ) : null}
        </section>
      </main>
    </>
  );
}

function Empty() {
  const t = useText(outboxText);
  return (
    <div class="stack empty">
      <h2>{t('empty')}</h2>
      <p class="muted">{t('empty.how')}</p>
      <p>
        <a class="button" href="/f/demo" target="_blank" rel="noreferrer">
          {t('form')} ↗
        </a>
      </p>
    </div>
  );
}

function List({ mails, chosen }: { mails: readonly OutboxRow[]; chosen: string | null }) {
  const t = useText(outboxText);
  const inLanguage = useStore(language);
  const list = useRef<HTMLUListElement>(null);
  const now = Date.now();
  // The up and down arrow keys move through the list, as in email programs.
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  };
  return (
    <ul class="outbox-rows" ref={list} onKeyDown={walk} aria-label={t('list')}>
      {mails.map(({ id, at, to, subject }) => (
        <li key={id}>
          <a href={`#${id}`} aria-current={id === chosen ? 'true' : undefined}>
            <span class="row-apart">
              <bdi class="outbox-to muted small">{to}</bdi>
              <time class="muted small nowrap" dateTime={new Date(at).toISOString()}>
                {whenOf(at, now, inLanguage)}
              </time>
            </span>
            <bdi class="outbox-subject">{subject}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
