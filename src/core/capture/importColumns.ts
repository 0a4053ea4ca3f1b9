/** Which column of an imported table holds what, guessed from its headings in English and Korean. */
import type { FormField } from '../vocabulary/form.ts';

/** What a column can hold, besides an answer to one of the campaign’s own fields. */
export const COLUMN_TARGETS = [
  'name',
  'firstName',
  'lastName',
  'phone',
  'email',
  'interest',
  'message',
  'language',
  'source',
  'consentDate',
] as const;
export type ColumnTarget = (typeof COLUMN_TARGETS)[number] | `answer:${string}`;
/** By column; null for one that isn’t imported. No target occurs twice. */
export type ColumnMapping = readonly (ColumnTarget | null)[];

/** Compared without case, spaces and punctuation. */
const HEADINGS: Readonly<Record<(typeof COLUMN_TARGETS)[number], readonly string[]>> = {
  name: [
    'name',
    'fullname',
    'customer',
    'customername',
    'contact',
    'contactname',
    'leadname',
    '이름',
    '성명',
    '고객명',
    '고객',
    '성함',
    '고객이름',
  ],
  firstName: ['firstname', 'first', 'givenname', 'forename'],
  lastName: ['lastname', 'last', 'surname', 'familyname'],
  phone: [
    ...[
      'phone',
      'phonenumber',
      'telephone',
      'tel',
      'mobile',
      'mobilephone',
      'mobilenumber',
      'cell',
      'cellphone',
      'number',
    ],
    ...[
      'phone1',
      'contactnumber',
      'homephone',
      '전화',
      '전화번호',
      '휴대폰',
      '휴대폰번호',
      '휴대전화',
      '핸드폰',
      '연락처',
      '휴대전화번호',
      '핸드폰번호',
    ],
  ],
  email: ['email', 'emailaddress', 'mail', '이메일', '메일', '이메일주소', '전자우편'],
  interest: [
    'interest',
    'interestedin',
    'product',
    'service',
    'topic',
    '관심사항',
    '관심',
    '상품',
    '관심상품',
    '문의유형',
    '서비스',
  ],
  message: [
    'message',
    'note',
    'notes',
    'comment',
    'comments',
    'remarks',
    'inquiry',
    '메시지',
    '메모',
    '비고',
    '문의내용',
    '내용',
    '참고',
  ],
  language: ['language', 'lang', 'locale', '언어'],
  source: ['source', 'utmsource', 'leadsource', 'channel', 'origin', '유입경로', '출처', '경로', '채널', '소스'],
  consentDate: [
    ...['consentdate', 'consent', 'optin', 'optindate', 'consentgiven', 'permissiondate', 'dateofconsent'],
    ...['동의일', '동의일자', '동의날짜', '수신동의일'],
  ],
};

type OwnField = Pick<FormField, 'name' | 'label'>;

/** The first column of each kind; the campaign’s own fields by name or label, before the general words. */
export function guessColumns(headings: readonly string[], fields: readonly OwnField[]): ColumnMapping {
  const taken = new Set<ColumnTarget>();
  return headings.map((heading) => {
    const target = targetOf(plain(heading), fields);
    if (target === null || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

/** Whether the first row names the columns: nothing in it reads like an address or a number. */
export function isHeading(row: readonly string[]): boolean {
  const isData = row.some((cell) => /@/.test(cell) || cell.replace(/\D/g, '').length >= 7);
  return !isData && row.some((cell) => cell.trim() !== '');
}

function targetOf(heading: string, fields: readonly OwnField[]): ColumnTarget | null {
  if (heading === '') return null;
  const own = fields.find(({ name, label }) => [name, ...Object.values(label)].some((word) => plain(word) === heading));
  if (own) return `answer:${own.name}`;
  return COLUMN_TARGETS.find((target) => HEADINGS[target].includes(heading)) ?? null;
}

/** Without case, spaces, punctuation, and remarks in parentheses. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[([（][^)\]）]*[)\]）]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
