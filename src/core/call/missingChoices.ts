/**
 * Whether the choices that a caller makes by key still exist on the campaign's form: interests and field answers.
 * Checked when the call flow is saved and when the form is saved.
 */
import { assertNever } from '../vocabulary/errors.ts';
import type { FormField, FormFieldChoice } from '../vocabulary/form.ts';
import type { CallFlow, KeyChoice } from './flow.ts';

interface Form {
  readonly interests: readonly FormFieldChoice[];
  readonly fields: readonly FormField[];
}

/** What the form doesn't have. */
export interface MissingChoices {
  readonly interest?: string;
  readonly field?: string;
  /** The field exists but doesn't have this answer. */
  readonly value?: string;
}

export function missingChoicesOf(
  { interest, answer }: Pick<KeyChoice, 'interest' | 'answer'>,
  form: Form,
): MissingChoices {
  const isGone = interest !== undefined && !form.interests.some(({ value }) => value === interest);
  const field = answer && form.fields.find(({ name }) => name === answer.field);
  return {
    ...(isGone && { interest }),
    ...(answer && !field && { field: answer.field }),
    ...(answer && field && !acceptsAnswer(field, answer.value) && { field: answer.field, value: answer.value }),
  };
}

/** Everything that a flow asks for but the form doesn't have, once each. */
export function missingChoicesInFlow(
  flow: CallFlow,
  form: Form,
): { readonly interests: string[]; readonly fields: string[] } {
  const unknown = flow.questions.flatMap(({ choices }) => choices.map((choice) => missingChoicesOf(choice, form)));
  const each = (of: (one: MissingChoices) => string | undefined) => [
    ...new Set(unknown.flatMap((one) => of(one) ?? [])),
  ];
  return { interests: each(({ interest }) => interest), fields: each(({ field }) => field) };
}

/** Whether the field can have this answer, as text. */
export function acceptsAnswer(field: FormField, value: string): boolean {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return field.choices.some((choice) => choice.value === value);
    case 'number': {
      const number = Number(value);
      const { min = -Infinity, max = Infinity } = field;
      return value.trim() !== '' && Number.isFinite(number) && number >= min && number <= max;
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'text':
      return value.trim() !== '';
    default:
      return assertNever(field);
  }
}
