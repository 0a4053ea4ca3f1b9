/** Texts of the page where customers prove their number, download what is known about it, and delete it. */
import type { Catalogue } from './index.ts';

export const customerDataText = {
  title: { en: 'Everything about your number', ko: '내 번호에 관한 모든 정보' },
  intro: {
    en: 'Download or delete what {business} has stored about the number ending in {ending}.',
    ko: '{business}에 저장된, 끝자리가 {ending}인 번호의 정보를 내려받거나 삭제할 수 있습니다.',
  },
  introPlain: {
    en: 'Download or delete what we have stored about the number ending in {ending}.',
    ko: '끝자리가 {ending}인 번호에 관해 저장된 정보를 내려받거나 삭제할 수 있습니다.',
  },
  'address.title': { en: 'Everything about your email address', ko: '내 이메일 주소에 관한 모든 정보' },
  'address.intro': {
    en: 'Download or delete what {business} has stored about the email address of this request.',
    ko: '{business}에 저장된, 이 문의의 이메일 주소에 관한 정보를 내려받거나 삭제할 수 있습니다.',
  },
  'address.introPlain': {
    en: 'Download or delete what we have stored about the email address of this request.',
    ko: '이 문의의 이메일 주소에 관해 저장된 정보를 내려받거나 삭제할 수 있습니다.',
  },
  'address.start.title': {
    en: 'First, confirm that the address is yours',
    ko: '먼저 본인의 이메일 주소인지 확인해 주세요',
  },
  'address.start.hint': {
    en: 'Someone else may have this link. We’ll email you a code, and you enter it here.',
    ko: '다른 사람이 이 링크를 가지고 있을 수 있습니다. 이메일로 받은 인증 번호를 이 페이지에 입력해 주세요.',
  },
  'address.start.do': { en: 'Email me a code', ko: '이메일로 인증 번호 받기' },
  'address.sent.title': { en: 'We’ve emailed you a code', ko: '인증 번호를 이메일로 보냈습니다' },
  'address.sent.hint': {
    en: 'It’s valid for 10 minutes. If it doesn’t arrive, check your spam folder.',
    ko: '10분 동안 유효합니다. 이메일이 오지 않으면 스팸함을 확인해 주세요.',
  },
  'address.most.title': { en: 'No more codes today', ko: '오늘은 더 보낼 수 없습니다' },
  'address.most.hint': {
    en: 'We send at most three codes a day to an address. Enter one you already have, or try again tomorrow.',
    ko: '한 주소에 하루 세 번까지만 인증 번호를 보냅니다. 이미 받으신 인증 번호를 입력하시거나 내일 다시 시도해 주세요.',
  },
  'address.again': { en: 'Email me another code', ko: '인증 번호 다시 받기' },
  'address.other': {
    en: 'If you also gave us a phone number in another request, that request’s page has everything about the number.',
    ko: '다른 문의에 전화번호를 남기셨다면 그 번호에 관한 정보는 해당 문의의 페이지에서 확인하실 수 있습니다.',
  },
  back: { en: 'Back to my request', ko: '내 문의로 돌아가기' },

  'start.title': { en: 'First, confirm that the number is yours', ko: '먼저 본인의 번호인지 확인해 주세요' },
  'start.hint': {
    en: 'An email address doesn’t prove that a number is yours. Get a code by phone or text, then enter it here.',
    ko: '이메일 주소만으로는 전화번호를 확인할 수 없습니다. 전화나 문자로 받은 인증 번호를 이 페이지에 입력해 주세요.',
  },
  'start.do': { en: 'Get a code', ko: '인증 번호 받기' },

  'call.title': { en: 'Call us for the code', ko: '전화로 인증 번호 받기' },
  'call.hint': {
    en: 'Call {number} from the number ending in {ending} and press {key} when you’re offered a code. You can call at any hour.',
    ko: '끝자리가 {ending}인 번호로 {number} 번에 전화한 뒤 안내에 따라 {key}번을 눌러 주세요. 언제든지 이용하실 수 있습니다.',
  },
  'call.unoffered': {
    en: 'The code is offered only if your phone company confirms your number to us.',
    ko: '통신사에서 고객님의 번호를 확인해 주는 경우에만 인증 번호를 안내해 드립니다.',
  },
  'call.neither': {
    en: 'If neither works, ask {business} for a copy or to delete everything, for example by replying to the email with the link to this page.',
    ko: '두 방법 모두 이용하실 수 없으면 {business}에 사본이나 삭제를 요청해 주세요. 이 페이지의 링크를 받으신 이메일에 회신하셔도 됩니다.',
  },
  'call.neitherPlain': {
    en: 'If neither works, ask us for a copy or to delete everything, for example by replying to the email with the link to this page.',
    ko: '두 방법 모두 이용하실 수 없으면 저희에게 사본이나 삭제를 요청해 주세요. 이 페이지의 링크를 받으신 이메일에 회신하셔도 됩니다.',
  },
  'text.title': { en: 'Or get it by text', ko: '문자로 인증 번호 받기' },
  'text.hint': {
    en: 'We may text you only if you agreed to texts, and at permitted hours.',
    ko: '문자 수신에 동의하셨고 허용된 시간인 경우에만 문자를 보낼 수 있습니다.',
  },
  'text.do': { en: 'Text me the code', ko: '문자로 받기' },
  'text.asked': {
    en: 'If we may text this number now, the code is on its way. Otherwise, please call.',
    ko: '지금 이 번호로 문자를 보낼 수 있으면 인증 번호가 곧 도착합니다. 도착하지 않으면 전화해 주세요.',
  },
  'text.body': {
    en: '{business}: your code is {code}. It’s valid for 10 minutes. Don’t share it. If you didn’t ask for it, ignore this.',
    ko: '{business}: 인증 번호는 {code}입니다. 10분 동안 유효합니다. 요청하지 않으셨다면 무시하시고, 다른 사람에게 알려 주지 마세요.',
  },

  'code.title': { en: 'Enter the code', ko: '인증 번호 입력' },
  'code.label': { en: 'Six-digit code', ko: '인증 번호 6자리' },
  'code.do': { en: 'Continue', ko: '계속' },
  'code.wrong': {
    en: 'This code isn’t valid. Check the digits; a code is valid for 10 minutes. If you don’t have one yet, get one first.',
    ko: '인증 번호가 올바르지 않습니다. 번호를 확인해 주세요. 인증 번호는 10분 동안 유효합니다. 아직 인증 번호가 없으시면 먼저 받아 주세요.',
  },
  'code.none': {
    en: 'There’s no code to enter yet. Get one first.',
    ko: '아직 발급된 인증 번호가 없습니다. 먼저 인증 번호를 받아 주세요.',
  },
  'code.left': {
    en: { one: 'One attempt is left.', other: '{count} attempts are left.' },
    ko: '{count}번 더 입력할 수 있습니다.',
  },
  'spent.title': { en: 'Too many wrong codes', ko: '인증 번호를 여러 번 잘못 입력하셨습니다' },
  'spent.hint': { en: 'Ask for a new code to try again.', ko: '다시 시도하시려면 새 인증 번호를 받아 주세요.' },
  over: {
    en: 'Your time on this page is up. Get a new code to continue.',
    ko: '페이지 이용 시간이 끝났습니다. 계속하시려면 새 인증 번호를 받아 주세요.',
  },
  often: {
    en: {
      one: 'Someone asked for a code for this number several times. Try again in {count} minute.',
      other: 'Someone asked for a code for this number several times. Try again in {count} minutes.',
    },
    ko: '이 번호의 인증 번호 요청이 여러 번 있었습니다. {count}분 후에 다시 시도해 주세요.',
  },
  unclear: {
    en: 'We couldn’t read your request, so nothing was changed. Use one of the buttons on this page.',
    ko: '보내신 요청을 확인할 수 없어 처리하지 않았습니다. 이 페이지의 버튼 중 하나를 선택해 주세요.',
  },

  'known.title': { en: 'What we have stored', ko: '저장된 정보' },
  'known.until': { en: 'This page is open until {time}.', ko: '이 페이지는 {time}까지 이용하실 수 있습니다.' },
  'count.inquiries': { en: 'Requests you sent', ko: '보내신 문의' },
  'count.leads': { en: 'Records of how we handled them', ko: '문의 처리 기록' },
  'count.calls': { en: 'Calls', ko: '통화' },
  'count.recordings': { en: 'Recordings and voice messages', ko: '녹음 및 음성 메시지' },
  'count.emails': { en: 'Emails', ko: '이메일' },
  'count.bookedTimes': { en: 'Booked times', ko: '예약된 시간' },
  'count.importRows': { en: 'Rows of imported files', ko: '가져온 파일의 행' },

  'copy.title': { en: 'Download a copy', ko: '사본 내려받기' },
  'copy.hint': {
    en: 'What you sent, what you agreed to, what happened with it, and your calls. Our agents’ notes and recordings aren’t included; ask us for those.',
    ko: '보내신 내용, 동의하신 내용, 처리 이력, 통화 기록이 들어 있습니다. 상담원의 메모와 녹음은 들어 있지 않으며, 필요하시면 저희에게 요청해 주세요.',
  },
  'copy.html': { en: 'Download to read (HTML)', ko: '열람용 내려받기(HTML)' },
  'copy.json': { en: 'Download as data (JSON)', ko: '데이터로 내려받기(JSON)' },

  'erase.title': { en: 'Delete everything', ko: '모두 삭제' },
  'erase.hint': {
    en: 'Open requests end, planned calls and appointments are canceled, and what you sent, calls, recordings and emails are deleted. This can’t be undone.',
    ko: '진행 중인 문의가 종료되고 예정된 통화와 예약이 취소되며 보내신 내용, 통화 기록, 녹음, 이메일이 삭제됩니다. 되돌릴 수 없습니다.',
  },
  'erase.sealed': {
    en: 'US law (16 CFR 310.5) requires us to keep records of calls and consent for five years. They’re kept encrypted and used for nothing else.',
    ko: '미국 법(16 CFR 310.5)에 따라 통화와 동의 기록은 5년 동안 보관해야 합니다. 암호화하여 보관하며 다른 용도로 사용하지 않습니다.',
  },
  'erase.stays': {
    en: 'If you asked us not to call, that stays in force. Backups keep what was deleted until they expire.',
    ko: '수신 거부 요청은 계속 적용됩니다. 삭제된 정보는 백업이 만료될 때까지 백업에 남아 있습니다.',
  },
  'erase.ask': { en: 'Delete everything…', ko: '모두 삭제…' },
  'erase.sure': { en: 'Delete everything about this number?', ko: '이 번호에 관한 모든 정보를 삭제할까요?' },
  'erase.label': {
    en: 'To confirm, type the last four digits of your number',
    ko: '확인을 위해 전화번호의 마지막 네 자리를 입력해 주세요',
  },
  'address.erase.stays': {
    en: 'Backups keep what was deleted until they expire.',
    ko: '삭제된 정보는 백업이 만료될 때까지 백업에 남아 있습니다.',
  },
  'address.erase.sure': {
    en: 'Delete everything about this email address?',
    ko: '이 이메일 주소에 관한 모든 정보를 삭제할까요?',
  },
  'address.erase.label': {
    en: 'To confirm, type your email address',
    ko: '확인을 위해 이메일 주소를 입력해 주세요',
  },
  'address.erase.unlike': {
    en: 'Nothing was deleted: this isn’t the email address of the request.',
    ko: '삭제하지 않았습니다. 문의의 이메일 주소와 다릅니다.',
  },
  'erase.do': { en: 'Delete everything', ko: '모두 삭제하기' },
  'erase.cancel': { en: 'Keep it', ko: '삭제하지 않기' },
  'erase.unlike': {
    en: 'Nothing was deleted: these aren’t the last four digits of the number.',
    ko: '삭제하지 않았습니다. 전화번호의 마지막 네 자리와 다릅니다.',
  },
  'erase.busy': {
    en: 'Nothing was deleted: your data is being deleted already. Try again in an hour.',
    ko: '이미 삭제가 진행 중이어서 처리하지 못했습니다. 1시간 뒤에 다시 시도해 주세요.',
  },

  'erased.running.title': { en: 'Your data is being deleted', ko: '정보를 삭제하고 있습니다' },
  'erased.running.hint': {
    en: 'Everything is deleted within minutes, even if you close this page. A call in progress ends first.',
    ko: '이 페이지를 닫으셔도 몇 분 안에 모두 삭제됩니다. 진행 중인 통화가 있으면 종료된 뒤에 삭제됩니다.',
  },
  'erased.done.title': { en: 'Your data has been deleted', ko: '정보가 삭제되었습니다' },
  'erased.done.hint': {
    en: 'The links in our emails to you no longer work. If you contact us again, that’s a new request.',
    ko: '보내 드린 이메일의 링크는 더 이상 사용할 수 없습니다. 다시 연락하시면 새로운 문의로 처리됩니다.',
  },
} as const satisfies Catalogue;
