/** Name and page of an audit entry's subject. Pure. */
import type { Language } from '../../../core/vocabulary/language.ts';
import type { AuditEntry } from '../../../shared/adminAudit.ts';
import type { Filters } from './filters.ts';

type Subject = Pick<AuditEntry, 'what' | 'subjectId' | 'subject'>;

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
