/** The form that a field belongs to: its values and mistakes by path. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Draft } from './useDraft.ts';
import { at } from './value.ts';

type Form = Pick<Draft<object>, 'fields' | 'mistakes' | 'change'>;
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
  /** undefined takes the field away; null is what JSON makes of a number that is not there. */
  readonly set: (value: T | null | undefined) => void;
  /** Ties the control to its hint and its mistake for those who do not see them beside each other. */
  readonly described: { readonly 'aria-invalid': boolean; readonly 'aria-describedby': string };
}

/** One field of the form. The path is the server's name of it, and the element's id. */
export function useField<T>(path: string): FieldState<T> {
  const { fields, mistakes, change } = useForm();
  const mistake = mistakes[path];
  return {
    id: path,
    value: at(fields, path) as T,
    mistake,
    set: (value) => change(path, value),
    described: { 'aria-invalid': mistake !== undefined, 'aria-describedby': noteId(path) },
  };
}

/** The id of the line below a field that holds its hint or its mistake. */
export function noteId(path: string): string {
  return `${path}~note`;
}
