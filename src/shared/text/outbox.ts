/** The demo's outbox: mails that it would have sent. */
import type { Catalogue } from './index.ts';

export const outboxText = {
  title: { en: 'Outbox', ko: '보낸 메일함' },
  about: {
    en: 'The demo sends no mail. What it would have sent is kept here until it stops, the newest 200.',
    ko: '데모는 메일을 보내지 않습니다. 보냈을 메일은 데모가 멈출 때까지 최근 200통이 여기에 보관됩니다.',
  },
  empty: { en: 'No mail yet', ko: '아직 메일이 없습니다' },
  'empty.how': {
    en: 'Send the interest form with an e-mail address and tick the permission for e-mail. The mail is here within seconds.',
    ko: '관심 등록 양식에 이메일 주소를 적고 이메일 수신에 동의해 보내세요. 몇 초 안에 메일이 도착합니다.',
  },
  form: { en: 'Open the form', ko: '양식 열기' },
  off: {
    en: 'This Leadbell hands its mails to a mail server, so there is none to show here.',
    ko: '이 Leadbell은 메일 서버로 메일을 보내므로 여기에 표시할 메일이 없습니다.',
  },
  list: { en: 'Mails, newest first', ko: '메일 목록(최신순)' },
  choose: { en: 'Choose a mail.', ko: '메일을 선택하세요.' },
  gone: { en: 'This mail is not here any more.', ko: '이 메일은 더 이상 보관되어 있지 않습니다.' },
  back: { en: 'All mails', ko: '전체 메일' },
  from: { en: 'From', ko: '보낸 사람' },
  to: { en: 'To', ko: '받는 사람' },
  at: { en: 'Sent', ko: '보낸 시각' },
  'as.html': { en: 'As a page', ko: 'HTML' },
  'as.text': { en: 'As text', ko: '텍스트' },
  as: { en: 'Show the mail', ko: '표시 방식' },
  frame: { en: 'The mail as a page: {subject}', ko: 'HTML 메일: {subject}' },
  unreachable: { en: 'The demo does not answer. Trying on…', ko: '데모가 응답하지 않습니다. 다시 시도하는 중…' },
} as const satisfies Catalogue;
