/** Where customers prove their number, download what is stored about it, and delete it. No part of it needs a script. */
import type { ComponentChildren } from 'preact';
import { KEYS } from '../../core/call/advanceCall.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { clockTime } from '../../shared/text/clockTime.ts';
import { customerDataText } from '../../shared/text/customerData.ts';
import { shownNumber } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import type { OwnData, OwnDataPage } from '../../usecases/customerPage/ownData.ts';
import { renderNotice, renderPage } from './Page.tsx';

export interface CustomerDataProps {
  readonly page: OwnDataPage;
  readonly token: string;
  readonly language: Language;
  readonly demo: boolean;
  /** What became of the last request. */
  readonly said?: 'texted' | 'wrong' | 'over' | 'unclear' | 'digits' | 'busy';
  /** They are asked whether to delete everything. */
  readonly isSure?: boolean;
}

const BAD = {
  wrong: 'code.wrong',
  over: 'over',
  unclear: 'unclear',
  digits: 'erase.digits',
  busy: 'erase.busy',
} as const;
const COUNTS = ['inquiries', 'leads', 'calls', 'recordings', 'emails', 'bookedTimes', 'importRows'] as const;
const CODE_DIGITS = 6;
const LAST_DIGITS = 4;
/** How often a page without a script asks again whether everything is deleted. */
const REFRESH_S = 10;

export function renderCustomerData(props: CustomerDataProps): string {
  const { language, demo } = props;
  const t = translator(customerDataText, language);
  return renderPage({
    language,
    demo,
    title: t('title'),
    otherLanguageUrl: `?lang=${language === 'en' ? 'ko' : 'en'}`,
    children: <Body {...props} />,
  });
}

/** The link has ended, so this page has none. */
export function renderErased({
  language,
  demo,
  isDone,
}: Pick<CustomerDataProps, 'language' | 'demo'> & { readonly isDone: boolean }): string {
  const t = translator(customerDataText, language);
  const how = isDone ? 'done' : 'running';
  return renderNotice({
    language,
    demo,
    title: t(`erased.${how}.title`),
    detail: t(`erased.${how}.hint`),
    ...(!isDone && { refreshAfter: REFRESH_S }),
  });
}

function Body(props: CustomerDataProps) {
  const { page, token, language, said } = props;
  const t = translator(customerDataText, language);
  const { business, ending, data } = page;
  return (
    <>
      {said !== undefined && said !== 'texted' && (
        <p class="notice notice-bad" role="alert">
          {t(said === 'wrong' && data.kind !== 'asked' ? 'over' : BAD[said])}{' '}
          {said === 'wrong' && data.kind === 'asked' && t('code.left', { count: data.triesLeft })}
        </p>
      )}
      {said === 'texted' && (
        <p class="notice" role="status">
          {t('text.asked')}
        </p>
      )}
      <div class="stack-tight">
        <h1>{t('title')}</h1>
        <p class="muted">{business === undefined ? t('introPlain', { ending }) : t('intro', { business, ending })}</p>
      </div>
      <Stage {...props} />
      <p class="form-act">
        <a href={`/p/${token}?lang=${language}`}>{t('back')}</a>
      </p>
    </>
  );
}

function Stage(props: CustomerDataProps) {
  const { data } = props.page;
  switch (data.kind) {
    case 'start':
    case 'spent':
    case 'erasing':
      return <Start {...props} isSpent={data.kind === 'spent'} />;
    case 'asked':
      return <Asked {...props} />;
    case 'proven':
      return props.isSure ? <Sure {...props} data={data} /> : <Known {...props} data={data} />;
  }
}

function Start({ isSpent, ...props }: CustomerDataProps & { readonly isSpent: boolean }) {
  const t = translator(customerDataText, props.language);
  return (
    <section class="form-act">
      <h2>{t(isSpent ? 'spent.title' : 'start.title')}</h2>
      <p class="muted small">{t(isSpent ? 'spent.hint' : 'start.hint')}</p>
      <Act {...props} name="start" label={t('start.do')} button="button-primary" />
    </section>
  );
}

