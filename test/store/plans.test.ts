/**
 * Every question that the stores ask the database is answered from an index and touches about as much as it finds,
 * however large the tables are. The commands are those that the driver really sends, explained by the server.
 *
 * A store's function that is not asked here fails the first test: put it into ASKED, or into UNASKED with the reason.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { censusOf, inventAll, INVENTED } from '../../bench/many/fill.ts';
import { inventLead, PAST_AGENTS, PAST_CAMPAIGNS, PAST_TEAM, telOf } from '../../bench/many/invent.ts';
import { systemParts } from '../../bench/systemParts.ts';
import { foldWork } from '../../src/core/report/workFigures.ts';
import { DAY, HOUR } from '../../src/core/vocabulary/time.ts';
import type { Decision } from '../../src/core/routing/decision.ts';
import type { PersonLead } from '../../src/ports/persons.ts';
import type { Parts } from '../../src/ports/parts.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { agent } from '../support/leads.ts';
import { SILENT_LOG } from '../support/world.ts';

const CLOSED = 1500;
/** Looked at beyond what is found: the ends of ranges, and what is checked once more. */
const SLACK = 40;
/** Tables that stay as small as the business: reading them whole is right. */
const SMALL = ['agents', 'campaigns', 'repairs', 'settings', 'leases', 'users', 'lateLeads'];
/** Those whose tables grow with every lead. */
const GROWING = [
  'leads',
  'numbers',
  'inquiries',
  'decisions',
  'outbox',
  'floor',
  'facts',
  'cards',
  'reports',
  'work',
  'persons',
  'proofs',
  'scores',
  'evidence',
] as const;
const QUESTIONS = ['find', 'aggregate', 'count', 'distinct', 'update', 'delete', 'findAndModify'];

let database: TestDatabase;
let stores: Stores;
let parts: Parts;
let now: number;
const commands: Record<string, unknown>[] = [];

beforeAll(async () => {
  database = await startDatabase();
  stores = await openStores(`${database.uri}&monitorCommands=true`, SILENT_LOG);
  parts = systemParts(stores.parts);
  now = parts.clock.now();
  for (const campaign of PAST_CAMPAIGNS) await parts.campaigns.save(campaign);
  for (const [index, id] of PAST_AGENTS.entries())
    await parts.agents.save(agent(id, { teamIds: [PAST_TEAM], presence: index < 5 ? 'available' : 'offline' }));
  const invented = [...inventAll(censusOf(CLOSED), now)];
  for (const [name, documentsOf] of Object.entries(INVENTED)) {
    const documents = invented.flatMap(documentsOf);
    const collection = stores.connection.collection<AnyDocument>(name);
    for (let start = 0; start < documents.length; start += 200)
      await collection.insertMany(documents.slice(start, start + 200), { ordered: false });
  }
  // Some are in agents' hands, and some effects wait to be carried out.
  await routeLeads(parts);
  const left = (await parts.leads.waiting(5)).map(({ id: _id }) => ({ _id }));
  for (const { _id } of left) {
    const effect = {
      id: `${_id}:effect`,
      kind: 'agentAway',
      agentId: 'past_1',
      at: new Date(now),
      dueAt: new Date(now),
    };
    await stores.connection.collection<AnyDocument>('leads').updateOne({ _id }, { $set: { effects: [effect] } });
  }
  stores.connection.getClient().on('commandStarted', ({ command }) => void commands.push(command));
});

afterAll(async () => {
  await stores.close();
  await database.stop();
});

type Document = Record<string, unknown>;
const id = 'ld_many_closed_7';
const lane = { campaignIds: ['past0', 'past3'], languages: ['en', 'ko'] } as const;

