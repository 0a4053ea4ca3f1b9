/** Texts of the customer's own page, which links in emails open. */
import type { Catalogue } from './index.ts';

export const customerPageText = {
  'fact.who': { en: 'Who’s calling', ko: '전화하는 곳' },
  'fact.about': { en: 'About', ko: '문의 내용' },
  'fact.place': { en: 'Where', ko: '장소' },
  'fact.from': { en: 'From', ko: '발신 번호' },

  'move.title': { en: 'Choose another time', ko: '다른 시간 선택' },
  'move.label': { en: 'Time ({zone})', ko: '시간({zone})' },
  'move.do': { en: 'Move the call', ko: '통화 시간 변경' },
  'moveAppointment.do': { en: 'Move the appointment', ko: '예약 시간 변경' },
  'move.none': {
    en: 'No other times are available in the next few days.',
    ko: '앞으로 며칠 동안 선택할 수 있는 다른 시간이 없습니다.',
  },

  'now.title': { en: 'Free to talk now?', ko: '지금 통화하실 수 있나요?' },
  'now.hint': {
    en: 'By pressing the button you ask us to call you within the next hour, whatever the time is where you are.',
    ko: '버튼을 누르시면 현지 시각과 관계없이 1시간 이내에 전화해 달라고 요청하시게 됩니다.',
  },
  'now.do': { en: 'Call me now', ko: '지금 전화 요청' },

  'cancelAppointment.title': { en: 'Cancel the appointment', ko: '예약 취소' },
  'cancelAppointment.hint': {
    en: 'No one will come or call, and your request is closed. You can send us a new one at any time.',
    ko: '방문하거나 전화드리지 않고 문의를 종료합니다. 언제든지 다시 문의하실 수 있습니다.',
  },
  'cancelAppointment.do': { en: 'Cancel the appointment', ko: '예약 취소하기' },
  'cancel.title': { en: 'Cancel the call', ko: '통화 취소' },
  'cancel.hint': {
    en: 'We won’t call, and your request is closed. You can send us a new one at any time.',
    ko: '전화드리지 않고 문의를 종료합니다. 언제든지 다시 문의하실 수 있습니다.',
  },
  'cancel.do': { en: 'Cancel the call', ko: '통화 취소하기' },

  'stop.title': { en: 'Stop contacting me', ko: '연락 중단' },
  'stop.hint': {
    en: 'We won’t call, text or email you about this again. If you change your mind, call us from your phone.',
    ko: '이 문의와 관련하여 다시는 전화, 문자, 이메일을 드리지 않습니다. 생각이 바뀌시면 본인의 전화로 연락해 주세요.',
  },
  'stop.do': { en: 'Stop contacting me', ko: '연락 중단하기' },

  'withdraw.title': { en: 'Withdraw my request', ko: '문의 철회' },
  'withdraw.hint': {
    en: 'We won’t contact you about what you sent from this email address.',
    ko: '이 이메일 주소로 보내신 문의와 관련하여 연락드리지 않습니다.',
  },
  'withdraw.do': { en: 'Withdraw my request', ko: '문의 철회하기' },

  'withdrawn.title': { en: 'Your request has been withdrawn', ko: '문의가 철회되었습니다' },
  'withdrawn.detail': {
    en: 'We won’t contact you about it again. If you’d like a call after all, call {number} from your phone.',
    ko: '이 문의와 관련하여 다시 연락드리지 않습니다. 전화를 원하시면 본인의 전화로 {number} 번에 전화해 주세요.',
  },
  'withdrawn.detailNoNumber': {
    en: 'We won’t contact you about it again.',
    ko: '이 문의와 관련하여 다시 연락드리지 않습니다.',
  },

  'data.number': {
    en: 'Download or delete everything about my number',
    ko: '내 번호에 관한 모든 정보 내려받기 또는 삭제',
  },
  'data.address': {
    en: 'Download or delete everything about my email address',
    ko: '내 이메일 주소에 관한 모든 정보 내려받기 또는 삭제',
  },
  'data.ask': {
    en: 'To get a copy of your data or have it deleted, ask {business}, for example by replying to the email with this link.',
    ko: '저장된 정보의 사본이나 삭제를 원하시면 {business}에 요청해 주세요. 이 링크를 받으신 이메일에 회신하셔도 됩니다.',
  },
  'data.askPlain': {
    en: 'To get a copy of your data or have it deleted, ask us, for example by replying to the email with this link.',
    ko: '저장된 정보의 사본이나 삭제를 원하시면 저희에게 요청해 주세요. 이 링크를 받으신 이메일에 회신하셔도 됩니다.',
  },

  'done.moved': { en: 'Your call has been moved.', ko: '통화 시간이 변경되었습니다.' },
  'done.movedAppointment': { en: 'Your appointment has been moved.', ko: '예약 시간이 변경되었습니다.' },
  'done.canceled': { en: 'Your call has been canceled.', ko: '통화가 취소되었습니다.' },
  'done.now': { en: 'We’re finding someone to call you now.', ko: '지금 전화드릴 상담원을 찾고 있습니다.' },
  'failed.changed': {
    en: 'Nothing was changed, because this request has changed since you opened the page. Here’s how it looks now.',
    ko: '페이지를 여신 뒤 문의 상태가 바뀌어 변경하지 못했습니다. 현재 상태는 다음과 같습니다.',
  },
  'failed.unknown': {
    en: 'Nothing was changed, because that isn’t possible here right now.',
    ko: '지금 이 페이지에서 할 수 없는 요청이므로 변경된 내용이 없습니다.',
  },
  'failed.choose': { en: 'Choose one of the times shown.', ko: '표시된 시간 중에서 선택해 주세요.' },
} as const satisfies Catalogue;
