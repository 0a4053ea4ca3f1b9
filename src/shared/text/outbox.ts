/** The demo's outbox. */
import type { Catalogue } from './index.ts';

export const outboxText = {
  title: { en: 'Outbox', ko: '보낸 이메일함' },
  about: {
    en: 'The demo doesn’t send email. The latest 200 emails it would have sent are kept here until it stops. This page stands in for the recipients’ own mailboxes, so deleting a customer’s data doesn’t affect it.',
    ko: '데모는 이메일을 보내지 않습니다. 보냈을 이메일은 데모가 종료될 때까지 최근 200통이 보관됩니다. 이 화면은 수신자의 메일함에 해당하므로 고객 정보를 삭제해도 여기에 있는 이메일은 남습니다.',
  },
  empty: { en: 'No email yet', ko: '아직 이메일이 없습니다' },
  'empty.how': {
    en: 'Send the inquiry form with an email address and check the consent to email. The email shows up here within seconds.',
    ko: '문의 양식에 이메일을 적고 이메일 수신에 동의해 보내세요. 몇 초 안에 이메일이 도착합니다.',
  },
  form: { en: 'Open the form', ko: '양식 열기' },
  off: {
    en: 'This Leadbell sends email through a mail server, so there’s nothing to show here.',
    ko: '이 Leadbell은 메일 서버로 이메일을 보내므로 표시할 이메일이 없습니다.',
  },
  list: { en: 'Emails, newest first', ko: '이메일 목록(최신순)' },
  choose: { en: 'Select an email', ko: '이메일을 선택하세요' },
  gone: { en: 'This email is no longer here.', ko: '더 이상 보관되지 않는 이메일입니다.' },
  back: { en: 'All emails', ko: '전체 이메일' },
  from: { en: 'From', ko: '보낸 사람' },
  to: { en: 'To', ko: '받는 사람' },
  at: { en: 'Sent', ko: '보낸 시각' },
  'as.html': { en: 'HTML', ko: 'HTML' },
  'as.text': { en: 'Plain text', ko: '텍스트' },
  as: { en: 'Show email as', ko: '표시 방식' },
  frame: { en: 'HTML email: {subject}', ko: 'HTML 이메일: {subject}' },
  unreachable: { en: 'The demo isn’t responding. Retrying…', ko: '데모가 응답하지 않습니다. 다시 시도하는 중…' },
} as const satisfies Catalogue;
