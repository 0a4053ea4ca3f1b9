/** API keys. */
import type { Catalogue } from './index.ts';

export const adminKeysText = {
  title: { en: 'API keys', ko: 'API 키' },
  intro: {
    en: 'For programs that send or read leads or report do-not-call requests: Authorization: Bearer lb_… A key is shown once; only its hash is stored.',
    ko: '리드를 보내거나 읽고 수신 거부를 알리는 프로그램용입니다: Authorization: Bearer lb_… 키는 한 번만 표시되며 해시만 보관합니다.',
  },
  api: { en: 'API reference (OpenAPI 3.1)', ko: 'API 문서(OpenAPI 3.1)' },
  new: { en: 'New key', ko: '새 키' },
  name: { en: 'What’s it for?', ko: '용도' },
  scopes: { en: 'Permissions', ko: '권한' },
  'scope.leads:create': { en: 'send leads', ko: '리드 보내기' },
  'scope.leads:read': { en: 'read leads', ko: '리드 읽기' },
  'scope.leads:export': { en: 'export leads', ko: '리드 내보내기' },
  'scope.doNotCall:add': { en: 'add numbers to the do-not-call list', ko: '수신 거부 목록에 번호 추가' },
  make: { en: 'Create key', ko: '키 만들기' },
  'made.title': { en: 'Copy the key now', ko: '지금 키를 복사하세요' },
  'made.body': {
    en: 'You’ll only see it once. Anyone with the key has its permissions.',
    ko: '지금 한 번만 표시됩니다. 키를 가진 사람은 누구나 사용할 수 있습니다.',
  },
  'made.done': { en: 'I’ve copied it', ko: '복사 완료' },
  none: {
    en: 'No keys yet. Programs can’t send or read leads through the API.',
    ko: '키가 없습니다. 외부에서 API로 리드를 보내거나 읽을 수 없습니다.',
  },
  'column.name': { en: 'Key', ko: '키' },
  'column.scopes': { en: 'Permissions', ko: '권한' },
  'column.used': { en: 'Last used', ko: '마지막 사용' },
  made: { en: 'created by {name}, {when}', ko: '{name} 생성, {when}' },
  revoked: { en: 'revoked {when}', ko: '{when} 폐기' },
  revoke: { en: 'Revoke', ko: '폐기' },
  'revoke.title': { en: 'Revoke “{name}”?', ko: '‘{name}’ 키를 폐기할까요?' },
  'revoke.body': {
    en: 'Programs that use it are rejected from their next request. A revoked key can’t be restored.',
    ko: '이 키를 사용하는 프로그램은 다음 요청부터 거부됩니다. 폐기한 키는 복구할 수 없습니다.',
  },
  'revoke.unused': { en: 'Never used.', ko: '사용한 적이 없습니다.' },
  'revoke.used': { en: 'Last used {when}.', ko: '마지막 사용: {when}' },
} as const satisfies Catalogue;
