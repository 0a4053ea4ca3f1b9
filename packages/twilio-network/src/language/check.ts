/**
 * Checks a whole document against the grammar before anything is executed. Stricter than Twilio, where some mistakes are
 * only warnings (12200).
 */
import type { Verb } from './document.ts';
import { TwimlFailure } from './failure.ts';
import { wordsOf } from './kinds.ts';
import { GRAMMAR, REFUSED, SSML, VERBS } from './verbs.ts';

/**
 * Throws TwimlFailure with the code of the first mistake. Returns what is accepted but not simulated, such as
 * `Gather hints`; empty if there is none.
 */
export function checkDocument(verbs: readonly Verb[]): readonly string[] {
  const ignored = new Set<string>();
  for (const verb of verbs) {
    if (!VERBS.includes(verb.name)) throw unknown(verb.name, 'Response', 12200);
    checkElement(verb, ignored);
  }
  return [...ignored];
}

function checkElement(verb: Verb, ignored: Set<string>): void {
  const grammar = GRAMMAR[verb.name];
  if (!grammar) throw unknown(verb.name, 'Response', 12200);
  for (const [name, text] of Object.entries(verb.attributes)) {
    if (grammar.ignored?.includes(name)) {
      ignored.add(`${verb.name} ${name}`);
      continue;
    }
    const attribute = grammar.attributes[name];
    if (!attribute) throw new TwimlFailure(12200, `Attribute ${name} is not allowed to appear in element ${verb.name}`);
    const mistake = attribute.kind(text);
    if (mistake !== null) throw new TwimlFailure(attribute.code, `${verb.name}: ${name}="${text}" ${mistake}`);
    for (const word of attribute.ignoredWords ?? [])
      if (wordsOf(text).includes(word)) ignored.add(`${verb.name} ${name}="${word}"`);
  }
  if (grammar.textCode !== undefined && verb.text === '') {
    throw new TwimlFailure(grammar.textCode, `${verb.name} must not be empty`);
  }
  if (grammar.children === null) {
    checkSpeech(verb, verb.name);
    return;
  }
  for (const child of verb.children) {
    if (!grammar.children.includes(child.name)) throw unknown(child.name, verb.name, grammar.childCode ?? 12200);
    checkElement(child, ignored);
  }
  checkWhole(verb);
}

/** Only the text of SSML is spoken; its attributes aren’t looked at. */
function checkSpeech({ children }: Verb, parent: string): void {
  for (const child of children) {
    if (!SSML.includes(child.name)) throw unknown(child.name, parent, 12200);
    checkSpeech(child, child.name);
  }
}

/** Rules about a verb as a whole. */
function checkWhole(verb: Verb): void {
  const room = verb.children.find(({ name }) => name === 'Conference' || name === 'Queue');
  if (verb.name === 'Dial') {
    if (room && verb.children.length > 1) {
      throw new TwimlFailure(13215, `Dial: ${room.name} must be the only noun`);
    }
    if (verb.children.length === 0 && verb.text === '') throw new TwimlFailure(13223, 'Dial: nothing to dial');
  }
  if (verb.name === 'Client' && verb.text === '') throw new TwimlFailure(13223, 'Client: identity is missing');
  if (verb.name === 'Play' && verb.text === '' && verb.attributes['digits'] === undefined) {
    throw new TwimlFailure(12200, 'Play: URL is missing');
  }
  if (verb.name === 'Enqueue' && verb.text.length > 64) throw new TwimlFailure(14205, 'Enqueue: Queue name too long');
}

function unknown(name: string, parent: string, code: number): TwimlFailure {
  const refused = REFUSED[name];
  if (refused) return new TwimlFailure(refused.code, refused.reason);
  return new TwimlFailure(code, `Invalid content was found: element ${name} is not allowed in ${parent}`);
}
