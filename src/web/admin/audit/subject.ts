/** What an entry is about, as people call it, and where it is mended. Pure. */
import type { Language } from '../../../core/campaign.ts';
import type { AuditEntry, AuditList } from '../../../shared/admin.ts';
import type { Filters } from './filters.ts';

type Subject = Pick<AuditEntry, 'what' | 'subjectId' | 'subject'>;

/** In the reader's language; empty for what has no name of its own. */
export function subjectName({ subject }: Pick<AuditEntry, 'subject'>, reads: Language): string {
  return subject ? (subject.name[reads] ?? subject.name.en) : '';
}

/** The page of it; null where there is none, or it is gone. */
export function subjectPath({ what, subjectId, subject }: Subject): string | null {
  const id = encodeURIComponent(subjectId);
  switch (what) {
    case 'business':
      return '/admin/business';
    case 'service':
      return '/admin/retention';
    case 'mail':
      return '/admin/mail';
    case 'lead':
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

/** The log with these filters; what is empty is left out. */
export function logPath(filters: Filters): string {
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/admin/audit' : `/admin/audit?${query}`;
}

/** A value with names in place of the identifiers of teams, skills and campaigns. */
export function named<T>(value: T, names: AuditList['names']): T {
  if (typeof value === 'string') return mend(value, names) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => named(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [names[key] ?? key, named(item, names)])) as T;
}

/** A label may end in one, such as "Skills · skill_x". */
function mend(text: string, names: AuditList['names']): string {
  const parts = text.split(' · ');
  return parts.map((part) => names[part] ?? part).join(' · ');
}
