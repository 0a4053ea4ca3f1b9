/** The audit log as administrators read it. */
import type { Wording } from '../core/vocabulary/language.ts';

export const AUDITED = [
  'business',
  'campaign',
  'person',
  'team',
  'skill',
  'site',
  'key',
  'lead',
  'mail',
  'service',
  'doNotCall',
  'law',
  'costs',
  'import',
  'erasure',
  'dossier',
] as const;

export type Audited = (typeof AUDITED)[number];

export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  /** The name of the person who did it. */
  readonly by: string;
  readonly byId: string;
  readonly what: Audited;
  readonly subjectId: string;
  /** null: has no name, or none was recorded. */
  readonly subject: AuditSubject | null;
  readonly action: string;
  /** The changed fields before and after, nested like the subject. Never contains secrets. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** The subject of a change, with its current or last name. */
export interface AuditSubject {
  readonly name: Wording;
  readonly isThere: boolean;
}

export interface AuditList {
  readonly entries: readonly AuditEntry[];
  /** Names by id of the teams, skills, sites and campaigns in the changes. */
  readonly names: Readonly<Record<string, string>>;
  readonly next: string | null;
}
