/**
 * The fields of admin forms. A field only knows its path: label and hint come from the catalog, value and mistake from the
 * form. The line below each field is reserved for its hint or mistake.
 */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useText } from '../../base/text.ts';
import { noteId, useField } from './context.ts';
import { keyOf, ownLabel } from './labels.ts';

type TextKey = Extract<keyof typeof adminFieldsText, string>;

interface FieldProps {
  readonly path: string;
  /** Replaces the catalog's label. */
  readonly label?: string;
  /** Replaces the path's hint. */
  readonly hint?: TextKey;
}

export function useLabel(path: string): string {
  const t = useText(adminFieldsText);
  return ownLabel(path, t) ?? path;
}

/** The field's hint, its mistake, or why it has no effect. */
export function Note({ path, hint }: FieldProps) {
  const t = useText(adminFieldsText);
  const { mistake, idle } = useField(path);
  const key = hint ?? keyOf(path, 'hint.');
  return (
    <span id={noteId(path)} class={noteClass(mistake, idle) ?? 'field-hint'}>
      {mistake ?? idle ?? (key ? t(key) : '')}
    </span>
  );
}

function noteClass(mistake: string | undefined, idle: string | undefined): string | undefined {
  if (mistake !== undefined) return 'field-error';
  return idle === undefined ? undefined : 'field-idle';
}

/** The mistake of something that is not a single control, such as a list or a weekday, or why it has no effect. */
export function Mistake({ path }: { path: string }) {
  const { mistake, idle } = useField(path);
  const look = noteClass(mistake, idle);
  return look === undefined ? null : (
    <p class={look} id={noteId(path)}>
      {mistake ?? idle}
    </p>
  );
}

/** Label, control and note, stacked. */
function LabeledField(props: FieldProps & { children: ComponentChildren }) {
  const label = useLabel(props.path);
  return (
    <div class="field">
      <label for={props.path}>{props.label ?? label}</label>
      {props.children}
      <Note path={props.path} {...(props.hint && { hint: props.hint })} />
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email';
  readonly lang?: string;
  readonly max?: number;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  /** A machine-readable value: no auto-capitalization and no spell check. */
  readonly code?: boolean;
  /** The id of a datalist with suggestions. */
  readonly list?: string;
  readonly onText?: (text: string) => void;
}

export function TextField({ type = 'text', lang, max, code, list, onText, ...props }: TextFieldProps) {
  const field = useField<string | undefined>(props.path);
  // Preact has a separate type for each kind of input; these have the same attributes.
  const kind = type as 'text';
  return (
    <LabeledField {...props}>
      <input
        id={field.id}
        class={code ? 'input code' : 'input'}
        type={kind}
        value={field.value ?? ''}
        onInput={({ currentTarget }) => (onText ?? field.set)(currentTarget.value)}
        required={props.required ?? false}
        readOnly={props.readOnly ?? false}
        {...(lang !== undefined && { lang })}
        {...(max !== undefined && { maxLength: max })}
        {...(list !== undefined && { list })}
        {...(code && { autocapitalize: 'none', spellcheck: false, autocomplete: 'off' })}
        {...field.described}
      />
    </LabeledField>
  );
}

/** `YYYY-MM-DD`; empty while it's incomplete. */
export function DateField(props: FieldProps & { onDate?: (date: string) => void }) {
  const field = useField<string>(props.path);
  return (
    <LabeledField {...props}>
      <input
        id={field.id}
        class="input input-date"
        type="date"
        value={field.value}
        onInput={({ currentTarget }) => (props.onDate ?? field.set)(currentTarget.value)}
        {...field.described}
      />
    </LabeledField>
  );
}

export function AreaField({ rows, lang, ...props }: FieldProps & { rows: number; lang?: string }) {
  const field = useField<string | undefined>(props.path);
  return (
    <LabeledField {...props}>
      <textarea
        id={field.id}
        class="input"
        rows={rows}
        value={field.value ?? ''}
        onInput={({ currentTarget }) => field.set(currentTarget.value)}
        {...(lang !== undefined && { lang })}
        {...field.described}
      />
    </LabeledField>
  );
}

/** An empty field is null, which the server reports as missing. */
export function NumberField({ min, max, optional, ...props }: FieldProps & NumberLimits) {
  return (
    <LabeledField {...props}>
      <NumberInput path={props.path} limits={{ min, max, optional }} />
    </LabeledField>
  );
}

interface Instead<W extends string> {
  readonly value: W;
  readonly label: string;
  /** The number to begin with. */
  readonly start: number;
}

/** A number, or a word in its place while the box beside it is checked. Unchecking it restores the number. */
export function NumberOrField<W extends string>({
  instead,
  min,
  max,
  ...props
}: FieldProps & Omit<NumberLimits, 'optional'> & { readonly instead: Instead<W> }) {
  const { value, set } = useField<number | W | null>(props.path);
  const kept = useRef(instead.start);
  if (typeof value === 'number') kept.current = value;
  const isInstead = value === instead.value;
  return (
    <LabeledField {...props}>
      <div class="row">
        <NumberInput path={props.path} limits={{ min, max }} isOff={isInstead} />
        <label class="check">
          <input
            type="checkbox"
            checked={isInstead}
            onChange={({ currentTarget }) => set(currentTarget.checked ? instead.value : kept.current)}
          />
          <span>{instead.label}</span>
        </label>
      </div>
    </LabeledField>
  );
}

/** `isOff`: disabled and empty. */
function NumberInput({ path, limits, isOff = false }: { path: string; limits: NumberLimits; isOff?: boolean }) {
  const field = useField<number | null | undefined>(path);
  const { min, max, optional } = limits;
  return (
    <input
      id={field.id}
      class="input input-number"
      type="number"
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      value={isOff ? '' : (field.value ?? '')}
      disabled={isOff}
      onInput={({ currentTarget }) => field.set(numberOf(currentTarget, optional))}
      {...field.described}
    />
  );
}

interface NumberLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** An empty field is absent instead of null. */
  readonly optional?: boolean | undefined;
}

