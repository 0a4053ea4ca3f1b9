/** The form that a field belongs to: values and mistakes by path. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Draft } from './useDraft.ts';
import { at } from './value.ts';

interface Form extends Pick<Draft<object>, 'fields' | 'mistakes' | 'change'> {
  /** Settings that have no effect, by path: why. */
  readonly idle?: Readonly<Record<string, string>>;
}
const FormContext = createContext<Form | null>(null);
export const FormProvider = FormContext.Provider;

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('a field stands outside a form');
  return form;
}

export interface FieldState<T> {
  readonly id: string;
  readonly value: T;
  readonly mistake: string | undefined;
  readonly idle: string | undefined;
  /** undefined removes the field; null is what JSON makes of a missing number. */
  readonly set: (value: T | null | undefined) => void;
  /** Connects the control with its hint and mistake for screen readers. */
  readonly described: { readonly 'aria-invalid': boolean; readonly 'aria-describedby': string };
}

/** One field of the form. The path is the server's name for it and the element's id. */
export function useField<T>(path: string): FieldState<T> {
  const { fields, mistakes, change, idle } = useForm();
  const mistake = mistakes[path];
  return {
    id: path,
    value: at(fields, path) as T,
    mistake,
    idle: idle?.[path],
    set: (value) => change(path, value),
    described: { 'aria-invalid': mistake !== undefined, 'aria-describedby': noteId(path) },
  };
}

/** The id of the line below a field with its hint, its mistake, or why it has no effect. */
export function noteId(path: string): string {
  return `${path}~note`;
}
