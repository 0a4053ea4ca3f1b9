/**
 * What a prospect reads: the form, what is wrong in it, and what happens next. `formText` is used by the server alone;
 * `statusText` also by the page's script, which redraws the status as it changes.
 */
import type { Language } from '../../core/campaign.ts';
import type { ReceiptStatus } from '../api.ts';
import { clockTime } from './clockTime.ts';
import { translator, type Catalogue } from './index.ts';

export const formText = {
  intro: {
    en: 'Tell us how to reach you, and one of us will call you.',
    ko: '연락처를 남겨 주시면 담당자가 전화드립니다.',
  },
  introEmail: {
    en: 'Tell us how to reach you, and one of us will write to you.',
    ko: '연락처를 남겨 주시면 담당자가 답해 드립니다.',
  },
  'label.name': { en: 'Name', ko: '이름' },
  'label.phone': { en: 'Telephone', ko: '전화번호' },
  'label.email': { en: 'E-mail', ko: '이메일' },
  'label.interest': { en: 'What is it about?', ko: '어떤 점이 궁금하신가요?' },
  'label.message': { en: 'Anything we should know', ko: '미리 알려 주실 내용' },
  'label.consent': { en: 'Your permission', ko: '동의 사항' },
  'label.trap': { en: 'Leave this field empty', ko: '이 칸은 비워 두세요' },
  'hint.phone': { en: 'For example {example}', ko: '예: {example}' },
  'hint.choose': { en: 'Please choose', ko: '선택해 주세요' },
  optional: { en: 'optional', ko: '선택' },
  send: { en: 'Call me', ko: '전화 요청하기' },
  sendEmail: { en: 'Send', ko: '보내기' },
  sending: { en: 'Sending…', ko: '보내는 중…' },
  smallPrint: {
    en: 'We keep what you send, and the words you agreed to, so that we can answer you.',
    ko: '보내 주신 내용과 동의하신 문구는 답변 드리는 목적으로만 보관합니다.',
  },
  otherLanguage: { en: '한국어', ko: 'English' },
  demo: {
    en: 'Demo: nobody is really called.',
    ko: '데모: 실제로 전화가 걸리지 않습니다.',
  },
  'summary.title': {
    en: { one: 'One thing needs another look', other: '{count} things need another look' },
    ko: { other: '{count}가지를 다시 확인해 주세요' },
  },
  'failed.network': {
    en: 'This did not reach us. Check the connection and send it again; what you typed is still here.',
    ko: '전송되지 않았습니다. 연결을 확인하고 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.store': {
    en: 'We cannot take this in at the moment, so nothing was sent. Please send it again in a few seconds; what you typed is still here.',
    ko: '지금은 접수할 수 없어 전송되지 않았습니다. 잠시 후 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.tooMany': {
    en: 'Many forms came from your network just now. Wait a minute, then send it again; what you typed is still here.',
    ko: '같은 네트워크에서 요청이 많이 들어왔습니다. 1분쯤 후에 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.notRead': {
    en: 'The form could not be read. Leave out files, or send it once more from our own page.',
    ko: '양식을 읽을 수 없습니다. 파일 없이 보내거나 저희 페이지에서 다시 보내 주세요.',
  },
  'failed.tooLarge': {
    en: 'That is more text than we can take in. Please make it shorter.',
    ko: '내용이 너무 깁니다. 조금 줄여 주세요.',
  },
  'failed.other': {
    en: 'Something went wrong on our side. Please send it again; what you typed is still here.',
    ko: '저희 쪽에 문제가 생겼습니다. 다시 보내 주세요. 입력하신 내용은 그대로 있습니다.',
  },
  'failed.input': { en: 'Please check what is marked.', ko: '표시된 항목을 확인해 주세요.' },
  'error.required': { en: 'Please fill this in.', ko: '입력해 주세요.' },
  'error.name': { en: 'Please tell us your name.', ko: '이름을 입력해 주세요.' },
  'error.phone': {
    en: 'Please give a telephone number, for example {example}.',
    ko: '전화번호를 입력해 주세요. 예: {example}',
  },
  'error.consentCall': {
    en: 'Please tick this box: without your permission we may not call you.',
    ko: '이 항목에 동의해 주세요. 동의하지 않으시면 전화드릴 수 없습니다.',
  },
  'error.choose': { en: 'Please choose one of: {choices}.', ko: '다음 중에서 선택해 주세요: {choices}' },
  'error.email': {
    en: 'This is not an e-mail address. One looks like name@example.com.',
    ko: '이메일 주소 형식이 아닙니다. 예: name@example.com',
  },
  'error.tooLong': { en: 'At most {limit} characters, please.', ko: '{limit}자 이내로 입력해 주세요.' },
  'error.tooMany': { en: 'At most {limit} of these.', ko: '최대 {limit}개까지 가능합니다.' },
  'error.text': { en: 'This has to be text.', ko: '글자로 입력해 주세요.' },
  'error.number': { en: 'This has to be a number, for example 120.', ko: '숫자로 입력해 주세요. 예: 120' },
  'error.numberMin': { en: 'This has to be {limit} or more.', ko: '{limit} 이상의 숫자로 입력해 주세요.' },
  'error.numberMax': { en: 'This has to be {limit} or less.', ko: '{limit} 이하의 숫자로 입력해 주세요.' },
  'error.date': { en: 'This has to be a date, for example {example}.', ko: '날짜로 입력해 주세요. 예: {example}' },
  'error.boolean': { en: 'This is either true or false.', ko: 'true 또는 false여야 합니다.' },
  'error.list': { en: 'This has to be a list.', ko: '목록이어야 합니다.' },
  'error.object': { en: 'This has to be an object.', ko: '객체여야 합니다.' },
  'note.cut': { en: 'Too long: cut to {limit} characters.', ko: '너무 길어 {limit}자까지만 저장했습니다.' },
  'note.dropped': { en: 'Cannot be used: left out.', ko: '사용할 수 없는 값이라 저장하지 않았습니다.' },
  'note.tooMany': { en: 'Too many: the first {most} are kept.', ko: '너무 많아 처음 {most}개만 저장했습니다.' },
  'error.unknown': { en: 'This form has no such field.', ko: '이 양식에 없는 항목입니다.' },
  'error.page': {
    en: 'This has to be the address of a page, beginning with https:// or /.',
    ko: 'https:// 또는 /로 시작하는 페이지 주소여야 합니다.',
  },
  'error.other': { en: 'This cannot be used as it is.', ko: '사용할 수 없는 값입니다.' },
  'phone.invalid': {
    en: 'This number cannot be dialled. Please check it; one looks like {example}. For another country begin with + and its code.',
    ko: '걸 수 없는 번호입니다. 다시 확인해 주세요. 예: {example}. 다른 나라 번호는 +와 국가번호로 시작해 주세요.',
  },
  'phone.premium': {
    en: 'This is a number that charges the caller. Please give your own, for example {example}.',
    ko: '유료 번호에는 전화드릴 수 없습니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'phone.shared': {
    en: 'This is a number that charges the caller. Please give your own, for example {example}.',
    ko: '통화료가 부과되는 번호에는 전화드릴 수 없습니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'phone.tollFree': {
    en: 'This is a toll-free number of a company. Please give your own, for example {example}.',
    ko: '기업용 수신자 부담 번호입니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'phone.service': {
    en: 'This is the number of a service, not of a person. Please give your own, for example {example}.',
    ko: '개인 번호가 아닌 서비스 번호입니다. 본인의 번호를 입력해 주세요. 예: {example}',
  },
  'missing.form.title': { en: 'There is no form here', ko: '양식을 찾을 수 없습니다' },
  'missing.form': {
    en: 'The link may be mistyped, or the form is closed. Please ask whoever gave it to you.',
    ko: '주소가 잘못되었거나 마감된 양식입니다. 링크를 보내 주신 분께 확인해 주세요.',
  },
  'missing.receipt.title': { en: 'There is no such receipt', ko: '접수 내역을 찾을 수 없습니다' },
  'missing.receipt': {
    en: 'The link may be mistyped or too old. If you sent us a form and heard nothing, please send it again.',
    ko: '주소가 잘못되었거나 오래된 링크입니다. 연락을 받지 못하셨다면 양식을 다시 보내 주세요.',
  },
  'page.failed': { en: 'This page cannot be shown at the moment', ko: '지금은 페이지를 표시할 수 없습니다' },
  'page.failedDetail': {
    en: 'Please load it again in a few seconds. Nothing that was sent is lost.',
    ko: '잠시 후 새로고침해 주세요. 이미 보내신 내용은 안전하게 보관되어 있습니다.',
  },
  'receipt.keep': {
    en: 'You can leave this page open; it keeps itself up to date.',
    ko: '이 페이지를 열어 두시면 진행 상황이 계속 갱신됩니다.',
  },
} as const satisfies Catalogue;

export const statusText = {
  'received.title': { en: 'We have your message', ko: '잘 접수되었습니다' },
  'received.detail': {
    en: 'It is stored safely. We will get in touch with you.',
    ko: '안전하게 저장되었습니다. 곧 연락드리겠습니다.',
  },
  'finding.title': { en: 'An agent is being found', ko: '담당자를 찾고 있습니다' },
  'finding.detail': {
    en: 'Keep your telephone at hand. If nobody is free, this page says when we will ring.',
    ko: '전화기를 가까이 두세요. 통화 가능한 담당자가 없으면 언제 전화드릴지 이 페이지에서 알려 드립니다.',
  },
  'onLine.title': { en: 'You are in line', ko: '통화 대기 중입니다' },
  'onLine.titleAgent': { en: '{agent} is about to answer', ko: '{agent} 담당자가 곧 받습니다' },
  'onLine.detail': {
    en: 'Stay on the line: you hear music until somebody answers.',
    ko: '전화를 끊지 말고 기다려 주세요. 담당자가 받을 때까지 음악이 나옵니다.',
  },
  'connecting.title': { en: '{agent} will ring you now', ko: '{agent} 담당자가 지금 전화드립니다' },
  'connecting.titleNobody': { en: 'We will ring you now', ko: '지금 전화드립니다' },
  'connecting.detail': { en: 'Your telephone is about to ring.', ko: '곧 전화벨이 울립니다.' },
  'talking.title': { en: 'You are talking with {agent}', ko: '{agent} 담당자와 통화 중입니다' },
  'talking.titleNobody': { en: 'You are talking with us', ko: '통화 중입니다' },
  'talking.detail': { en: 'We hope it helps.', ko: '도움이 되시길 바랍니다.' },
  'promised.title': { en: 'We will ring you at {time}', ko: '{time}에 전화드리겠습니다' },
  'promised.titleDay': { en: 'We will ring you on {day} at {time}', ko: '{day} {time}에 전화드리겠습니다' },
  'promised.detail': {
    en: 'Between {time} and {until}, your time ({zone}).',
    ko: '{time}부터 {until} 사이에 전화드립니다. 현지 시각 기준입니다({zone}).',
  },
  'promised.titleThere': {
    en: 'We will ring you as soon as somebody is there',
    ko: '담당자가 자리하는 대로 전화드리겠습니다',
  },
  'promised.detailThere': {
    en: 'Nobody is there at this moment. We ring between 8:00 and 21:00 of your own time; this page keeps you up to date.',
    ko: '지금은 통화 가능한 담당자가 없습니다. 현지 시각 8시부터 21시 사이에 전화드리며, 진행 상황은 이 페이지에서 알려 드립니다.',
  },
  'promised.titleSoon': { en: 'We will ring you in a moment', ko: '잠시 후 전화드리겠습니다' },
  'ended.title': { en: 'This request is finished', ko: '문의가 마무리되었습니다' },
  'ended.detail': {
    en: 'Thank you. If there is more, just send the form again.',
    ko: '감사합니다. 더 궁금한 점이 있으면 언제든지 다시 문의해 주세요.',
  },
} as const satisfies Catalogue;

export interface StatusSentences {
  readonly title: string;
  readonly detail: string;
}

/** What the status says, in the person's own time where a time is told. */
export function describeStatus(status: ReceiptStatus, language: Language): StatusSentences {
  const t = translator(statusText, language);
  const { step, agent } = status;
  switch (step) {
    case 'finding':
    case 'ringing':
      if (status.onLine) return { title: t('onLine.title'), detail: t('onLine.detail') };
      return { title: t('finding.title'), detail: t('finding.detail') };
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
    case 'promised':
      return describePromise(status, language);
    case 'received':
    case 'ended':
      return { title: t(`${step}.title`), detail: t(`${step}.detail`) };
  }
}

function describePromise(status: ReceiptStatus, language: Language): StatusSentences {
  const t = translator(statusText, language);
  const { dueAt, windowUntil, serverNow, zone = 'UTC' } = status;
  if (status.whenThere) return { title: t('promised.titleThere'), detail: t('promised.detailThere') };
  if (dueAt === undefined) return { title: t('received.title'), detail: t('received.detail') };
  // Overdue, and nobody has it yet: a time that has passed would read as a mistake.
  if (dueAt <= serverNow) return { title: t('promised.titleSoon'), detail: t('finding.detail') };
  const time = (at: number) => clockTime(at, language, zone);
  const day = (at: number) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  const isToday = day(dueAt) === day(serverNow);
  return {
    title: isToday
      ? t('promised.title', { time: time(dueAt) })
      : t('promised.titleDay', { day: day(dueAt), time: time(dueAt) }),
    detail: t('promised.detail', {
      time: time(dueAt),
      until: time(windowUntil ?? dueAt),
      zone: zone.replaceAll('_', ' '),
    }),
  };
}

/** How long until the status is worth asking for again, in ms: often while somebody is about to ring. */
export function askAgainAfter(step: ReceiptStatus['step']): number {
  switch (step) {
    case 'received':
    case 'finding':
    case 'ringing':
    case 'connecting':
      return 2000;
    case 'talking':
      return 5000;
    case 'promised':
      return 10_000;
    case 'ended':
      return 60_000;
  }
}
