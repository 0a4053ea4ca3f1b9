/** Name and page of an audit entry's subject. Pure. */
import type { Language } from '../../../core/vocabulary/language.ts';
import { AUDITED, type Audited, type AuditEntry } from '../../../shared/adminAudit.ts';
import { adminAuditFieldsText } from '../../../shared/text/adminAuditFields.ts';
import { adminAuditText } from '../../../shared/text/adminAudit.ts';
import type { Translate } from '../../../shared/text/index.ts';
import { knownKey } from '../../base/text.ts';
import type { Filters } from './filters.ts';

type Subject = Pick<AuditEntry, 'what' | 'subjectId' | 'subject'>;

/** Things that share a kind in the log with others, by kind and ID. */
const OWN_KINDS = {
  'service:scoring': 'what.scoring',
  'doNotCall:registry': 'what.registry',
  'erasure:database': 'what.database',
} as const;

/** The text that says what was changed. */
export function kindKey({ what, subjectId }: Pick<Subject, 'what' | 'subjectId'>) {
  const named = `${what}:${subjectId}`;
  return isOwnKind(named) ? OWN_KINDS[named] : (`what.${what}` as const);
}

function isOwnKind(named: string): named is keyof typeof OWN_KINDS {
  return Object.hasOwn(OWN_KINDS, named);
}

/** What was done, in words. Some name the version of the policy that it created. */
export function actionOf(
  { action, after }: Pick<AuditEntry, 'action' | 'after'>,
  t: Translate<Extract<keyof typeof adminAuditText, string>>,
): string {
  const key = knownKey(adminAuditText, `action.${action}`);
  const { policyVersion } = after;
  return key ? t(key, typeof policyVersion === 'number' ? { version: policyVersion } : {}) : action;
}

/** The text of a field of an act that no page edits; null if it has none of its own. */
export function actKey(entry: Pick<Subject, 'what' | 'subjectId'>, path: string) {
  return knownKey(adminAuditFieldsText, `${kindKey(entry).slice('what.'.length)}.${path}`);
}

/** The text of a code in such a field; null if it has none of its own. */
export function actValueKey(entry: Pick<Subject, 'what' | 'subjectId'>, path: string, value: unknown) {
  return knownKey(adminAuditFieldsText, `value.${kindKey(entry).slice('what.'.length)}.${path}.${String(value)}`);
}

/** Whether the value is a code of its own, even if it is spelled like the ID of something with a name. */
export function isCode(path: string): boolean {
  return ['formKey', 'language', 'country', 'contactBy', 'kind', 'role'].includes(path);
}

/** Whether a number is a moment. */
export function isMoment(path: string): boolean {
  return /(?:At|^from|^to|^dueFrom|^dueTo)$/.test(path);
}

/** What the log can be limited to. Settings of the service have nothing in common but their kind. */
export const KINDS: readonly {
  readonly what: Audited;
  readonly id: string;
  readonly key: ReturnType<typeof kindKey>;
}[] = AUDITED.flatMap((what) =>
  (what === 'service' ? ['retention', 'scoring'] : ['']).map((id) => ({
    what,
    id,
    key: kindKey({ what, subjectId: id }),
  })),
);

/** In the reader's language; empty if it has no name. */
export function subjectName({ subject }: Pick<AuditEntry, 'subject'>, reads: Language): string {
  return subject ? (subject.name[reads] ?? subject.name.en) : '';
}

/** The subject's page; null if it has none or was removed. */
export function subjectPath({ what, subjectId, subject }: Subject): string | null {
  const id = encodeURIComponent(subjectId);
  switch (what) {
    case 'business':
      return '/admin/business';
    case 'service':
      return subjectId === 'scoring' ? '/admin/scoring' : '/admin/retention';
    case 'mail':
      return '/admin/mail';
    case 'doNotCall':
      return '/admin/do-not-call';
    case 'law':
      return '/admin/law';
    case 'costs':
      return '/admin/costs';
    case 'import':
      return `/admin/import/${id}`;
    case 'erasure':
      return '/admin/customer';
    case 'lead':
    case 'dossier':
      return null;
    case 'campaign':
      return subject?.isThere ? `/admin/campaigns/${id}` : null;
    case 'person':
      return subject?.isThere ? `/admin/people/${id}` : null;
    case 'team':
    case 'skill':
    case 'site':
      return subject?.isThere ? '/admin/teams' : null;
    case 'key':
      return subject?.isThere ? '/admin/keys' : null;
  }
}

/** The log's path with these filters; empty ones are omitted. */
export function logPath(filters: Filters): string {
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/admin/audit' : `/admin/audit?${query}`;
}
