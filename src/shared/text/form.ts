/**
 * Texts for customers: the form, its mistakes, and what happens next. Only the server uses `formText`; `statusText` is also
 * used by the page's script, which updates the status.
 */
import type { Language } from '../../core/vocabulary/language.ts';
import type { ReceiptStatus } from '../api.ts';
import { clockTime, zoneName } from './clockTime.ts';
import { translator, type Catalogue } from './index.ts';

export const formText = {
  intro: {
    en: 'Tell us how to reach you, and we’ll call you.',
    ko: '연락처를 남겨 주시면 담당자가 전화드리겠습니다.',
  },
  introEmail: {
    en: 'Tell us how to reach you, and we’ll email you.',
    ko: '연락처를 남겨 주시면 담당자가 이메일로 답변드리겠습니다.',
  },
  'label.name': { en: 'Name', ko: '이름' },
  'label.phone': { en: 'Phone', ko: '전화번호' },
  'label.email': { en: 'Email', ko: '이메일' },
  'label.interest': { en: 'What’s this about?', ko: '문의 주제' },
  'label.message': { en: 'Anything else we should know?', ko: '추가로 알려 주실 내용' },
  'label.consent': { en: 'Your consent', ko: '동의 사항' },
  'label.callAt': { en: 'When should we call?', ko: '언제 전화드릴까요?' },
  'hint.callAt': { en: 'Times are in {zone}.', ko: '시간은 {zone} 기준입니다.' },
  'callAt.soon': { en: 'As soon as possible', ko: '가능한 한 빨리' },
  'error.timeTaken': {
    en: 'That time is no longer available. Choose another one.',
    ko: '선택하신 시간은 더 이상 예약할 수 없습니다. 다른 시간을 선택해 주세요.',
  },
  'error.timeTakenLast': {
    en: 'That time is no longer available, and there are no others right now.',
    ko: '선택하신 시간은 예약할 수 없으며, 지금은 선택할 수 있는 다른 시간이 없습니다.',
  },
  'error.timeTakenNearest': {
    en: 'That time is no longer available. The nearest open ones ({zone}): {times}',
    ko: '선택하신 시간은 예약할 수 없습니다. 가장 가까운 시간({zone}): {times}',
  },
  'label.trap': { en: 'Leave this field empty', ko: '이 칸은 비워 두세요' },
  'hint.phone': { en: 'For example {example}', ko: '예: {example}' },
  'hint.choose': { en: 'Choose one', ko: '선택해 주세요' },
  optional: { en: 'optional', ko: '선택' },
  send: { en: 'Call me', ko: '전화 요청하기' },
  sendEmail: { en: 'Send', ko: '보내기' },
  sending: { en: 'Sending…', ko: '보내는 중…' },
  smallPrint: {
    en: 'We keep what you send, and the wording you agreed to, so we can get back to you.',
    ko: '보내 주신 내용과 동의하신 문구는 답변을 드리기 위해 보관합니다.',
  },
  skip: { en: 'Skip to content', ko: '본문으로 건너뛰기' },
  otherLanguage: { en: '한국어', ko: 'English' },
  demo: {
    en: 'Demo: no real calls are made.',
    ko: '데모: 실제로 전화를 걸지 않습니다.',
  },
  'summary.title': {
    en: { one: 'Please check one field', other: 'Please check {count} fields' },
    ko: { other: '{count}가지를 다시 확인해 주세요' },
  },
  'failed.network': {
    en: 'We didn’t get your form. Check your connection and send it again; what you typed is still here.',
    ko: '전송되지 않았습니다. 네트워크를 확인하고 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.store': {
    en: 'We can’t accept forms right now, so nothing was sent. Please try again in a few seconds; what you typed is still here.',
    ko: '지금은 접수할 수 없어 전송되지 않았습니다. 잠시 후 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.tooMany': {
    en: 'We got many forms from your network just now. Wait a minute and send it again; what you typed is still here.',
    ko: '같은 네트워크에서 요청이 많이 들어왔습니다. 1분 후에 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.title': { en: 'We couldn’t take your form', ko: '양식을 접수하지 못했습니다' },
  'failed.notRead': {
    en: 'We couldn’t read the form, so nothing was sent. Go back and send it without files, or use the form on our own page.',
    ko: '양식을 읽을 수 없어 전송되지 않았습니다. 이전 화면으로 돌아가 다시 보내 주세요. 파일 없이 보내거나 저희 페이지에서 보내 주세요.',
  },
  'failed.goBack': {
    en: 'We can’t confirm that we got it. Go back and send it again in a minute.',
    ko: '접수되었는지 확인할 수 없습니다. 이전 화면으로 돌아가 1분 후에 다시 보내 주세요.',
  },
  'failed.busy': {
    en: 'We’re getting too many forms right now, so nothing was sent. Go back and send it again in a minute.',
    ko: '지금 접수가 몰려 전송되지 않았습니다. 이전 화면으로 돌아가 1분 후에 다시 보내 주세요.',
  },
  'failed.tooLarge': {
    en: 'That’s too much text, so nothing was sent. Please go back and shorten it.',
    ko: '내용이 너무 길어 전송되지 않았습니다. 이전 화면으로 돌아가 줄여서 보내 주세요.',
  },
  'failed.other': {
    en: 'Something went wrong on our end. Please send it again; what you typed is still here.',
    ko: '오류가 발생했습니다. 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.input': { en: 'Please check the highlighted fields.', ko: '표시된 항목을 확인해 주세요.' },
  'error.required': { en: 'This field is required.', ko: '필수 항목입니다.' },
  'error.name': { en: 'Enter your name.', ko: '이름을 입력해 주세요.' },
  'error.phone': {
    en: 'Enter a phone number, for example {example}.',
    ko: '전화번호를 입력해 주세요. 예: {example}',
  },
  'error.consentCall': {
    en: 'Please check this box. We can’t call you without your consent.',
    ko: '동의해 주세요. 동의하지 않으시면 전화드릴 수 없습니다.',
  },
  'error.choose': { en: 'Choose one of these: {choices}.', ko: '다음 중에서 선택해 주세요: {choices}' },
  'error.email': {
    en: 'Enter an email like name@example.com.',
    ko: '이메일 형식이 아닙니다. 예: name@example.com',
  },
  'error.tooLong': { en: 'Use {limit} characters or fewer.', ko: '{limit}자 이내로 입력해 주세요.' },
  'error.tooMany': { en: 'Choose up to {limit}.', ko: '최대 {limit}개까지 가능합니다.' },
  'error.text': { en: 'This must be text.', ko: '텍스트로 입력해 주세요.' },
  'error.number': { en: 'Enter a number, for example 120.', ko: '숫자로 입력해 주세요. 예: 120' },
  'error.numberMin': { en: 'Enter {limit} or more.', ko: '{limit} 이상의 숫자를 입력해 주세요.' },
  'error.numberMax': { en: 'Enter {limit} or less.', ko: '{limit} 이하의 숫자를 입력해 주세요.' },
  'error.date': { en: 'Enter a date, for example {example}.', ko: '날짜를 입력해 주세요. 예: {example}' },
  'error.moment': {
    en: 'Enter a time in milliseconds since 1970, for example {example}.',
    ko: '시각을 1970년부터의 밀리초로 입력해 주세요. 예: {example}',
  },
  'error.boolean': { en: 'This must be true or false.', ko: 'true 또는 false여야 합니다.' },
  'error.list': { en: 'This must be a list.', ko: '목록이어야 합니다.' },
  'error.object': { en: 'This must be an object.', ko: '객체여야 합니다.' },
  'note.cut': { en: 'Too long: shortened to {limit} characters.', ko: '너무 길어 {limit}자까지만 저장했습니다.' },
  'note.dropped': { en: 'Not valid: left out.', ko: '사용할 수 없는 값이라 저장하지 않았습니다.' },
  'note.tooMany': { en: 'Too many: the first {most} were kept.', ko: '너무 많아 처음 {most}개만 저장했습니다.' },
  'error.unknown': { en: 'This form has no such field.', ko: '이 양식에 없는 항목입니다.' },
  'error.page': {
    en: 'Enter a page URL that starts with https:// or /.',
    ko: 'https:// 또는 /로 시작하는 페이지 주소여야 합니다.',
  },
  'error.other': { en: 'This value isn’t valid.', ko: '사용할 수 없는 값입니다.' },
  'phone.invalid': {
    en: 'We can’t call this number. Check it; it should look like {example}. For another country, start with + and the country code.',
    ko: '전화를 걸 수 없는 번호입니다. 다시 확인해 주세요. 예: {example}. 다른 국가의 번호는 +와 국가 번호로 시작해 주세요.',
  },
  'phone.premium': {
    en: 'This number charges the caller. Enter your own, for example {example}.',
    ko: '유료 번호에는 전화드릴 수 없습니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'phone.shared': {
    en: 'This number charges the caller. Enter your own, for example {example}.',
    ko: '통화료가 부과되는 번호에는 전화드릴 수 없습니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'phone.tollFree': {
    en: 'This is a company’s toll-free number. Enter your own, for example {example}.',
    ko: '기업의 수신자 부담 번호입니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'phone.service': {
    en: 'This is a service number. Enter your own, for example {example}.',
    ko: '개인 번호가 아닌 서비스 번호입니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'missing.form.title': { en: 'Form not found', ko: '양식을 찾을 수 없습니다' },
  'missing.form': {
    en: 'The link may be wrong, or the form is closed. Check with the person who sent it to you.',
    ko: '주소가 잘못되었거나 마감된 양식입니다. 링크를 보내 주신 분께 확인해 주세요.',
  },
  'missing.receipt.title': { en: 'Receipt not found', ko: '접수 내역을 찾을 수 없습니다' },
  'missing.receipt': {
    en: 'The link may be wrong or expired. If you sent us a form and haven’t heard back, please send it again.',
    ko: '주소가 잘못되었거나 오래된 링크입니다. 연락을 받지 못하셨다면 양식을 다시 보내 주세요.',
  },
  'missing.page.title': { en: 'This link no longer works', ko: '더 이상 사용할 수 없는 링크입니다' },
  'missing.page': {
    en: 'It has expired, or it’s incomplete. Use the link in our latest email, or send us a new request.',
    ko: '만료되었거나 일부가 잘린 주소입니다. 가장 최근에 받으신 이메일의 링크를 이용하시거나 다시 문의해 주세요.',
  },
  'page.failed': { en: 'We can’t show this page right now', ko: '지금은 페이지를 표시할 수 없습니다' },
  'page.failedDetail': {
    en: 'Please reload it in a few seconds. Anything you sent is safe.',
    ko: '잠시 후 새로고침해 주세요. 보내신 내용은 안전하게 보관되어 있습니다.',
  },
  'choose.title': { en: 'When should we call?', ko: '언제 전화드릴까요?' },
  'choose.label': { en: 'Time ({zone})', ko: '시간({zone})' },
  'choose.do': { en: 'Choose this time', ko: '이 시간으로 선택' },
  'choose.none': {
    en: 'No other times are available right now.',
    ko: '지금은 선택할 수 있는 다른 시간이 없습니다.',
  },
  'choose.back': { en: 'Back', ko: '돌아가기' },
  'receipt.keep': {
    en: 'Leave this page open to see updates.',
    ko: '이 페이지를 열어 두시면 진행 상황이 업데이트됩니다.',
  },
} as const satisfies Catalogue;

export const statusText = {
  'received.title': { en: 'We got your request', ko: '문의가 접수되었습니다' },
  'received.detail': {
    en: 'We’ll get back to you soon.',
    ko: '곧 연락드리겠습니다.',
  },
  'received.callUs': {
    en: 'To get a call from us, call {number} from your phone and press 1.',
    ko: '전화를 받으시려면 본인의 전화로 {number} 번에 전화하신 뒤 1번을 눌러 주세요.',
  },
  'finding.title': { en: 'We got your request', ko: '문의가 접수되었습니다' },
  'finding.detail': {
    en: 'Keep your phone nearby: we’ll call as soon as someone is free. If no one is, you’ll see the time of our call here.',
    ko: '전화기를 가까이 두세요. 통화 가능한 상담원이 생기는 대로 전화드립니다. 상담원이 없으면 전화드릴 시간을 여기에서 알려 드립니다.',
  },
  'onLine.title': { en: 'You’re in line', ko: '통화 대기 중입니다' },
  'onLine.titleAgent': { en: '{agent} is about to answer', ko: '{agent} 상담원이 곧 받습니다' },
  'onLine.detail': {
    en: 'Stay on the line. You’ll hear music until someone answers.',
    ko: '전화를 끊지 말고 기다려 주세요. 상담원이 받을 때까지 음악이 나옵니다.',
  },
  'connecting.title': { en: '{agent} is calling you now', ko: '{agent} 상담원이 지금 전화드립니다' },
  'connecting.titleNobody': { en: 'We’re calling you now', ko: '지금 전화드립니다' },
  'connecting.detail': { en: 'Your phone will ring in a moment.', ko: '곧 전화벨이 울립니다.' },
  'talking.title': { en: 'You’re on a call with {agent}', ko: '{agent} 상담원과 통화 중입니다' },
  'talking.titleNobody': { en: 'You’re on a call with us', ko: '통화 중입니다' },
  'talking.detail': { en: 'This page updates when the call ends.', ko: '통화가 끝나면 이 페이지가 업데이트됩니다.' },
  'promised.title': { en: 'We’ll call you at {time}', ko: '{time}에 전화드리겠습니다' },
  'promised.titleDay': { en: 'We’ll call you on {day} at {time}', ko: '{day} {time}에 전화드리겠습니다' },
  'promised.asked': { en: 'You asked for a call at {time}', ko: '{time}에 통화를 요청하셨습니다' },
  'promised.askedDay': { en: 'You asked for a call on {day} at {time}', ko: '{day} {time}에 통화를 요청하셨습니다' },
  'promised.detail': {
    en: 'Between {time} and {until}, {zone}.',
    ko: '{zone} 기준 {time}부터 {until} 사이에 전화드립니다.',
  },
  'promised.appointment': { en: 'Your appointment is on {day} at {time}', ko: '{day} {time}에 예약되어 있습니다' },
  'promised.detailAppointment': { en: 'Times are in {zone}.', ko: '시간은 {zone} 기준입니다.' },
  'promised.titleThere': {
    en: 'We’ll call you as soon as someone is free',
    ko: '통화 가능한 상담원이 생기는 대로 전화드리겠습니다',
  },
  'promised.detailThere': {
    en: 'No one is free right now. If you asked us to call right away, we may call within an hour of that; otherwise between 8 AM and 9 PM your time. This page shows updates.',
    ko: '지금은 통화 가능한 상담원이 없습니다. 바로 전화를 요청하셨다면 요청 후 1시간 이내에 전화드릴 수 있고, 그 외에는 현지 시각 오전 8시부터 오후 9시 사이에 전화드립니다. 진행 상황은 이 페이지에서 확인하실 수 있습니다.',
  },
  'receipt.choose': { en: 'Choose another time', ko: '다른 시간 선택' },
  'promised.titleSoon': { en: 'We’ll call you in a moment', ko: '잠시 후 전화드리겠습니다' },
  condition: {
    en: 'We only call numbers we’re allowed to call.',
    ko: '전화가 허용된 번호로만 전화드립니다.',
  },
  'condition.callUs': {
    en: 'We only call numbers we’re allowed to call. If we don’t call, call {number} from your phone and press 1 if asked.',
    ko: '전화가 허용된 번호로만 전화드립니다. 전화를 받지 못하시면 본인의 전화로 {number} 번에 전화해 주시고, 안내가 나오면 1번을 눌러 주세요.',
  },
  'talked.title': { en: 'Thanks for talking with us', ko: '상담해 주셔서 감사합니다' },
  'talked.detail': {
    en: 'If we agreed on another call, you’ll see its time here.',
    ko: '다시 통화하기로 하셨다면 시간이 여기에 표시됩니다.',
  },
  'ended.title': { en: 'This request is closed', ko: '문의가 완료되었습니다' },
  'ended.detail': {
    en: 'Thank you. If you need anything else, just send the form again.',
    ko: '감사합니다. 더 궁금한 점이 있으시면 다시 문의해 주세요.',
  },
} as const satisfies Catalogue;

export interface StatusSentences {
  readonly title: string;
  readonly detail: string;
}

/** The status in words, with times in the customer's zone. */
export function describeStatus(status: ReceiptStatus, language: Language): StatusSentences {
  const t = translator(statusText, language);
  const { step, agent } = status;
  switch (step) {
    case 'finding':
      if (status.onLine) return { title: t('onLine.title'), detail: t('onLine.detail') };
      return withCondition({ title: t('finding.title'), detail: t('finding.detail') }, status, language);
    case 'connecting':
    case 'talking':
      if (step === 'connecting' && status.onLine) {
        const title = agent === undefined ? t('onLine.title') : t('onLine.titleAgent', { agent });
        return { title, detail: t('onLine.detail') };
      }
      return {
        title: agent === undefined ? t(`${step}.titleNobody`) : t(`${step}.title`, { agent }),
        detail: t(`${step}.detail`),
      };
    case 'promised': {
      const said = describePromise(status, language);
      return status.isAppointment ? said : withCondition(said, status, language);
    }
    case 'received': {
      const { callUs } = status;
      const detail =
        callUs === undefined ? t('received.detail') : t('received.callUs', { number: shownNumber(callUs) });
      return { title: t('received.title'), detail };
    }
    case 'talked':
    case 'ended':
      return { title: t(`${step}.title`), detail: t(`${step}.detail`) };
  }
}

/** L181: what is said before a call applies only to numbers we may call, without revealing which those are. */
function withCondition(
  { title, detail }: StatusSentences,
  { callUs }: ReceiptStatus,
  language: Language,
): StatusSentences {
  const t = translator(statusText, language);
  const condition = callUs === undefined ? t('condition') : t('condition.callUs', { number: shownNumber(callUs) });
  return { title, detail: `${detail}\n${condition}` };
}

/** Our number in national format. */
export function shownNumber(tel: string): string {
  return tel.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
}

function describePromise(status: ReceiptStatus, language: Language): StatusSentences {
  const t = translator(statusText, language);
  const { dueAt, windowUntil, serverNow, zone = 'UTC' } = status;
  if (status.whenThere) return { title: t('promised.titleThere'), detail: t('promised.detailThere') };
  if (dueAt === undefined) return { title: t('received.title'), detail: t('received.detail') };
  // Overdue and without an agent: a time in the past would look like a mistake.
  if (dueAt <= serverNow) return { title: t('promised.titleSoon'), detail: t('finding.detail') };
  const time = (at: number) => clockTime(at, language, zone);
  const day = (at: number) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  if (status.isAppointment)
    return {
      title: t('promised.appointment', { day: day(dueAt), time: time(dueAt) }),
      detail: t('promised.detailAppointment', { zone: zoneName(zone, dueAt, language) }),
    };
  const isToday = day(dueAt) === day(serverNow);
  const [today, anotherDay] = status.isAsked
    ? (['promised.asked', 'promised.askedDay'] as const)
    : (['promised.title', 'promised.titleDay'] as const);
  return {
    title: isToday ? t(today, { time: time(dueAt) }) : t(anotherDay, { day: day(dueAt), time: time(dueAt) }),
    detail: t('promised.detail', {
      time: time(dueAt),
      until: time(windowUntil ?? dueAt),
      zone: zoneName(zone, dueAt, language),
    }),
  };
}

/** When to poll the status again, in ms: often when a call is about to come. */
export function askAgainAfter(step: ReceiptStatus['step']): number {
  switch (step) {
    case 'received':
    case 'finding':
    case 'connecting':
      return 2000;
    case 'talking':
    case 'talked':
      return 5000;
    case 'promised':
      return 10_000;
    case 'ended':
      return 60_000;
  }
}
