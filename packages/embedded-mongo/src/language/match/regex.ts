/**
 * MongoDB's regular expressions are PCRE; ours run on JavaScript's engine. Constructs with
 * the same meaning, or that can be rewritten to have it, are translated; every other
 * construct is refused by name.
 */
import { badValue, location, notSupported } from '../errors.ts';
import { guardedTest } from './regex-cost.ts';
import type { Work } from '../work.ts';

const INVALID = 51091;
const MAX_PATTERN_LENGTH = 32_764;
const FLAGS = /^[imsxu]*$/;
// PCRE without UCP: only ASCII white space, unlike JavaScript's \s.
const SPACE = '\\t-\\r ';
const NOT_SPACE = '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}';
const VERTICAL = '\\n\\x0b\\f\\r\\x85\\u2028\\u2029';
const CATEGORY = /^\{\^?(?:[LMNPSZC]|L[ulmto]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp]|C[cfosn])\}/;

/** A test for what the PCRE pattern finds. Throws for what cannot be translated. The test throws 50 when it takes too long. */
export function compileRegex(pattern: string, options: string, work?: Work): (text: string) => boolean {
  assertRegex(pattern, options);
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const flags = new Set(options + (inline?.[1] ?? ''));
  const source = new Translator(pattern.slice(inline?.[0].length ?? 0), flags).translate();
  try {
    const regex = new RegExp(source, flags.has('i') ? 'iu' : 'u');
    // The engine checks some of its limits only at the first test.
    regex.test('');
    return guardedTest(regex, work);
  } catch (error) {
    throw location(INVALID, `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Throws for options and bytes that no regular expression of MongoDB may have. */
export function assertRegex(pattern: string, options: string): void {
  if (!FLAGS.test(options)) throw location(51108, `invalid flag in regex options: ${options}`);
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw location(INVALID, 'Regular expression is invalid: regular expression is too large');
  }
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte');
}

class Translator {
  private at = 0;
  private readonly text: string;
  private readonly flags: ReadonlySet<string>;

  constructor(text: string, flags: ReadonlySet<string>) {
    this.text = text;
    this.flags = flags;
  }

  translate(): string {
    let out = '';
    while (this.at < this.text.length) out += this.piece();
    return out;
  }

  private take(): string {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    this.at += char.length;
    return char;
  }

  private takeMatch(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.text.slice(this.at))?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private piece(): string {
    const char = this.take();
    switch (char) {
      case '\\':
        return this.escape();
      case '[':
        return this.characterClass();
      case '(':
        return this.group();
      case '.':
        return this.flags.has('s') ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return this.flags.has('m') ? '(?:(?<![\\s\\S])|(?<=\\n)(?=[\\s\\S]))' : '(?<![\\s\\S])';
      case '$':
        // PCRE's dollar also stands before a newline that ends the subject.
        return this.flags.has('m') ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))';
      case '*':
      case '+':
      case '?':
        return this.quantifier(char);
      case '{':
        return this.braces();
      case '}':
      case ']':
        return `\\${char}`;
      case '#':
        if (!this.flags.has('x')) return char;
        this.takeMatch(/^[^\n]*/);
        return '';
      default:
        return this.flags.has('x') && /[\t-\r ]/.test(char) ? '' : char;
    }
  }

  private quantifier(quantifier: string): string {
    const next = this.text[this.at];
    if (next === '+') throw notSupported('possessive quantifiers in a regular expression');
    if (next !== '?') return quantifier;
    this.at += 1;
    return `${quantifier}?`;
  }

  private braces(): string {
    const counted = this.takeMatch(/^\d+(?:,\d*)?\}/);
    if (counted !== undefined) return this.quantifier(`{${counted}`);
    if (/^\s*,?\s*\d/.test(this.text.slice(this.at))) throw notSupported('this quantifier in a regular expression');
    return '\\{';
  }

  private group(): string {
    if (this.text[this.at] === '*') throw notSupported('verbs in a regular expression');
    if (this.text[this.at] !== '?') return '(';
    if (this.takeMatch(/^\?#[^)]*\)/) !== undefined) return '';
    const plain = this.takeMatch(/^\?[:=!]/);
    if (plain !== undefined) return `(${plain}`;
    const name = this.takeMatch(/^\?P?<[A-Za-z_]\w*>/);
    if (name !== undefined) return `(${name.replace('?P<', '?<')}`;
    throw notSupported('this kind of group in a regular expression');
  }

  private escape(): string {
    if (this.at >= this.text.length) throw location(INVALID, 'Regular expression is invalid: \\ at end of pattern');
    const char = this.take();
    switch (char) {
      case 'd':
      case 'D':
      case 'b':
      case 'B':
        return `\\${char}`;
      case 'w':
        // Under /iu JavaScript folds these two letters into \w; PCRE does not.
        return this.flags.has('i') ? '(?:(?![\\u017f\\u212a])\\w)' : '\\w';
      case 'W':
        return this.flags.has('i') ? '(?:\\W|[\\u017f\\u212a])' : '\\W';
      case 's':
        return `[${SPACE}]`;
      case 'S':
        return `[${NOT_SPACE}]`;
      case 'v':
        return `[${VERTICAL}]`;
      case 'A':
        return '(?<![\\s\\S])';
      case 'z':
        return '(?![\\s\\S])';
      case 'Z':
        return '(?=\\n?(?![\\s\\S]))';
      default:
        return this.characterEscape(char);
    }
  }

  // Escapes that mean one character, or one Unicode category, inside and outside of a class.
  private characterEscape(char: string): string {
    if (char === 'n' || char === 'r' || char === 't' || char === 'f') return `\\${char}`;
    if (char === 'e') return '\\x1b';
    if (char === 'a') return '\\x07';
    if (char === 'p' || char === 'P') {
      const category = this.takeMatch(CATEGORY);
      if (category === undefined) throw notSupported('this Unicode property in a regular expression');
      const isNegated = (char === 'P') !== category.startsWith('{^');
      return `\\${isNegated ? 'P' : 'p'}${category.replace('^', '')}`;
    }
    if (char === 'x') {
      const hex = this.takeMatch(/^\{[0-9a-fA-F]{1,6}\}/) ?? this.takeMatch(/^[0-9a-fA-F]{2}/);
      if (hex === undefined) throw notSupported('this \\x escape in a regular expression');
      return `\\u{${hex.replace(/[{}]/g, '')}}`;
    }
    if (/^[A-Za-z0-9]$/.test(char)) throw notSupported(`\\${char} in a regular expression`);
    return literal(char);
  }

  private characterClass(): string {
    let out = this.takeMatch(/^\^/) === undefined ? '[' : '[^';
    // A bracket that comes first is an ordinary character.
    if (this.takeMatch(/^\]/) !== undefined) out += '\\]';
    for (;;) {
      if (this.at >= this.text.length) {
        throw location(INVALID, 'Regular expression is invalid: missing terminating ] for character class');
      }
      const char = this.take();
      if (char === ']') return `${out}]`;
      if (char === '[' && /^[:.=]/.test(this.text.slice(this.at))) {
        throw notSupported('POSIX classes in a regular expression');
      }
      out += char === '\\' ? this.classEscape() : char === '-' ? this.classDash(out) : literal(char);
    }
  }

  // In JavaScript's Unicode mode a dash next to \d and the like is an error; in PCRE it is a dash.
  private classDash(before: string): string {
    const isEdge = before === '[' || before === '[^' || this.text[this.at] === ']';
    const besideSet = /\\[dDwWpP]$|\}$/.test(before) || /^\\[dDwWsSvpP]/.test(this.text.slice(this.at));
    return isEdge || besideSet ? '\\-' : '-';
  }

  private classEscape(): string {
    const char = this.take();
    if (char === 'd' || char === 'D') return `\\${char}`;
    if (char === 'w' || char === 'W') {
      if (this.flags.has('i')) throw notSupported(`\\${char} inside a class with the option i`);
      return `\\${char}`;
    }
    if (char === 's') return SPACE;
    if (char === 'S') return NOT_SPACE;
    if (char === 'v') return VERTICAL;
    if (char === 'b') return '\\x08';
    return this.characterEscape(char);
  }
}

function literal(char: string): string {
  return /^[\^$\\.*+?()[\]{}|/-]$/.test(char) ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : char;
}
