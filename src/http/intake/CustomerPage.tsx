/** A customer’s own page: what happens next, and a plain form for each thing they can do. No part of it needs a script. */
import type { ComponentChildren } from 'preact';
import { type Language, wordingIn } from '../../core/vocabulary/language.ts';
import type { CustomerPage } from '../../usecases/customerPage/viewPage.ts';
import { zoneName } from '../../shared/text/clockTime.ts';
import { customerPageText } from '../../shared/text/customerPage.ts';
import { describeStatus, shownNumber } from '../../shared/text/form.ts';
import { takenTime } from '../../shared/text/takenTime.ts';
import { translator } from '../../shared/text/index.ts';
import { renderPage } from './Page.tsx';
import { TimeChoice } from './TimeChoice.tsx';

export const DONE = ['moved', 'canceled', 'now'] as const;
export type Done = (typeof DONE)[number];

/**
 * `changed`: the request did since; `taken`: the time can't be had; `choose`: none was; `unknown`: none of the page's acts.
 */
export type Failed = 'changed' | 'taken' | 'choose' | 'unknown';

export interface CustomerPageProps {
  readonly page: CustomerPage;
  readonly token: string;
  readonly language: Language;
  readonly demo: boolean;
  /** Identifies this page as shown, so that a request sent twice is one. */
  readonly shownAs: string;
  /** What was just done. */
  readonly done?: Done;
  /** Why nothing was. */
  readonly failed?: Failed;
}

type Key = Extract<keyof typeof customerPageText, string>;

export function renderCustomerPage(props: CustomerPageProps): string {
  const { page, language, demo } = props;
  const { title, detail } = sentencesOf(page, language);
  return renderPage({
    language,
    demo,
    title,
    otherLanguageUrl: `?lang=${language === 'en' ? 'ko' : 'en'}`,
    children: <Body {...props} title={title} detail={detail} />,
  });
}

function sentencesOf({ kind, status }: CustomerPage, language: Language) {
  if (kind !== 'withdrawn') return describeStatus(status, language);
  const t = translator(customerPageText, language);
  const { callUs } = status;
  const detail =
    callUs === undefined ? t('withdrawn.detailNoNumber') : t('withdrawn.detail', { number: shownNumber(callUs) });
  return { title: t('withdrawn.title'), detail };
}

function Body({
  page,
  title,
  detail,
  ...props
}: CustomerPageProps & { readonly title: string; readonly detail: string }) {
  const { language, done, failed } = props;
  const t = translator(customerPageText, language);
  const { campaign, business, from, status, kind } = page;
  const act = { ...props, page };
  return (
    <>
      {failed !== undefined && (
        <p class="notice notice-bad" role="alert">
          {whyFailed(failed, page, language)}
        </p>
      )}
      {done !== undefined && (
        <p class="notice notice-good" role="status">
          {t(done === 'moved' && isAppointment(page) ? 'done.movedAppointment' : `done.${done}`)}
        </p>
      )}
      <div class="form-status form-status-short" data-step={kind === 'withdrawn' ? 'ended' : status.step}>
        <div class="form-status-mark" aria-hidden="true">
          <i />
        </div>
        <div class="stack-tight">
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <p class="muted">{detail}</p>
        </div>
      </div>
      <dl class="facts">
        {business !== undefined && <Fact name={t('fact.who')}>{business}</Fact>}
        {campaign && <Fact name={t('fact.about')}>{wordingIn(campaign.name, language)}</Fact>}
        {page.place !== undefined && <Fact name={t('fact.place')}>{page.place}</Fact>}
        {from !== undefined && (
          <Fact name={t('fact.from')}>
            <a href={`tel:${from}`}>{shownNumber(from)}</a>
          </Fact>
        )}
      </dl>
      {page.mayCallNow && (
        <section class="form-act">
          <h2>{t('now.title')}</h2>
          <p class="muted small">{t('now.hint')}</p>
          <Act {...act} name="now" button="button-primary" />
        </section>
      )}
      {page.mayCancel && <Move {...act} />}
      {page.mayCancel && <Folded {...act} name="cancel" />}
      {page.mayStop && <Folded {...act} name="stop" />}
      {page.mayWithdraw && <Folded {...act} name="withdraw" />}
      {page.proves === null ? (
        <p class="form-act muted small">{business === undefined ? t('data.askPlain') : t('data.ask', { business })}</p>
      ) : (
        <p class="form-act">
          <a href={`/p/${props.token}/data?lang=${language}`}>{t(`data.${page.proves}`)}</a>
        </p>
      )}
    </>
  );
}

/** Why nothing was done. */
export function whyFailed(failed: Failed, { times, nearest, zone }: CustomerPage, language: Language): string {
  if (failed === 'taken') return takenTime(nearest, zone, language, times.length === 0);
  const t = translator(customerPageText, language);
  return failed === 'choose' && times.length === 0 ? t('failed.unknown') : t(`failed.${failed}`);
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}

function Move(props: CustomerPageProps) {
  const { page, language } = props;
  const t = translator(customerPageText, language);
  const { times, nearest, zone } = page;
  const [first] = times;
  return (
    <section class="form-act">
      <h2>{t('move.title')}</h2>
      {first === undefined ? (
        <p class="muted">{t('move.none')}</p>
      ) : (
        <Act {...props} name="move" button="">
          <TimeChoice
            label={t('move.label', { zone: zoneName(zone, first, language) })}
            {...{ times, zone, language, selected: nearest[0] }}
          />
        </Act>
      )}
    </section>
  );
}

function isAppointment({ status }: CustomerPage): boolean {
  return status.step === 'promised' && status.isAppointment === true;
}

/** What can’t be undone here is one click farther away. */
function Folded(props: CustomerPageProps & { readonly name: 'cancel' | 'stop' | 'withdraw' }) {
  const t = translator(customerPageText, props.language);
  const words = props.name === 'cancel' && isAppointment(props.page) ? 'cancelAppointment' : props.name;
  return (
    <details class="form-act">
      <summary>{t(`${words}.title`)}</summary>
      <p class="muted small">{t(`${words}.hint`)}</p>
      <Act {...props} button="button-danger" />
    </details>
  );
}

function Act({
  page,
  token,
  language,
  shownAs,
  name,
  button,
  children,
}: CustomerPageProps & {
  readonly name: 'move' | 'cancel' | 'now' | 'stop' | 'withdraw';
  readonly button: string;
  readonly children?: ComponentChildren;
}) {
  const t = translator(customerPageText, language);
  const isOther = (name === 'move' || name === 'cancel') && isAppointment(page);
  const key: Key = isOther ? `${name}Appointment.do` : `${name}.do`;
  return (
    <form method="post" action={`/p/${token}?lang=${language}`} class="form-act-form">
      <input type="hidden" name="act" value={name} />
      <input type="hidden" name="seen" value={page.seen === null ? '' : String(page.seen)} />
      <input type="hidden" name="shownAs" value={shownAs} />
      {children}
      <button class={`button button-wide ${button}`} type="submit">
        {t(key)}
      </button>
    </form>
  );
}
