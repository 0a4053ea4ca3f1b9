/** All stores over one connection, at this program's schema version, with the database's clock measured. */
import type { Log } from '../ports/basics.ts';
import type { Parts } from '../ports/parts.ts';
import { agentStore } from './agents.ts';
import { alarmStore } from './alarms.ts';
import { apiKeyStore } from './apiKeys.ts';
import { auditStore } from './audit.ts';
import { bulkStore } from './bulk.ts';
import { callStore } from './calls.ts';
import { campaignStores } from './campaigns.ts';
import { cardStore } from './cards.ts';
import { databaseClock } from './clock.ts';
import { compactionStore } from './compaction.ts';
import { connect, connectToBuild, provesWritable, type Connection } from './connection.ts';
import { decisionStore } from './decisions.ts';
import { doNotCallStore } from './doNotCall.ts';
import { evidenceStore } from './evidence.ts';
import { factStore } from './facts.ts';
import { floorStore } from './floor.ts';
import { importStore } from './imports.ts';
import { inquiryStore } from './inquiries.ts';
import { lawReader } from './callingLaw.ts';
import { leadStore } from './leads.ts';
import { mailStore } from './mails.ts';
import { migrate } from './migrations.ts';
import { namedItemStore } from './namedItems.ts';
import { startNotices } from './notices.ts';
import { outbox } from './outbox.ts';
import { passwords } from './passwords.ts';
import { createRandom } from './random.ts';
import { numberStore } from './numbers.ts';
import { personStore } from './persons.ts';
import { proofStore } from './proofs.ts';
import { startProjections } from './projections.ts';
import { readingsStore } from './readings.ts';
import { registryStore } from './registry/index.ts';
import { replyStore } from './replies.ts';
import { reportStore } from './reports.ts';
import { resultStore } from './results.ts';
import { retentionStore } from './retention.ts';
import { sessionStore } from './sessions.ts';
import { createSigner } from './serviceKey.ts';
import { scoreStore } from './endedLeads.ts';
import { modelInUse } from './scoreModel.ts';
import { sealStore } from './sealed.ts';
import { settingsStore } from './settings.ts';
import { slotStore } from './slots.ts';
import { turnStore } from './turns.ts';
import { userStore } from './users.ts';
import { surveyBook } from './surveyBook.ts';
import { workBook } from './workBook.ts';

export interface Stores {
  readonly parts: Omit<
    Parts,
    'desk' | 'bell' | 'tables' | 'vitals' | 'intake' | 'seen' | 'runEffects' | 'phone' | 'phoneSetup'
  >;
  readonly connection: Connection;
  readonly provesWritable: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Connects, migrates and measures the clock. `folder` is this node’s data folder. Throws StoreUnavailable when the database can't be reached. */
export async function openStores(uri: string, log: Log, folder?: string): Promise<Stores> {
  const connection = await connect(uri);
  try {
    const settings = settingsStore(connection);
    const notices = startNotices(connection);
    const clock = await databaseClock(connection, log);
    const projections = startProjections(connection, log, clock);
    const decisions = decisionStore(connection);
    const facts = factStore(connection, projections, notices);
    const campaigns = campaignStores(connection, notices, () => modelInUse(settings), lawReader(settings));
    const cards = cardStore(connection, projections, () => campaigns.campaigns.all());
    const doNotCall = doNotCallStore(connection, settings);
    const numbers = numberStore(connection, doNotCall);
    const registry = registryStore(connection, settings, notices, { folder, log });
    const random = createRandom();
    const reports = reportStore(connection);
    const proofs = proofStore(connection);
    const parts = {
      clock,
      random,
      signer: createSigner(connection, settings),
      log,
      leads: leadStore(connection, decisions, cards, projections, numbers, notices),
      inquiries: inquiryStore(connection),
      imports: importStore(connection),
      decisions,
      facts,
      turns: turnStore(connection, projections),
      cards,
      bulk: bulkStore(connection),
      outbox: outbox(connection),
      agents: agentStore(connection, notices, projections),
      users: userStore(connection, notices),
      passwords: passwords(),
      sessions: sessionStore(connection),
      ...campaigns,
      teams: namedItemStore(connection, 'Team', 'teams'),
      skills: namedItemStore(connection, 'Skill', 'skills'),
      sites: namedItemStore(connection, 'Site', 'sites'),
      apiKeys: apiKeyStore(connection),
      audit: auditStore(connection),
      doNotCall,
      numbers: { forContact: numbers.forContact },
      registry,
      settings,
      replies: replyStore(connection),
      reports,
      results: resultStore(reports, log),
      work: workBook(connection),
      surveys: surveyBook(connection),
      slots: slotStore(connection),
      floor: floorStore(connection, settings, facts, cards, projections),
      alarms: alarmStore(connection),
      readings: readingsStore(connection, settings),
      retention: retentionStore(connection, settings),
      scores: scoreStore(connection),
      compaction: compactionStore(connection, () => connectToBuild(uri)),
      mails: mailStore(connection, random),
      calls: callStore(connection),
      evidence: evidenceStore(connection, settings, decisions),
      persons: personStore(connection, { doNotCall, proofs }, sealStore(connection, settings), notices, projections),
      proofs,
    };
    const builder = await connectToBuild(uri);
    try {
      await migrate(connection, builder, { settings, clock, log, holder: parts.random.id('node') });
    } finally {
      await builder.close();
    }
    return {
      parts,
      connection,
      provesWritable: () => provesWritable(connection, clock.now()),
      close: async () => {
        clock.stop();
        await notices.stop();
        await registry.close();
        await projections.stop();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}
