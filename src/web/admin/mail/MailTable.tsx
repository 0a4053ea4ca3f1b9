/** The emails of a list, each with its state and reason. */
import type { MailRow } from '../../../shared/adminMails.ts';
import { adminMailsText } from '../../../shared/text/adminMails.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { knownKey, useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { MailAddress } from '../../base/ui/UserText.tsx';
import { troubleText } from '../../base/troubleText.ts';

const LOOK = { waiting: 'badge-accent', sent: 'badge-good', dead: 'badge-bad', skipped: '', cancelled: '' } as const;

export function MailTable({ mails, reload }: { mails: readonly MailRow[]; reload: () => void }) {
  const t = useText(adminMailsText);
  return (
    <section class="card card-flush">
      {mails.length === 0 ? <p class="empty">{t('none')}</p> : null}
      {mails.length > 0 ? (
        <table class="table">
          <thead>
            <tr>
              <th>{t('column.mail')}</th>
              <th>{t('column.state')}</th>
              <th>{t('column.when')}</th>
            </tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <MailLine key={mail.id} mail={mail} reload={reload} />
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function MailLine({ mail, reload }: { mail: MailRow; reload: () => void }) {
  const t = useText(adminMailsText);
  const reads = useStore(language);
  const kind = t(`kind.${mail.kind}`);
  const why = mail.why === undefined ? null : knownKey(adminMailsText, `why.${mail.why}`);
  const resend = async () => {
    const answer = await ask(`/api/admin/mails/${encodeURIComponent(mail.id)}/resend`, { method: 'POST', body: {} });
    toast(answer.ok ? t('resend.done') : troubleText(answer.trouble));
    if (answer.ok) reload();
  };
  return (
    <tr>
      <td>
        <strong>{kind}</strong>
        <div class="small muted">
          <MailAddress address={mail.to} />
        </div>
      </td>
      <td>
        <span class={`badge ${LOOK[mail.state]}`}>{t(`state.${mail.state}`)}</span>
        {why ? (
          <div class="small muted">{mail.state === 'waiting' ? t('lastTry', { why: t(why) }) : t(why)}</div>
        ) : null}
      </td>
      <td>
        {mail.state === 'waiting' ? <NextTry mail={mail} /> : whenOf(mail.endedAt ?? mail.dueAt, serverNow(), reads)}
        {mail.attempts > 1 ? <div class="small muted">{t('attempts', { count: mail.attempts })}</div> : null}
        {mail.state === 'dead' ? (
          <button
            type="button"
            class="button button-small"
            aria-label={t('resend.item', { kind, to: mail.to })}
            onClick={() => void resend()}
          >
            {t('resend')}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

/** When a waiting email is tried next. */
function NextTry({ mail: { attempts, nextAt } }: { mail: MailRow }) {
  const t = useText(adminMailsText);
  const reads = useStore(language);
  if (nextAt === undefined) return <>{t('sending')}</>;
  const when = whenOf(nextAt, serverNow(), reads);
  return <>{t(attempts > 0 ? 'nextTry' : 'goesOut', { when })}</>;
}
