import { describe, expect, test } from '@jest/globals';
import joi from 'joi';
import { cleanInput } from '../../../src/core/capture/cleanInput.ts';
import { cleanCode } from '../../../src/core/capture/cleanText.ts';

const INVISIBLE = [
  '\u200b',
  '\u200d',
  '\ufe0f',
  '\ufeff',
  '\u00ad',
  '\u202a',
  '\u2066',
  '\u3164',
  '\u{e0041}',
  '\u034f',
];

describe('what a schema says of a text', () => {
  const schema = joi.object({
    line: joi.string(),
    lines: joi.string().meta({ text: 'lines' }),
    code: joi.string().meta({ text: 'code' }),
    secret: joi.string().meta({ text: 'secret' }),
    email: joi.string().email({ tlds: false }),
    choice: joi.string().valid('a', 'b'),
    shape: joi.string().pattern(/^x+$/),
    list: joi.array().items(joi.object({ code: joi.string().meta({ text: 'code' }) })),
    others: joi.object().pattern(/./, joi.string().valid('a')),
    under: joi.object({ en: joi.string() }).meta({ text: 'lines' }),
  });

  test.each(INVISIBLE)('[F20] machine-readable text has no %j, and prose keeps it where it is text', (mark) => {
    const hidden = (text: string) => `${mark}${text.slice(0, 1)}${mark}${text.slice(1)}${mark}`;
    const sent = {
      ...{ code: hidden('id'), email: hidden('ann@example.org'), choice: hidden('a'), shape: hidden('xx') },
      ...{ list: [{ code: hidden('id') }], others: { any: hidden('a') }, secret: hidden('id') },
    };
    expect(cleanInput(schema, sent)).toEqual({
      ...{ code: 'id', email: 'ann@example.org', choice: 'a', shape: 'xx' },
      ...{ list: [{ code: 'id' }], others: { any: 'a' }, secret: sent.secret },
    });
    expect(cleanCode(hidden('id'))).toBe('id');
  });

  test('[F1] prose is single-line or multi-line by schema, including nested values; a secret isn’t changed', () => {
    const text = ' a\u000bb\r\nc\u0000\u2028d\ufffe\ufdd0\ud800 ';
    expect(cleanInput(schema, { line: text, lines: text, under: { en: text }, secret: text })).toEqual({
      ...{ line: 'a b c d', lines: 'a\nb\nc\nd', under: { en: 'a\nb\nc\nd' }, secret: text },
    });
  });

  test('[F1] values that aren’t text, or not in the schema, stay for validation to reject', () => {
    const sent = { line: 5, code: null, unknown: '\u200bx', list: 'x', under: ['\u200b'] };
    expect(cleanInput(schema, sent)).toEqual(sent);
    expect(cleanInput(schema, null)).toBeNull();
  });
});
