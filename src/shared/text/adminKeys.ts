/** API keys. */
import type { Catalogue } from './index.ts';

export const adminKeysText = {
  title: { en: 'API keys', ko: 'API 키' },
  intro: {
    en: 'For programs that send leads here or read them: Authorization: Bearer lb_… A key is shown once; only its digest is kept.',
    ko: '리드를 보내거나 읽는 프로그램용입니다: Authorization: Bearer lb_… 키는 한 번만 보이며 해시만 보관합니다.',
  },
  api: { en: 'Every route, as OpenAPI 3.1', ko: '모든 경로 설명(OpenAPI 3.1)' },
  new: { en: 'New key', ko: '새 키' },
  name: { en: 'What is it for?', ko: '용도' },
  scopes: { en: 'It may', ko: '허용할 일' },
  'scope.leads:create': { en: 'send leads', ko: '리드 보내기' },
  'scope.leads:read': { en: 'read leads', ko: '리드 읽기' },
  'scope.leads:export': { en: 'export leads', ko: '리드 내보내기' },
  make: { en: 'Make the key', ko: '키 만들기' },
  'made.title': { en: 'Copy the key now', ko: '지금 키를 복사하세요' },
  'made.body': {
    en: 'It is shown this once and kept nowhere. Whoever has it may do what it may.',
    ko: '지금 한 번만 보이며 어디에도 보관하지 않습니다. 가진 사람은 누구나 쓸 수 있습니다.',
  },
  'made.done': { en: 'I have copied it', ko: '복사했습니다' },
  none: {
    en: 'No keys. Nothing outside can send or read leads by the API.',
    ko: '키가 없습니다. 외부에서 API로 리드를 보내거나 읽을 수 없습니다.',
  },
  'column.name': { en: 'Key', ko: '키' },
  'column.scopes': { en: 'May', ko: '권한' },
  'column.used': { en: 'Last used', ko: '마지막 사용' },
  made: { en: 'made by {name}, {when}', ko: '{name} 생성, {when}' },
  revoked: { en: 'revoked {when}', ko: '{when} 폐기' },
  revoke: { en: 'Revoke', ko: '폐기' },
  'revoke.title': { en: 'Revoke “{name}”?', ko: '“{name}” 키를 폐기할까요?' },
  'revoke.body': {
    en: 'Whatever uses it is refused from the next request on. A revoked key never works again.',
    ko: '이 키를 쓰는 프로그램은 다음 요청부터 거절됩니다. 폐기한 키는 다시 쓸 수 없습니다.',
  },
  'revoke.unused': { en: 'It has never been used.', ko: '한 번도 쓰이지 않았습니다.' },
  'revoke.used': { en: 'It was last used {when}.', ko: '마지막 사용: {when}.' },
} as const satisfies Catalogue;
