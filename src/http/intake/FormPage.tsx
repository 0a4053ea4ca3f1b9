/**
 * The form page. It works without JavaScript: it posts to its own URL, and comes back with what was typed and a
 * sentence at each invalid field. Checkboxes are never preselected.
 */
import type { ComponentChildren } from 'preact';
import type { Campaign } from '../../core/administration/campaign.ts';
import { CONSENT_BOXES, formFieldsOf } from '../../core/vocabulary/form.ts';
import { type Language, wordingIn } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { exampleNumber } from '../../intake/numbers.ts';
import { LIMITS, TRAP } from '../../intake/fields.ts';
import { renderPage } from './Page.tsx';
import { TextField, SelectField, OwnField, TimeField, Labelled, Check, text } from './FormFields.tsx';
import type { Values } from './values.ts';

export interface FormPageProps {
  readonly campaign: Campaign;
  readonly language: Language;
  readonly demo: boolean;
  readonly requestKey: string;
  readonly shownAt: number;
  readonly values: Values;
  /** The times to choose from; empty if the form offers none. */
  readonly times: readonly Moment[];
  /** The reason by field. */
  readonly errors: Readonly<Record<string, string>>;
  /** A sentence above the form, if it failed for another reason. */
  readonly notice?: string;
}

export function renderForm(props: FormPageProps): string {
  const { campaign, language, demo, values } = props;
  const other = language === 'en' ? 'ko' : 'en';
  return renderPage({
    language,
    demo,
    title: wordingIn(campaign.name, language),
    otherLanguageUrl: `?${new URLSearchParams({ ...utmQuery(values), lang: other }).toString()}`,
    children: <Form {...props} />,
  });
}

function utmQuery(values: Values): Record<string, string> {
  return Object.fromEntries(
    utmFields(values).map(([name, value]) => [name.replace('utm.', 'utm_'), value.slice(0, LIMITS.clickId)]),
  );
}

function utmFields(values: Values): (readonly [string, string])[] {
  return Object.entries(values).filter(
    (entry): entry is [string, string] => entry[0].startsWith('utm.') && typeof entry[1] === 'string',
  );
}

function Form({ campaign, language, requestKey, shownAt, values, times, errors, notice }: FormPageProps) {
  const t = translator(formText, language);
  const byTel = campaign.contactBy === 'tel';
  const field = { language, values, errors };
  const say = (key: 'name' | 'phone' | 'email' | 'interest' | 'message') => t(`label.${key}`);
  return (
    <>
      <div class="form-head">
        <h1>{wordingIn(campaign.name, language)}</h1>
        <p class="muted">{t(byTel ? 'intro' : 'introEmail')}</p>
      </div>
      <Summary campaign={campaign} language={language} errors={errors} />
      {notice !== undefined && (
        <p class="notice notice-bad" role="alert" tabIndex={-1}>
          {notice}
        </p>
      )}
      <form
        method="post"
        // Without the campaign’s query: no URL contains anything about the person.
        action={`/f/${encodeURIComponent(campaign.formKey)}`}
        class="form-body"
        noValidate
        data-capture
        data-sending={t('sending')}
        data-failed-network={t('failed.network')}
        data-failed-store={t('failed.store')}
        data-failed-other={t('failed.other')}
      >
        <TextField {...field} name="name" label={say('name')} required max={LIMITS.name} autocomplete="name" />
        <TextField
          {...field}
          name="phone"
          type="tel"
          label={say('phone')}
          required={byTel}
          max={LIMITS.phone}
          autocomplete="tel"
          hint={t('hint.phone', { example: exampleNumber(campaign.country) })}
        />
        <TextField
          {...field}
          name="email"
          type="email"
          label={say('email')}
          required={!byTel}
          max={LIMITS.email}
          autocomplete="email"
        />
        {campaign.interests.length > 0 && (
          <SelectField {...field} name="interest" label={say('interest')} choices={campaign.interests} />
        )}
        {formFieldsOf(campaign).map((own) => (
          <OwnField key={own.name} {...field} own={own} />
        ))}
        {times.length > 0 && <TimeField {...field} times={times} zone={campaign.hours.zone} />}
        <Labelled {...field} name="message" label={say('message')}>
          {(described) => (
            <textarea class="input" id="message" name="message" rows={3} maxLength={LIMITS.message} {...described}>
              {text(values['message'])}
            </textarea>
          )}
        </Labelled>
        <fieldset class="form-consent">
          <legend class="label">{t('label.consent')}</legend>
          {CONSENT_BOXES.map((box) => (
            <Check
              key={box}
              {...field}
              name={`consent.${box}`}
              value="yes"
              label={wordingIn(campaign.consent[box], language)}
            />
          ))}
        </fieldset>
        <div class="form-trap" aria-hidden="true">
          <label>
            {t('label.trap')}
            <input type="text" name={TRAP} tabIndex={-1} autocomplete="off" value={text(values[TRAP])} />
          </label>
        </div>
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <input type="hidden" name="shownAt" value={String(shownAt)} />
        <input type="hidden" name="timeZone" value={text(values['timeZone'])} />
        {text(values['page']) !== '' && <input type="hidden" name="page" value={text(values['page'])} />}
        {utmFields(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button class="button button-primary button-large button-wide" type="submit">
          {t(byTel ? 'send' : 'sendEmail')}
        </button>
        <p class="muted small form-small">{t('smallPrint')}</p>
      </form>
    </>
  );
}

/** All invalid fields, each a link to its field. */
function Summary({ campaign, language, errors }: Pick<FormPageProps, 'campaign' | 'language' | 'errors'>) {
  const names = inOrder(campaign, Object.keys(errors));
  if (names.length === 0) return null;
  const t = translator(formText, language);
  return (
    <div class="form-summary" role="alert" tabIndex={-1}>
      <h2>{t('summary.title', { count: names.length })}</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={`#${name}`}>{labelOf(campaign, name, language)}</a>: {errors[name]}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In page order, so that the summary and the form are read in the same order. */
function inOrder(campaign: Campaign, names: readonly string[]): readonly string[] {
  const order = [
    'name',
    'phone',
    'email',
    'interest',
    ...formFieldsOf(campaign).map(({ name }) => name),
    'callAt',
    'message',
    'consent',
  ];
  const placeOf = (name: string) => {
    const place = order.indexOf(name.split('.')[0] ?? name);
    return place < 0 ? order.length : place;
  };
  return names.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function labelOf(campaign: Campaign, name: string, language: Language): ComponentChildren {
  const t = translator(formText, language);
  switch (name) {
    case 'name':
    case 'phone':
    case 'email':
    case 'interest':
    case 'message':
    case 'callAt':
      return t(`label.${name}`);
    default: {
      if (name.startsWith('consent')) return t('label.consent');
      const own = campaign.fields.find((field) => field.name === name.split('.')[0]);
      return own ? wordingIn(own.label, language) : <bdi>{name}</bdi>;
    }
  }
}
