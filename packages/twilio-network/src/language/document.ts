/**
 * Reads a TwiML document into verbs. This file only checks that it is well-formed XML (12100) with the root Response
 * (12102). Verbs and attributes are checked in check.ts.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { TwimlFailure } from './failure.ts';

export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Verb[];
  /** All text inside, including nested markup, with whitespace collapsed. */
  readonly text: string;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: ATTRIBUTES,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** XML has five named entities. The parser would accept HTML's. */
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
const CDATA_OR_COMMENT = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g;

type Node = Readonly<Record<string, unknown>>;

/** The verbs of a Response. Throws TwimlFailure 12100 or 12102. */
export function readDocument(xml: string): readonly Verb[] {
  if (xml.trim() === '') throw new TwimlFailure(12100, 'Document parse failure: the document is empty');
  // The validator's successor is another package. This one will be supported as long as the parser.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const validity = XMLValidator.validate(xml);
  if (validity !== true) {
    const { msg, line, col } = validity.err;
    throw new TwimlFailure(12100, `Document parse failure: ${msg} (line ${line}, column ${col})`);
  }
  if (xml.includes('<!DOCTYPE')) throw new TwimlFailure(12100, 'Document parse failure: a DOCTYPE is not allowed');
  const stray = UNKNOWN_ENTITY.exec(xml.replace(CDATA_OR_COMMENT, ''));
  if (stray) throw new TwimlFailure(12100, 'Document parse failure: an & that is not an XML entity');
  const roots = (parser.parse(xml) as Node[]).filter((node) => !(TEXT in node)).map(toVerb);
  const root = roots[0];
  if (root?.name !== 'Response') {
    throw new TwimlFailure(12102, `The root element must be Response, not ${root?.name ?? 'nothing'}`);
  }
  return root.children;
}

function toVerb(node: Node): Verb {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
  const inside = (node[name] ?? []) as Node[];
  return {
    name,
    attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>,
    children: inside.filter((child) => !(TEXT in child)).map(toVerb),
    text: textWithin(inside).replace(/\s+/g, ' ').trim(),
  };
}

function textWithin(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (TEXT in node) return String(node[TEXT]);
      const name = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
      return textWithin((node[name] ?? []) as Node[]);
    })
    .join('');
}
