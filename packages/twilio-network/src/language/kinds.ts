/** Validators for attribute values: each returns what is wrong, or null. */
export type Kind = (text: string) => string | null;

export const url: Kind = (text) => (/\s/.test(text.trim()) ? 'is not a URL' : null);

export const anyText: Kind = () => null;

export const oneOf =
  (...values: readonly string[]): Kind =>
  (text) =>
    values.includes(text) ? null : `must be one of ${values.join(', ')}`;

export const method = oneOf('GET', 'POST');
export const trueOrFalse = oneOf('true', 'false');

export const wholeNumber =
  (least: number, most = Infinity): Kind =>
  (text) =>
    /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
      ? null
      : `must be a whole number, ${most === Infinity ? `at least ${least}` : `${least} to ${most}`}`;

/** Names separated by spaces, as lists are written. */
export const wordsOf = (text: string | undefined): readonly string[] => text?.split(/[\s,]+/).filter(Boolean) ?? [];

/** Names from a closed list, separated by spaces. */
export const listOf =
  (...values: readonly string[]): Kind =>
  (text) => {
    const unknown = wordsOf(text).find((name) => !values.includes(name));
    return unknown === undefined ? null : `contains ${unknown}; allowed: ${values.join(', ')}`;
  };

/** Phone keys; empty means none. */
export const keys: Kind = (text) => (/^[\d#*]*$/.test(text) ? null : 'must be phone keys');

export const sendDigits: Kind = (text) => (/^[\d#*wW]*$/.test(text) ? null : 'must be keys and w for half a second');
