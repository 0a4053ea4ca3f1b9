/** All dependencies of the use cases. */
import type { AgentStore } from './agents.ts';
import type { ApiKeyStore } from './apiKeys.ts';
import type { AuditStore } from './audit.ts';
import type { Effect } from '../core/lead/effects.ts';
import type { Clock, Log, Random, Signer } from './basics.ts';
import type { BulkStore } from './bulk.ts';
import type { BusinessStore, CampaignStore, NamedItemStore } from './business.ts';
import type { CallStore, Phone, PhoneSetup } from './calls.ts';
import type { DoNotCallStore } from './doNotCall.ts';
import type { EvidenceStore } from './evidence.ts';
import type { FactStore, ResultStore, TurnStore } from './facts.ts';
import type { ImportStore } from './imports.ts';
import type { InquiryStore, Intake } from './inquiries.ts';
import type { CardStore, DecisionStore, LeadStore, Outbox, SeenMarks } from './leads.ts';
import type { MailStore, Mailer } from './mail.ts';
import type { Bell, Desk, Nodes } from './nodes.ts';
import type { AlarmStore, CompactionStore, FloorStore, ReadingsStore, RetentionStore, Vitals } from './operations.ts';
import type { Passwords, SessionStore, UserStore } from './people.ts';
import type { NumberStore } from './numbers.ts';
import type { PersonStore } from './persons.ts';
import type { ProofStore } from './proofs.ts';
import type { RegistryStore } from './registry.ts';
import type { ReportStore, SurveyBook, WorkBook } from './reports.ts';
import type { ScoreStore } from './scores.ts';
import type { ReplyStore, SettingsStore } from './settings.ts';
import type { SlotStore } from './slots.ts';
import type { Tables } from './tables.ts';

export interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly signer: Signer;
  readonly log: Log;
  readonly leads: LeadStore;
  readonly inquiries: InquiryStore;
  readonly imports: ImportStore;
  readonly tables: Tables;
  readonly decisions: DecisionStore;
  readonly facts: FactStore;
  readonly turns: TurnStore;
  readonly results: ResultStore;
  readonly seen: SeenMarks;
  readonly cards: CardStore;
  readonly bulk: BulkStore;
  readonly outbox: Outbox;
  /** Runs the effects of a change that is on disk. Passed in because effects change leads themselves. */
  readonly runEffects: (parts: Parts, leadId: string, effects: readonly Effect[]) => Promise<void>;
  readonly agents: AgentStore;
  readonly users: UserStore;
  readonly passwords: Passwords;
  readonly sessions: SessionStore;
  readonly campaigns: CampaignStore;
  readonly business: BusinessStore;
  readonly teams: NamedItemStore;
  readonly skills: NamedItemStore;
  readonly sites: NamedItemStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore;
  readonly doNotCall: DoNotCallStore;
  readonly numbers: NumberStore;
  readonly registry: RegistryStore;
  readonly scores: ScoreStore;
  readonly settings: SettingsStore;
  readonly reports: ReportStore;
  /** The lines and figures of agents' and callers' work. */
  readonly work: WorkBook;
  /** The lines and figures of surveys. */
  readonly surveys: SurveyBook;
  readonly replies: ReplyStore;
  readonly slots: SlotStore;
  readonly floor: FloorStore;
  readonly alarms: AlarmStore;
  readonly readings: ReadingsStore;
  readonly retention: RetentionStore;
  readonly compaction: CompactionStore;
  readonly vitals: Vitals;
  readonly intake: Intake;
  readonly mails: MailStore;
  /** Absent while email is off: nothing is queued, and links are copied by hand. */
  readonly mailer?: Mailer;
  readonly calls: CallStore;
  readonly persons: PersonStore;
  readonly proofs: ProofStore;
  readonly evidence: EvidenceStore;
  /** Absent without a phone network: agents dial by hand. */
  readonly phone?: Phone;
  /** Absent if `phone` is. */
  readonly phoneSetup?: PhoneSetup;
  readonly desk: Desk;
  readonly bell: Bell;
  /** Absent for a node configured to run alone. */
  readonly nodes?: Nodes;
}
