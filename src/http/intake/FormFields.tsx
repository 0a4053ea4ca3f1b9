/** The fields of the form’s page, each with its label, hint and error. */
import type { ComponentChildren } from 'preact';
import type { FormFieldChoice, FormField } from '../../core/vocabulary/form.ts';
import { type Language, wordingIn } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { LIMITS } from '../../intake/fields.ts';
import { zoneName, dayAndTime } from '../../shared/text/clockTime.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { type Values } from './values.ts';

interface FieldContext {
  readonly language: Language;
  readonly values: Values;
  readonly errors: Readonly<Record<string, string>>;
}

interface FieldProps extends FieldContext {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: string;
}

/** Links a control to its hint and its error for people who don’t see them next to each other. */
interface Described {
  readonly 'aria-invalid'?: 'true';
  readonly 'aria-describedby'?: string;
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): Described {
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return {
    ...(error !== undefined && { 'aria-invalid': 'true' }),
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
  };
}

export function Labelled(props: FieldProps & { readonly children: (described: Described) => ComponentChildren }) {
  const { language, errors, name, label, required = false, hint, children } = props;
  const error = errorOf(errors, name);
  return (
    <div class="field">
      <label for={name}>
        {label}
        {!required && <span class="form-optional"> {translator(formText, language)('optional')}</span>}
      </label>
      {children(describedBy(name, hint, error))}
      {hint !== undefined && error === undefined && (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={name} error={error} />
    </div>
  );
}

function FieldError({ id, error }: { readonly id: string; readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p class="field-error" id={`${id}-error`}>
      {error}
    </p>
  );
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'tel' | 'email' | 'date';
  readonly max?: number;
  readonly autocomplete?: 'name' | 'tel' | 'email' | 'off';
  readonly inputmode?: 'decimal';
}

export function TextField({ type = 'text', max, autocomplete = 'off', inputmode, ...field }: TextFieldProps) {
  const { name, values, required = false } = field;
  // Preact’s types distinguish kinds of inputs; these share their attributes.
  const kind = type as 'text';
  return (
    <Labelled {...field}>
      {(described) => (
        <input
          class="input"
          id={name}
          name={name}
          type={kind}
          value={text(values[name])}
          autocomplete={autocomplete}
          required={required}
          {...(max !== undefined && { maxLength: max })}
          {...(inputmode && { inputMode: inputmode })}
          // Phone numbers are written left to right in every language.
          {...((type === 'tel' || type === 'email') && { dir: 'ltr' })}
          {...described}
        />
      )}
    </Labelled>
  );
}

export function SelectField({ choices, ...field }: FieldProps & { readonly choices: readonly FormFieldChoice[] }) {
  const { name, values, language, required = false } = field;
  const chosen = text(values[name]);
  return (
    <Labelled {...field}>
      {(described) => (
        <select class="input" id={name} name={name} required={required} {...described}>
          <option value="">{translator(formText, language)('hint.choose')}</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value} selected={value === chosen}>
              {wordingIn(label, language)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Shown in the campaign’s zone; the script shows them in the browser’s. */
export function TimeField({
  times,
  zone,
  ...field
}: FieldContext & { readonly times: readonly Moment[]; readonly zone: string }) {
  const { language, values } = field;
  const t = translator(formText, language);
  const chosen = text(values['callAt']);
  const hint = t('hint.callAt', { zone: zoneName(zone, times[0] ?? 0, language) });
  return (
    <Labelled {...field} name="callAt" label={t('label.callAt')} hint={hint}>
      {(described) => (
        <select
          class="input"
          id="callAt"
          name="callAt"
          data-times={t('hint.callAt', { zone: '{zone}' })}
          data-language={language}
          {...described}
        >
          <option value="">{t('callAt.soon')}</option>
          {times.map((at) => (
            <option key={at} value={String(at)} selected={String(at) === chosen}>
              {dayAndTime(at, language, zone)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

export function OwnField({ own, ...rest }: Omit<FieldProps, 'name' | 'label'> & { readonly own: FormField }) {
  const field = { ...rest, name: own.name, label: wordingIn(own.label, rest.language), required: own.required };
  switch (own.kind) {
    case 'text':
      return <TextField {...field} max={LIMITS.text} />;
    case 'number':
      return <TextField {...field} inputmode="decimal" />;
    case 'date':
      return <TextField {...field} type="date" />;
    case 'choice':
      return <SelectField {...field} choices={own.choices} />;
    case 'choices':
      return <Choices {...field} choices={own.choices} />;
  }
}

function Choices({ choices, ...field }: FieldProps & { readonly choices: readonly FormFieldChoice[] }) {
  const { name, label, language, errors, required = false } = field;
  return (
    <fieldset class="field" id={name} tabIndex={-1}>
      <legend class="label">
        {label}
        {!required && <span class="form-optional"> {translator(formText, language)('optional')}</span>}
      </legend>
      {choices.map((choice) => (
        <Check
          key={choice.value}
          {...field}
          id={`${name}-${choice.value}`}
          errors={{}}
          value={choice.value}
          label={wordingIn(choice.label, language)}
        />
      ))}
      <FieldError id={name} error={errorOf(errors, name)} />
    </fieldset>
  );
}

export function Check({ id, ...field }: FieldProps & { readonly value: string; readonly id?: string }) {
  const { name, label, value, values, errors } = field;
  const error = errorOf(errors, name);
  const ticked = values[name];
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          type="checkbox"
          id={id ?? name}
          name={name}
          value={value}
          checked={Array.isArray(ticked) ? ticked.includes(value) : ticked === value}
          {...describedBy(name, undefined, error)}
        />
        <span>{label}</span>
      </label>
      <FieldError id={name} error={error} />
    </div>
  );
}

/** The error of a field or of a part of it, such as one of several choices. */
export function errorOf(errors: Readonly<Record<string, string>>, name: string): string | undefined {
  return errors[name] ?? Object.entries(errors).find(([path]) => path.startsWith(`${name}.`))?.[1];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
