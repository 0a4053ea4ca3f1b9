/**
 * Where customers prove their number, or without one their address, download what is stored about it, and delete it. No part
 * of it needs a script.
 */
import { clockTime } from '../../shared/text/clockTime.ts';
import { customerDataText } from '../../shared/text/customerData.ts';
import { translator } from '../../shared/text/index.ts';
import type { OwnData } from '../../usecases/customerPage/ownData.ts';
import { Act, Asked, AskedAddress, Start, Typed, type CustomerDataProps } from './CustomerDataSteps.tsx';
import { renderNotice, renderPage } from './Page.tsx';

/** Besides `unlike`, which depends on what is proved. */
const BAD = {
  wrong: 'code.wrong',
  none: 'code.none',
  over: 'over',
  unclear: 'unclear',
  busy: 'erase.busy',
  often: 'often',
} as const;
const COUNTS = ['inquiries', 'leads', 'calls', 'recordings', 'emails', 'bookedTimes', 'importRows'] as const;
const LAST_DIGITS = 4;
/** How often a page without a script asks again whether everything is deleted. */
const REFRESH_S = 10;

export function renderCustomerData(props: CustomerDataProps): string {
  const { language, demo } = props;
  const t = translator(customerDataText, language);
  return renderPage({
    language,
    demo,
    title: t(props.page.proves.kind === 'number' ? 'title' : 'address.title'),
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
  const { business, proves, data } = page;
  const isNumber = proves.kind === 'number';
  const unlike = isNumber ? 'erase.unlike' : 'address.erase.unlike';
  return (
    <>
      {said !== undefined && said !== 'texted' && (
        <p class="notice notice-bad" role="alert">
          {t(said === 'unlike' ? unlike : said === 'wrong' && data.kind !== 'asked' ? 'over' : BAD[said], {
            count: props.minutes ?? 1,
          })}{' '}
          {said === 'wrong' && data.kind === 'asked' && t('code.left', { count: data.triesLeft })}
        </p>
      )}
      {said === 'texted' && (
        <p class="notice" role="status">
          {t('text.asked')}
        </p>
      )}
      <div class="stack-tight">
        <h1>{t(isNumber ? 'title' : 'address.title')}</h1>
        <p class="muted">
          {isNumber && business === undefined && t('introPlain', { ending: proves.ending })}
          {isNumber && business !== undefined && t('intro', { business, ending: proves.ending })}
          {!isNumber && (business === undefined ? t('address.introPlain') : t('address.intro', { business }))}
        </p>
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
      return props.page.proves.kind === 'number' ? (
        <Asked {...props} {...props.page.proves} />
      ) : (
        <AskedAddress {...props} isSent={data.isSent} />
      );
    case 'proven':
      return props.isSure ? <Sure {...props} data={data} /> : <Known {...props} data={data} />;
  }
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
        {page.proves.kind === 'address' && <p class="muted small">{t('address.other')}</p>}
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

function Consequences({ page, language, data }: Proven) {
  const t = translator(customerDataText, language);
  const stays = page.proves.kind === 'number' ? 'erase.stays' : 'address.erase.stays';
  return (
    <>
      <p class="muted small">{t('erase.hint')}</p>
      {data.keeps === 'sealed' && <p class="muted small">{t('erase.sealed')}</p>}
      <p class="muted small">{t(stays)}</p>
    </>
  );
}

function Sure(props: Proven) {
  const { page, token, language } = props;
  const t = translator(customerDataText, language);
  const isNumber = page.proves.kind === 'number';
  return (
    <section class="form-act">
      <h2>{t(isNumber ? 'erase.sure' : 'address.erase.sure')}</h2>
      <Consequences {...props} />
      <Act {...props} name="erase" label={t('erase.do')} button="button-danger">
        {isNumber ? (
          <Typed name="lastFour" label={t('erase.label')} digits={LAST_DIGITS} autocomplete="off" />
        ) : (
          <Typed name="lastFour" label={t('address.erase.label')} autocomplete="email" />
        )}
      </Act>
      <a class="button button-wide" href={`/p/${token}/data?lang=${language}`}>
        {t('erase.cancel')}
      </a>
    </section>
  );
}