/** As the service asks, by store and function. */
const ASKED: Readonly<Record<string, (parts: Parts) => Promise<unknown>>> = {
  'leads.byId': ({ leads }) => leads.byId(id),
  'leads.byIds': ({ leads }) => leads.byIds([id, 'ld_many_closed_8']),
  'leads.load': ({ leads }) => leads.load(id),
  'leads.openByKey': ({ leads }) => leads.openByKey(`tel:${telOf(3, 'waiting')}`),
  'leads.byEmail': ({ leads }) => leads.byEmail('person.closed.3@example.com', 20),
  'leads.ofTel': ({ leads }) => leads.ofTel(telOf(3, 'closed'), 20),
  'leads.ofNumber': ({ leads }) => leads.ofNumber(telOf(3, 'closed')),
  'mails.firstWaiting': ({ mails }) => mails.firstWaiting('promiseMade:in_3:'),
  'numbers.forContact': ({ numbers }) => numbers.forContact(telOf(3, 'closed'), now),
  'leads.lastClosedByTel': ({ leads }) => leads.lastClosedByTel(telOf(3, 'closed')),
  'leads.due': async ({ leads }) => {
    await leads.due(now + 3 * DAY, 20);
    await leads.due(now + 3 * DAY, 20, 'inHand');
  },
  'leads.routingQueue': ({ leads }) => leads.routingQueue(true),
  'leads.latestPromised': ({ leads }) => leads.latestPromised('backlog', 'past0'),
  'leads.waiting': async ({ leads }) => {
    await leads.waiting(50);
    await leads.waiting(20, { lanes: [lane], now });
  },
  'leads.promisedBecause': async ({ leads }) => {
    await leads.promisedBecause(['nobodyThere'], 1);
    await leads.promisedBecause(['nobodyThere', 'noAgent'], 20, [lane]);
  },
  'leads.countWaiting': ({ leads }) => leads.countWaiting(),
  'leads.held': ({ leads }) => leads.held(),
  'leads.heldBy': ({ leads }) => leads.heldBy('past_1'),
  'leads.closedSince': ({ leads }) => leads.closedSince(now - DAY, 20),
  'leads.callbacks': async ({ leads }) => {
    const { next } = await leads.callbacks({ limit: 60 });
    await leads.callbacks({ limit: 10, cursor: next ?? '' });
    await leads.callbacks({ limit: 10, ownerId: 'past_1' });
    await Promise.all(['past_1', 'past_2'].map((ownerId) => leads.callbacks({ limit: 10, ownerId })));
  },
  'leads.countCallbacks': ({ leads }) => leads.countCallbacks(),
  'leads.search': async ({ leads }) => {
    const { next } = await leads.search({ limit: 200 });
    await leads.search({ limit: 20, cursor: next ?? '' });
    for (const q of ['maria', '0017', telOf(17, 'closed'), 'person.closed.18@example.com'])
      await leads.search({ q, limit: 20 });
    await leads.search({ outcome: 'abandoned', limit: 20 });
    await leads.search({ outcome: 'won', campaignId: 'past3', from: now - 2 * DAY, to: now - DAY, limit: 20 });
    await leads.search({ agentId: 'past_3', limit: 20 });
    for (const sort of ['oldest', 'waiting', 'due', 'score'] as const) {
      const first = await leads.search({ sort, limit: 20 });
      await leads.search({ sort, limit: 20, cursor: first.next ?? '' });
      await leads.search({ sort, campaignId: 'past3', limit: 20 });
    }
    const suspected = await leads.search({ isSuspected: true, limit: 20 });
    await leads.search({ isSuspected: true, limit: 20, cursor: suspected.next ?? `${now}_ld` });
    await leads.search({ sort: 'waiting', state: 'waiting', campaignId: 'past3', limit: 20 });
    await leads.search({ sort: 'due', dueFrom: now, dueTo: now + 3 * DAY, limit: 20 });
    await leads.search({ tag: 'vip', source: 'form', limit: 20 });
    await leads.search({ cameFrom: 'ads', source: 'form', limit: 20 });
    await leads.search({ band: 'high', limit: 20 });
    await leads.search({ band: 'high', sort: 'score', limit: 20 });
    await leads.search({ sort: 'score', limit: 20, cursor: '-1790000000000_ld_1' });
    await leads.search({ lacks: { detail: 'any', audience: 'supervisors' }, state: 'open', limit: 20 });
    await leads.search({ source: 'form', from: now - 2 * DAY, to: now - DAY, limit: 20 });
  },
  'leads.openRevisions': async ({ leads }) => {
    for await (const some of leads.openRevisions(1000)) expect(some.length).toBeGreaterThan(0);
  },
  'leads.renewCard': ({ leads }) => leads.renewCard(id),
  'leads.reservedFor': ({ leads }) => leads.reservedFor('past_1', 20),
  'leads.timeline': ({ leads }) => leads.timeline(id),
  'leads.sealedTimeline': ({ leads }) => leads.sealedTimeline(id),
  'leads.verifyChain': ({ leads }) => leads.verifyChain(id),
  'leads.swap': (all) => changeLead(all, id, { kind: 'note', by: SUPERVISOR, note: 'Seen.' }),
  'leads.ofNumbers': ({ leads }) => leads.ofNumbers([telOf(3, 'closed'), telOf(4, 'closed')]),
  'inquiries.imported': ({ inquiries }) => inquiries.imported(['many_closed_7', 'many_closed_8']),
  'inquiries.attach': ({ inquiries }) => inquiries.attach('many_closed_7', id),
  'inquiries.move': ({ inquiries }) => inquiries.move(['many_closed_7'], [id], id),
  'inquiries.byId': ({ inquiries }) => inquiries.byId('many_closed_7'),
  'inquiries.byIds': ({ inquiries }) => inquiries.byIds(['many_closed_7', 'many_closed_8']),
  'inquiries.byReceipt': ({ inquiries }) => inquiries.byReceipt('rc_many_closed_7'),
  'inquiries.orphans': ({ inquiries }) => inquiries.orphans(now, 20),
  'inquiries.strays': ({ inquiries }) => inquiries.strays(now - HOUR, now),
  'inquiries.newestAt': ({ inquiries }) => inquiries.newestAt(),
  'decisions.put': ({ decisions }) => decisions.put(inventDecision()),
  'decisions.ofLead': ({ decisions }) => decisions.ofLead(id),
  'decisions.ofLeads': ({ decisions }) => decisions.ofLeads([id, 'ld_many_closed_8']),
  'decisions.latestOf': ({ decisions }) => decisions.latestOf([id, 'many_closed_7', 'many_closed_8']),
  'outbox.lease': ({ outbox }) => outbox.lease(now, now + 30_000, 2),
  'outbox.delivered': ({ outbox }) =>
    outbox.delivered(id, { id: 'x', kind: 'deskUnseen', agentId: 'past_1', dueAt: now }, now),
  'outbox.retry': ({ outbox }) => outbox.retry(id, 'x', { at: now, tries: 1 }),
  'outbox.keep': ({ outbox }) => outbox.keep(id, 'x'),
  'outbox.drop': ({ outbox }) => outbox.drop(id, 'x'),
  'outbox.revive': ({ outbox }) => outbox.revive(now),
  'floor.today': ({ floor }) => floor.today(now - DAY, now),
  'facts.talkSeconds': ({ facts }) => facts.talkSeconds(now - 5 * DAY),
  'facts.speedBudgets': ({ facts }) => facts.speedBudgets(now),
  'facts.known': ({ facts }) => facts.known(['many_closed_7:1', 'many_closed_8:1']),
  'facts.agentDay': ({ facts }) => facts.agentDay('past_1', now - 3 * DAY),
  'facts.takenSince': ({ facts }) => facts.takenSince(now - DAY),
  'facts.routedSince': ({ facts }) => facts.routedSince(now - 4 * DAY),
  'facts.floorDay': ({ facts }) => facts.floorDay(now - 2 * DAY, now),
  'cards.count': async ({ cards }) => {
    await cards.count({ outcome: 'won', campaignId: 'past3' }, 20);
    await cards.count({ sort: 'due' }, 20);
  },
  'cards.created': ({ cards }) => cards.created({ cursor: `${now - DAY}_`, to: now, limit: 20 }),
  'cards.namesakes': ({ cards }) => cards.namesakes(['ana lee|10001', 'bo lee|10001'], 20),
  'cards.outdated': ({ cards }) => cards.outdated([{ id, rev: 1 }]),
  'reports.nextFactAt': ({ reports }) => reports.nextFactAt(now - DAY),
  'reports.leadsWithFacts': ({ reports }) => reports.leadsWithFacts(now - DAY, now - DAY + HOUR),
  'reports.presences': ({ reports }) => reports.presences(['past_1:1', 'past_2:1']),
  'reports.factsOf': ({ reports }) => reports.factsOf([id, 'ld_many_closed_8']),
  'reports.lateLeads': ({ reports }) => reports.lateLeads(10),
  'reports.forgetLate': ({ reports }) => reports.forgetLate([id], now),
  'reports.changeLines': ({ reports }) => reports.changeLines(HOUR, new Map([[id, null]])),
  'reports.lines': ({ reports }) => reports.lines(now - DAY, now),
  'reports.span': ({ reports }) => reports.span(now - DAY, now),
  'reports.factsBetween': ({ reports }) => reports.factsBetween(now - DAY, now - DAY + HOUR),
  'reports.changes': ({ reports }) => reports.changes(now - DAY, now),
  'reports.dayChanges': ({ reports }) => reports.dayChanges('UTC', '2026-11-01'),
  'reports.datesStored': ({ reports }) => reports.datesStored('UTC', '2026-11-01', '2026-11-30'),
  'reports.saveDay': ({ reports }) =>
    reports.saveDay('UTC', '2026-11-01', 1, {
      total: [],
      hour: [],
      source: [],
      firstSource: [],
      lastSource: [],
      agent: [],
      interest: [],
    }),
  'reports.days': ({ reports }) => reports.days('UTC', 'hour', '2026-11-01', '2026-11-30'),
  'work.changeLines': ({ work }) => work.changeLines(HOUR, new Map([[id, null]])),
  'work.lines': ({ work }) => work.lines(now - DAY, now),
  'work.span': ({ work }) => work.span(now - DAY, now),
  'work.changes': ({ work }) => work.changes(now - DAY, now),
  'work.dayChanges': ({ work }) => work.dayChanges('UTC', '2026-11-01'),
  'work.datesStored': ({ work }) => work.datesStored('UTC', '2026-11-01', '2026-11-30'),
  'work.saveDay': ({ work }) => work.saveDay('UTC', '2026-11-01', 1, foldWork([], 'UTC', [0, DAY])),
  'work.days': ({ work }) => work.days('UTC', 'agent', '2026-11-01', '2026-11-30'),
  'scores.ended': async ({ scores }) => {
    let read = 0;
    for await (const some of scores.ended(now - 30 * DAY, 1000, ['spam'])) read += some.length;
    expect(read).toBeGreaterThan(0);
  },
  'persons.byId': ({ persons }) => persons.byId('erasure_1'),
  'persons.running': ({ persons }) => persons.running(20),
  'persons.latest': ({ persons }) => persons.latest(20),
  'persons.firstEnded': ({ persons }) => persons.firstEnded(now - DAY),
  'persons.sealing': ({ persons }) => persons.sealing('hash'),
  'persons.unsealed': ({ persons }) => persons.unsealed('erasure_1'),
  'persons.seals': async ({ persons: { seals } }) => {
    await seals.kept('erasure_1', now);
    await seals.open('erasure_1', now);
    await seals.remove('erasure_1');
  },
  'persons.finish': ({ persons }) => persons.finish('erasure_1', now),
  'persons.inquiries': ({ persons }) => persons.inquiries(['many_closed_7', 'many_closed_8']),
  'persons.callsOf': ({ persons }) => persons.callsOf(telOf(3, 'closed')),
  'persons.countEmails': async (all) => all.persons.countEmails(await onePerson(all)),
  'persons.countBookedTimes': async (all) => all.persons.countBookedTimes(await onePerson(all), now),
  'persons.hasFarewell': ({ persons }) => persons.hasFarewell([id]),
  'persons.eraseTraces': async (all) => all.persons.eraseTraces(await onePerson(all), MARKS, now),
  'persons.erasePart': ({ persons }) => persons.erasePart(id, 'ld_many_closed_8'),
  'persons.eraseNumber': ({ persons }) => persons.eraseNumber('+12025550100'),
  'persons.forgetProofs': ({ persons }) => persons.forgetProofs('mail:maria@example.com'),
  'proofs.byId': ({ proofs }) => proofs.byId('proof_1'),
  'proofs.isAwaited': ({ proofs }) => proofs.isAwaited('hash', now - HOUR),
  'proofs.waiting': ({ proofs }) => proofs.waiting('hash', now - HOUR),
  'proofs.tell': ({ proofs }) => proofs.tell(['proof_1'], TOLD),
  'proofs.claimText': ({ proofs }) => proofs.claimText('proof_1', 'hash:1:0', TOLD, now),
  'proofs.countTry': ({ proofs }) => proofs.countTry('proof_1', 5),
  'proofs.prove': ({ proofs }) => proofs.prove('proof_1', 'code', now, now),
  'proofs.erasedBy': ({ proofs }) => proofs.erasedBy('proof_1', 'erasure_1'),
  'proofs.forget': ({ proofs }) => proofs.forget('hash'),
  'evidence.keys': ({ evidence }) => evidence.keys(now),
  'evidence.latestRoot': ({ evidence }) => evidence.latestRoot(),
  'evidence.firstRoot': ({ evidence }) => evidence.firstRoot(),
  'evidence.rootAt': ({ evidence }) => evidence.rootAt(now),
  'evidence.toProve': ({ evidence }) => evidence.toProve(now - DAY, now, 20),
  'floor.suspectedSpam': ({ floor }) => floor.suspectedSpam(now - DAY, 20),
  'floor.conservation': ({ floor }) => floor.conservation(now),
  'floor.misshapen': ({ floor }) => floor.misshapen(now, 100),
};
/** Inserts, or asks of small tables alone. */
const UNASKED = [
  'leads.create',
  'leads.knownWaiting',
  'leads.remove',
  'inquiries.remove',
  'cards.find',
  'facts.add',
  'facts.restore',
  'reports.forgetDays',
  'work.forgetDays',
  'leads.remembered',
  'inquiries.add',
  'persons.begin',
  'proofs.add',
  'evidence.addRoot',
  'evidence.rotate',
  'persons.eraseLead',
  'floor.countRepair',
  'floor.repaired',
  'floor.markSweep',
];

