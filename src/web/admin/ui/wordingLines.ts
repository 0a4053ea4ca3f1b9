/** The texts of a wording in each language; null if the value is none. */
export function wordingLines(value: unknown): readonly string[] | null {
  if (typeof value !== 'object' || value === null || !('en' in value)) return null;
  const texts = Object.entries<unknown>({ ...value });
  const isWording = texts.every(([language, text]) => ['en', 'ko'].includes(language) && typeof text === 'string');
  return isWording ? [...new Set(texts.map(([, text]) => String(text)))].filter((text) => text !== '') : null;
}
