/** What the agent reads out: the campaign's script with its placeholders filled in. Pure. */

const OMITTED = '…';
/** "Hello {name}," at the beginning of a sentence: the greeting stands without the name. */
const GREETED = /(^|[.!?\n]\s*)(\p{L}+(?: \p{L}+){0,2}),? \{name\}(?=[,.!])/gu;
/** "{name} 님." or "{name} 고객님," as somebody is addressed; with a particle it is a question for the name, and stays. */
const ADDRESSED = /,? ?\{name\} ?(?:고객님|선생님|님|씨)(?=[\s,.!]|$)/gu;
/** The same as the first words: their comma goes with them. */
const ADDRESSED_FIRST = /(^|\n)\{name\} ?(?:고객님|선생님|님|씨)(?:, *| +)/gu;

/** A placeholder without a value is an ellipsis; a name that is not known is not addressed. */
export function fillScript(script: string, values: Readonly<Record<string, string>>): string {
  const spoken = values['name']
    ? script
    : script.replace(GREETED, '$1$2').replace(ADDRESSED_FIRST, '$1').replace(ADDRESSED, '');
  return spoken.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : value || OMITTED;
  });
}