/** A missing required number is null, so that the server names the field. */
function numberOf(input: HTMLInputElement, optional = false): number | null | undefined {
  if (Number.isNaN(input.valueAsNumber)) return optional ? undefined : null;
  return input.valueAsNumber;
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly (readonly [value: string, label: string])[];
  /** Called instead of setting the value, when a choice changes several fields. */
  readonly onPick?: (value: string) => void;
}

export function SelectField({ options, onPick, ...props }: SelectFieldProps) {
  const { value = '', ...field } = useField<string | number | null | undefined>(props.path);
  return (
    <LabeledField {...props}>
      <select
        id={field.id}
        class="input"
        value={value ?? ''}
        onChange={({ currentTarget }) => (onPick ?? field.set)(currentTarget.value)}
        {...field.described}
      >
        {options.map(([option, label]) => (
          <option key={option} value={option} selected={option === String(value ?? '')}>
            {label}
          </option>
        ))}
      </select>
    </LabeledField>
  );
}

export function CheckField(props: FieldProps) {
  const label = useLabel(props.path);
  const field = useField<boolean>(props.path);
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          id={field.id}
          type="checkbox"
          checked={field.value}
          onChange={({ currentTarget }) => field.set(currentTarget.checked)}
          {...field.described}
        />
        <span>{props.label ?? label}</span>
      </label>
      <Note path={props.path} />
    </div>
  );
}

/** A multiple choice from a fixed list, in list order. `always` cannot be unchecked. */
export function ChecksField<T extends string | number>(
  props: FieldProps & {
    options: readonly (readonly [value: T, label: string])[];
    always?: readonly T[];
    empty?: string;
    /** Nothing checked means that the field is absent. */
    optional?: boolean;
  },
) {
  const label = useLabel(props.path);
  const { value = [], set, id, described } = useField<readonly T[] | undefined>(props.path);
  const { options, always = [], empty, optional = false } = props;
  // A chosen value that is no longer in the list, such as a removed interest, stays until it is unchecked.
  const gone = value.filter((name) => !options.some(([known]) => known === name));
  const shown = [...options, ...gone.map((name) => [name, String(name)] as const)];
  const toggle = (one: T, on: boolean) => {
    const next = shown.map(([name]) => name).filter((name) => (name === one ? on : value.includes(name)));
    set(optional && next.length === 0 ? undefined : next);
  };
  return (
    <fieldset class="field" id={id} tabIndex={-1} aria-describedby={described['aria-describedby']}>
      <legend class="label">{props.label ?? label}</legend>
      <div class="checks">
        {shown.map(([name, text]) => (
          <label class="check" key={name}>
            <input
              type="checkbox"
              checked={value.includes(name) || always.includes(name)}
              disabled={always.includes(name)}
              onChange={({ currentTarget }) => toggle(name, currentTarget.checked)}
            />
            <span>{text}</span>
          </label>
        ))}
        {shown.length === 0 && empty !== undefined ? <p class="muted">{empty}</p> : null}
      </div>
      <Note path={props.path} />
      {value.map((name, index) => (
        <Mistake key={name} path={`${props.path}.${index}`} />
      ))}
    </fieldset>
  );
}
