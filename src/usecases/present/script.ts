/** The campaign's script with its placeholders filled in. Pure. */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { DeskLead } from '../../shared/desk.ts';
import type { Viewer } from './contact.ts';
import { inLanguage } from './wording.ts';

const OMITTED = '…';
/** "Hello {name}," at the start of a sentence: without a name, only the greeting remains. */
const GREETED = /(^|[.!?\n]\s*)(\p{L}+(?: \p{L}+){0,2}),? \{name\}(?=[,.!])/gu;
/**
 * "{name} 님." or "{name} 고객님,": a form of address, removed without a name. With a particle it asks for the name, and
 * stays.
 */
const ADDRESSED = /,? ?\{name\} ?(?:고객님|선생님|님|씨)(?=[\s,.!]|$)/gu;
/** The same at the start of the text: its comma is removed too. */
const ADDRESSED_FIRST = /(^|\n)\{name\} ?(?:고객님|선생님|님|씨)(?:, *| +)/gu;

/** What is said in the customer's language, what the agent chooses by in theirs. Steps and cards are for the owner. */
export function presentScript(
  { script, scriptSteps = [], objections = [] }: Pick<Campaign, 'script' | 'scriptSteps' | 'objections'>,
  { person }: Pick<Lead, 'person'>,
  viewer: Viewer,
  values: Readonly<Record<string, string>>,
): Pick<DeskLead, 'script' | 'scriptSteps' | 'objections'> {
  const spoken = (wording: Campaign['script']) => fillScript(inLanguage(wording, person.language), values);
  const isOwner = viewer.kind === 'owner';
  return {
    script: spoken(script),
    scriptSteps: (isOwner ? scriptSteps : []).map(({ id, text, choices }) => ({
      id,
      text: spoken(text),
      choices: choices.map(({ label, to }) => ({ label: inLanguage(label, viewer.language), to })),
    })),
    objections: (isOwner ? objections : []).map(({ title, answer }) => ({
      title: inLanguage(title, viewer.language),
      answer: spoken(answer),
    })),
  };
}

/** Placeholders without a value become an ellipsis; forms of address are removed. */
export function fillScript(script: string, values: Readonly<Record<string, string>>): string {
  const spoken = values['name']
    ? script
    : script.replace(GREETED, '$1$2').replace(ADDRESSED_FIRST, '$1').replace(ADDRESSED, '');
  return spoken.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : value || OMITTED;
  });
}
