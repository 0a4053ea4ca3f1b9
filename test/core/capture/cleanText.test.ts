import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanLine, cleanText, isVisible } from '../../../src/core/capture/cleanText.ts';
import { HOSTILE_TEXTS } from '../../support/hostile.ts';

describe('text from outside', () => {
  test('[F1] only characters that can’t be displayed are removed', () => {
    expect(cleanLine(HOSTILE_TEXTS['nul']!)).toBe('Maria');
    expect(cleanLine(HOSTILE_TEXTS['controls']!)).toBe('Ma[31mria');
    expect(cleanLine(HOSTILE_TEXTS['loneSurrogate']!)).toBe('Maria');
    expect(cleanLine(HOSTILE_TEXTS['loneLowSurrogate']!)).toBe('Maria');
    for (const kept of ['formula', 'script', 'template', 'emoji', 'arabic', 'zeroWidth']) {
      expect(cleanLine(HOSTILE_TEXTS[kept]!)).toBe(HOSTILE_TEXTS[kept]);
    }
  });

  test('[F1] what would turn the text beside it around is removed; marks of direction stay', () => {
    expect(cleanLine(HOSTILE_TEXTS['rightToLeft']!)).toBe('usergnp.exe');
    expect(cleanLine('\u2067Ma\u202a \u2066 ria\u2069 \u202c')).toBe('Ma ria');
    expect(cleanText('one\u202b\n\u2068two\u202d')).toBe('one\ntwo');
    expect(cleanLine('\u200fماريا\u200e')).toBe('\u200fماريا\u200e');
  });

  test('[F1] line breaks are removed from single-line text, so that a name can’t start a header', () => {
    expect(cleanLine(HOSTILE_TEXTS['mailHeader']!)).toBe('Maria Bcc: everybody@evil.example');
    expect(cleanLine('a\u2028b\u0085c\rd\te')).toBe('a b c d e');
    expect(cleanText('one\r\ntwo\rthree\tfour')).toBe('one\ntwo\nthree\tfour');
  });

  test('[F1] Hangul is the same text however it was typed', () => {
    expect(cleanLine(HOSTILE_TEXTS['hangulNfd']!)).toBe(HOSTILE_TEXTS['hangulNfc']);
  });

  test('[F1] cleaning is idempotent: any result is well-formed, in NFC, and unchanged when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const clean of [cleanLine, cleanText]) {
          const once = clean(text);
          expect(clean(once)).toBe(once);
          expect(once).toBe(once.normalize('NFC'));
          expect(/\p{Surrogate}/u.test(once)).toBe(false);
          // eslint-disable-next-line no-control-regex
          expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(once)).toBe(false);
        }
        expect(cleanLine(text)).not.toMatch(/[\n\t\u2028\u2029]/);
      }),
    );
  });

  test('marks alone are nothing to see', () => {
    expect(isVisible('\u200b\u202e\u2066 ')).toBe(false);
    expect(isVisible('李')).toBe(true);
    expect(isVisible('🙂')).toBe(true);
  });
});
