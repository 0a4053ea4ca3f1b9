/** One email: its HTML as email programs show it, and its plain text. */
import { useEffect, useState } from 'preact/hooks';
import type { OutboxMail } from '../../shared/outbox.ts';
import { outboxText } from '../../shared/text/outbox.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';

type Shown = 'html' | 'text';

export function MailView({ id }: { id: string }) {
  const t = useText(outboxText);
  const inLanguage = useStore(language);
  const [mail, setMail] = useState<OutboxMail | null | undefined>(undefined);
  const [shown, setShown] = useState<Shown>('html');
  useEffect(() => {
    void ask<OutboxMail>(`/api/outbox/${encodeURIComponent(id)}`, { staySignedOut: true }).then((answer) =>
      setMail(answer.ok ? answer.data : null),
    );
  }, [id]);
  const back = (
    <a class="outbox-back" href="#">
      ← {t('back')}
    </a>
  );
  if (mail === undefined) return back;
  if (mail === null) {
    return (
      <>
        {back}
        <p class="empty">{t('gone')}</p>
      </>
    );
  }
  return (
    <article class="card card-flush outbox-card">
      <header class="outbox-facts stack-tight">
        {back}
        <h2>
          <bdi>{mail.subject}</bdi>
        </h2>
        <dl class="facts">
          <Fact name={t('to')} value={mail.to} />
          <Fact name={t('from')} value={mail.from} />
          <Fact name={t('at')} value={whenOf(mail.at, Date.now(), inLanguage)} />
        </dl>
        <div class="row" role="group" aria-label={t('as')}>
          {(['html', 'text'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="button button-small"
              aria-pressed={shown === one}
              disabled={one === 'html' && !mail.hasHtml}
              onClick={() => setShown(one)}
            >
              {t(`as.${one}`)}
            </button>
          ))}
        </div>
      </header>
      {shown === 'html' && mail.hasHtml ? (
        <iframe
          class="outbox-frame"
          title={t('frame', { subject: mail.subject })}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src={`/outbox/${encodeURIComponent(id)}/html`}
        />
      ) : (
        // Makes it scrollable by keyboard.
        <pre class="outbox-text" tabIndex={0}>
          <PlainText text={mail.text} />
        </pre>
      )}
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}

/** The text with its links, as email programs show it: only http and https URLs that stand alone. */
function PlainText({ text }: { text: string }) {
  return (
    <>
      {text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
