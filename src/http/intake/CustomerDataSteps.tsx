/** The steps by which customers prove their number or address, and the fields of the page. No part of it needs a script. */
import type { ComponentChildren } from 'preact';
import { KEYS } from '../../core/call/callStep.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { LIMITS } from '../../intake/fields.ts';
import { customerDataText } from '../../shared/text/customerData.ts';
import { shownNumber } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import type { OwnDataPage } from '../../usecases/customerPage/ownData.ts';

export interface CustomerDataProps {
  readonly page: OwnDataPage;
  readonly token: string;
  readonly language: Language;
  readonly demo: boolean;
  /** What became of the last request. */
  readonly said?: 'texted' | 'wrong' | 'none' | 'over' | 'unclear' | 'unlike' | 'busy' | 'often';
  /** With `often`: until a code can be asked for again. */
  readonly minutes?: number;
  /** They are asked whether to delete everything. */
  readonly isSure?: boolean;
}

const CODE_DIGITS = 6;

export function Start({ isSpent, ...props }: CustomerDataProps & { readonly isSpent: boolean }) {
  const t = translator(customerDataText, props.language);
  const of = props.page.proves.kind === 'number' ? '' : 'address.';
  return (
    <section class="form-act">
      <h2>{t(isSpent ? 'spent.title' : `${of}start.title`)}</h2>
      <p class="muted small">{t(isSpent ? 'spent.hint' : `${of}start.hint`)}</p>
      <Act {...props} name="start" label={t(`${of}start.do`)} button="button-primary" />
    </section>
  );
}

export function AskedAddress({ isSent, ...props }: CustomerDataProps & { readonly isSent: boolean }) {
  const t = translator(customerDataText, props.language);
  const how = isSent ? 'sent' : 'most';
  return (
    <>
      <section class="form-act">
        <h2>{t(`address.${how}.title`)}</h2>
        <p class="muted small">{t(`address.${how}.hint`)}</p>
        <EnterCode {...props} />
      </section>
      {isSent && (
        <section class="form-act">
          <Act {...props} name="start" label={t('address.again')} button="" />
        </section>
      )}
    </>
  );
}

function EnterCode(props: CustomerDataProps) {
  const t = translator(customerDataText, props.language);
  return (
    <Act {...props} name="code" label={t('code.do')} button="button-primary">
      <Typed name="code" label={t('code.label')} digits={CODE_DIGITS} autocomplete="one-time-code" />
    </Act>
  );
}

export function Asked({
  callUs,
  ending,
  ...props
}: CustomerDataProps & { readonly callUs: string; readonly ending: string }) {
  const { page, language } = props;
  const t = translator(customerDataText, language);
  const { business } = page;
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
        <EnterCode {...props} />
      </section>
      <section class="form-act">
        <h2>{t('text.title')}</h2>
        <p class="muted small">{t('text.hint')}</p>
        <Act {...props} name="text" label={t('text.do')} button="" />
      </section>
      <p class="muted small">{business === undefined ? t('call.neitherPlain') : t('call.neither', { business })}</p>
    </>
  );
}

export function Typed({
  name,
  label,
  digits,
  autocomplete,
}: {
  readonly name: string;
  readonly label: string;
  /** An email address if absent. */
  readonly digits?: number;
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
        inputMode={digits === undefined ? 'email' : 'numeric'}
        autocomplete={autocomplete}
        // People paste a code with spaces.
        maxLength={digits === undefined ? LIMITS.email : digits * 2}
        required
      />
    </>
  );
}

export function Act({
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