function Asked(props: CustomerDataProps) {
  const { page, language } = props;
  const t = translator(customerDataText, language);
  const { callUs, ending } = page;
  return (
    <>
      <section class="form-act">
        <h2>{t('call.title')}</h2>
        <p>{t('call.hint', { number: shownNumber(callUs), ending, key: KEYS.code })}</p>
        <a class="button button-wide" href={`tel:${callUs}`}>
          <bdi>{shownNumber(callUs)}</bdi>
        </a>
        <p class="muted small">{t('call.unoffered')}</p>
      </section>
      <section class="form-act">
        <h2>{t('code.title')}</h2>
        <Act {...props} name="code" label={t('code.do')} button="button-primary">
          <Digits name="code" label={t('code.label')} digits={CODE_DIGITS} autocomplete="one-time-code" />
        </Act>
      </section>
      <section class="form-act">
        <h2>{t('text.title')}</h2>
        <p class="muted small">{t('text.hint')}</p>
        <Act {...props} name="text" label={t('text.do')} button="" />
      </section>
    </>
  );
}

type Proven = CustomerDataProps & { readonly data: Extract<OwnData, { kind: 'proven' }> };

function Known(props: Proven) {
  const { page, token, language, data } = props;
  const t = translator(customerDataText, language);
  return (
    <>
      <section class="form-act">
        <h2>{t('known.title')}</h2>
        <dl class="facts">
          {COUNTS.filter((name) => data.counts[name] > 0).map((name) => (
            <>
              <dt>{t(`count.${name}`)}</dt>
              <dd>{data.counts[name]}</dd>
            </>
          ))}
        </dl>
        <p class="muted small">{t('known.until', { time: clockTime(data.until, language, page.zone) })}</p>
      </section>
      <section class="form-act">
        <h2>{t('copy.title')}</h2>
        <p class="muted small">{t('copy.hint')}</p>
        {(['html', 'json'] as const).map((format) => (
          <Act {...props} name="copy" label={t(`copy.${format}`)} button="">
            <input type="hidden" name="format" value={format} />
          </Act>
        ))}
      </section>
      <section class="form-act">
        <h2>{t('erase.title')}</h2>
        <Consequences {...props} />
        <a class="button button-wide button-danger" href={`/p/${token}/data?sure=1&lang=${language}`}>
          {t('erase.ask')}
        </a>
      </section>
    </>
  );
}

function Consequences({ language, data }: Proven) {
  const t = translator(customerDataText, language);
  return (
    <>
      <p class="muted small">{t('erase.hint')}</p>
      {data.keeps === 'sealed' && <p class="muted small">{t('erase.sealed')}</p>}
      <p class="muted small">{t('erase.stays')}</p>
    </>
  );
}

function Sure(props: Proven) {
  const { token, language } = props;
  const t = translator(customerDataText, language);
  return (
    <section class="form-act">
      <h2>{t('erase.sure')}</h2>
      <Consequences {...props} />
      <Act {...props} name="erase" label={t('erase.do')} button="button-danger">
        <Digits name="lastFour" label={t('erase.label')} digits={LAST_DIGITS} autocomplete="off" />
      </Act>
      <a class="button button-wide" href={`/p/${token}/data?lang=${language}`}>
        {t('erase.cancel')}
      </a>
    </section>
  );
}

function Digits({
  name,
  label,
  digits,
  autocomplete,
}: {
  readonly name: string;
  readonly label: string;
  readonly digits: number;
  readonly autocomplete: string;
}) {
  return (
    <>
      <label class="label" for={name}>
        {label}
      </label>
      <input
        class="input"
        id={name}
        name={name}
        inputMode="numeric"
        autocomplete={autocomplete}
        // People paste a code with spaces.
        maxLength={digits * 2}
        required
      />
    </>
  );
}

function Act({
  token,
  language,
  name,
  label,
  button,
  children,
}: CustomerDataProps & {
  readonly name: 'start' | 'text' | 'code' | 'copy' | 'erase';
  readonly label: string;
  readonly button: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <form method="post" action={`/p/${token}/data?lang=${language}`} class="form-act-form">
      <input type="hidden" name="act" value={name} />
      {children}
      <button class={`button button-wide ${button}`} type="submit">
        {label}
      </button>
    </form>
  );
}
