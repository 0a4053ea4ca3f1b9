/**
 * Leadbell and the network use only names that the `twilio` package publishes: parameters of requests as its classes
 * write them, verbs and attributes of documents as its types define them. The network in these tests is ours, so this
 * keeps the two from agreeing on something that Twilio wouldn’t understand.
 */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { hearing, joinLine, startTelephony, type Telephony } from '../../support/telephony.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

const PROSPECT = '+12025550177';
const packageFile = (path: string) =>
  readFile(new URL(`../../../node_modules/twilio/lib/${path}`, import.meta.url), 'utf8');

let lab: Telephony;
beforeEach(async () => {
  lab = await startTelephony();
});
afterEach(() => lab.stop());

/** A call with everything that can be done to it, and a dial that isn’t answered. */
async function telephone(): Promise<void> {
  const ana = await lab.agent('ana');
  const caller = await joinLine(lab);
  const { id: leadId } = await ana.accept();
  await ana.takeCall();
  await hearing(caller, 'client:user_ana');
  await ana.lead(({ state }) => state === 'talking');
  for (const on of [true, false]) await ana.desk.ask('call:hold', { leadId, on });
  for (const on of [true, false]) await ana.desk.ask('call:mute', { leadId, on });

  const sam = lab.network.handset('client:user_sam');
  const cookie = await lab.demo.signIn('sam@demo.test');
  await fetch(`${lab.demo.url}/api/leads/${leadId}/whisper`, {
    method: 'POST',
    headers: { cookie, origin: lab.demo.url },
  });
  await sam.waitForState('ringing', PATIENCE_MS);
  sam.answer();
  await lab.until(() => sam.audio.hears.length === 2, 'the supervisor hears both');
  sam.hangUp();

  const ben = await lab.agent('ben');
  await ana.desk.ask('call:transfer', { leadId, to: 'user_ben', warm: true });
  await ben.takeCall();
  await ana.lead(({ call }) => call?.consult?.isThere === true);
  await ana.desk.ask('call:complete-transfer', { leadId });
  await hearing(caller, 'client:user_ben');
  await ben.desk.ask('call:hangup', { leadId });
  await caller.waitForState('idle', PATIENCE_MS);

  const prospect = lab.caller(PROSPECT);
  await lab.demo.submit({ phone: PROSPECT });
  await ana.accept();
  await ana.takeCall();
  await prospect.waitForState('ringing', PATIENCE_MS);
  prospect.reject('busy');
  await ana.lead(({ call }) => call?.stage === 'notReached');
}

test('[N16] what Leadbell asks and answers is in the published names, and so are the documents it is given', async () => {
  await telephone();
  const requests = lab.network.log.entries.filter(({ kind }) => kind === 'rest');
  const documents = lab.network.log.entries.filter(({ kind }) => kind === 'twiml');
  const asked = new Set<string>();
  for (const { text, details } of requests) {
    const [, method = '', path = ''] = /asks: (\w+) (\S+)/.exec(text) ?? [];
    const file = fileOf(path);
    asked.add(`${method} ${file}`);
    const known = new Set([...(await packageFile(file)).matchAll(/data\["(\w+)"\]/g)].map(([, name]) => name));
    const given = Object.keys(details?.['parameters'] ?? {});
    expect({ path, unknown: given.filter((name) => !known.has(name)) }).toEqual({ path, unknown: [] });
    expect(text).toMatch(/→ 20\d$/);
  }
  expect([...asked]).toEqual(
    expect.arrayContaining([`POST ${API}call.js`, `GET ${API}conference.js`, `POST ${API}conference/participant.js`]),
  );

  const types = await packageFile('twiml/VoiceResponse.d.ts');
  const said = new Set<string>();
  for (const { details } of documents) {
    for (const { verb, attributes } of elementsOf(String(details?.['twiml']))) {
      said.add(verb);
      const known = attributesOf(types, verb);
      expect({ verb, unknown: attributes.filter((name) => !known.has(name)) }).toEqual({ verb, unknown: [] });
    }
  }
  expect([...said]).toEqual(expect.arrayContaining(['Say', 'Gather', 'Enqueue', 'Dial', 'Conference']));
});

const API = 'rest/api/v2010/account/';

/** The package's class for `/2010-04-01/Accounts/AC…/Conferences/CF…/Participants/CA….json`. */
function fileOf(path: string): string {
  const names = path
    .replace(/\.json.*$/, '')
    .split('/')
    .slice(4)
    .filter((part) => /^[A-Z][a-z]+s$/.test(part));
  return `${API}${names.map((name) => name.slice(0, -1).toLowerCase()).join('/')}.js`;
}

function elementsOf(xml: string): { verb: string; attributes: string[] }[] {
  type Node = Record<string, unknown> & { ':@'?: Record<string, string> };
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' });
  const walk = (nodes: readonly Node[]): { verb: string; attributes: string[] }[] =>
    nodes.flatMap(({ ':@': attributes = {}, ...rest }) =>
      Object.entries(rest)
        .filter(([name]) => /^[A-Z]/.test(name))
        .flatMap(([verb, children]) => [
          { verb, attributes: Object.keys(attributes) },
          ...walk(children as readonly Node[]),
        ]),
    );
  return walk(parser.parse(xml) as Node[]).filter(({ verb }) => verb !== 'Response');
}

/** What the package’s types allow on a verb; a verb without its own attributes has none. */
function attributesOf(types: string, verb: string): Set<string> {
  expect(types).toMatch(new RegExp(`class ${verb} extends|\\b${verb.toLowerCase()}\\(`));
  const bodies = [...types.matchAll(new RegExp(`interface ${verb}Attributes \\{([^}]*)\\}`, 'g'))];
  return new Set(bodies.flatMap(([, body = '']) => [...body.matchAll(/^\s+(\w+)\?:/gm)].map(([, name = '']) => name)));
}
