/** Shapes that several admin schemas share. */
import joi from 'joi';
import { isVisible } from '../../core/capture/cleanText.ts';
import { LANGUAGES, type Wording } from '../../core/vocabulary/language.ts';

export const text = (max: number) =>
  joi
    .string()
    .max(max)
    .required()
    .custom((value: string, helpers) => (isVisible(value) ? value : helpers.error('string.empty')));
export const language = joi
  .string()
  .valid(...LANGUAGES)
  .required();
// Core reports missing English text, with how to fix it.
export const wording = (max: number) =>
  joi
    .object<Wording>({ en: joi.string().max(max).allow('').required(), ko: joi.string().max(max).empty('') })
    .required();
export const whole = joi.number().integer().required();
export const span = whole.min(0).max(Number.MAX_SAFE_INTEGER);
/** Hours of one day, in minutes. */
export const daySpans = joi
  .array()
  .items(joi.object({ from: whole, to: whole }))
  .max(10)
  .required();
export const week = joi
  .object(Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, daySpans])))
  .required();
export const id = joi.string().pattern(/^[\w-]{1,100}$/, 'an identifier');
export const ids = joi.array().items(id).unique().max(100).required();
export const levels = joi
  .object()
  .pattern(/^[\w-]{1,100}$/, joi.number().integer())
  .max(100)
  .required();