const TOLD = { code: 'digest', codeUntil: 0 };
const MARKS = { tel: telOf(7, 'closed'), emails: ['person.closed.7@example.com'], names: [] };
async function onePerson({ leads, inquiries }: Parts): Promise<PersonLead> {
  const [lead, inquiry] = await Promise.all([leads.byId(id), inquiries.byId('many_closed_7')]);
  if (!lead || !inquiry) throw new Error('the invented lead is missing');
  return { lead, inquiries: [inquiry] };
}

const SUPERVISOR = { kind: 'supervisor', id: 'sam' } as const;
const inventDecision = () => inventLead(7, 'closed', now).decisions[0] as Decision;

test('every function of the stores that grow with the leads is asked below', () => {
  const functions = GROWING.flatMap((store) => Object.keys(stores.parts[store]).map((name) => `${store}.${name}`));
  expect(functions.filter((name) => !(name in ASKED) && !UNASKED.includes(name))).toEqual([]);
});

test.each(Object.keys(ASKED))('%s looks at what it finds, and at little more', async (name) => {
  commands.length = 0;
  await ASKED[name]?.(parts);
  const asked = commands
    .splice(0)
    .filter((command) => QUESTIONS.includes(Object.keys(command)[0] ?? ''))
    .flatMap(oneByOne);
  expect(asked.length).toBeGreaterThan(0);
  for (const command of asked) {
    const { lsid: _lsid, $db: _db, txnNumber: _number, ...question } = command;
    const [, collection] = Object.entries(question)[0] ?? [];
    if (SMALL.includes(String(collection))) continue;
    const plan = await explain(question);
    const isMuch = plan.docs > plan.found + SLACK || plan.keys > plan.found * 2 + SLACK;
    const looked = { ...plan, isMuch, question: JSON.stringify(question).slice(0, 400) };
    expect(looked).toEqual({ ...looked, scans: false, isMuch: false });
  }
});

/** What is written behind comes many at a time; the server explains one. */
function oneByOne(command: Record<string, unknown>): readonly Record<string, unknown>[] {
  const updates = command['updates'];
  return Array.isArray(updates) ? updates.map((update: unknown) => ({ ...command, updates: [update] })) : [command];
}

async function explain(question: Document): Promise<{ scans: boolean; found: number; keys: number; docs: number }> {
  const answer = await stores.connection.db?.command({ explain: question, verbosity: 'executionStats' });
  const { queryPlanner, executionStats } = answer as { queryPlanner: object; executionStats?: Document };
  const figure = (field: string) => Number(executionStats?.[field] ?? 0);
  return {
    scans: JSON.stringify(queryPlanner).includes('COLLSCAN'),
    found: figure('nReturned'),
    keys: figure('totalKeysExamined'),
    docs: figure('totalDocsExamined'),
  };
}
