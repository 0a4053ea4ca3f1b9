/** Spoken prompts for callers and agents. Short sentences for text-to-speech: no brackets, no abbreviations. */
import type { Catalogue } from './index.ts';

export const callText = {
  language: { en: 'For English, press {key}.', ko: '한국어는 {key}번을 눌러 주세요.' },
  'welcome.back': { en: 'Welcome back.', ko: '다시 전화 주셔서 감사합니다.' },
  'welcome.today': { en: 'We have your request from today.', ko: '오늘 남겨 주신 문의를 확인했습니다.' },
  'welcome.yesterday': { en: 'We have your request from yesterday.', ko: '어제 남겨 주신 문의를 확인했습니다.' },
  'welcome.monday': { en: 'We have your request from Monday.', ko: '월요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.tuesday': { en: 'We have your request from Tuesday.', ko: '화요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.wednesday': { en: 'We have your request from Wednesday.', ko: '수요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.thursday': { en: 'We have your request from Thursday.', ko: '목요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.friday': { en: 'We have your request from Friday.', ko: '금요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.saturday': { en: 'We have your request from Saturday.', ko: '토요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.sunday': { en: 'We have your request from Sunday.', ko: '일요일에 남겨 주신 문의를 확인했습니다.' },
  'welcome.earlier': { en: 'We have your earlier request.', ko: '이전에 남겨 주신 문의를 확인했습니다.' },
  'welcome.placeKept': { en: 'You’re keeping your place in line.', ko: '대기 순서는 그대로 유지됩니다.' },
  'welcome.connected': {
    en: 'No need to wait for our call: we’ll connect you as soon as someone is free.',
    ko: '저희 전화를 기다리지 않으셔도 됩니다. 상담원이 통화 가능해지는 대로 연결해 드리겠습니다.',
  },
  'code.offer': {
    en: 'To hear the code for your page, press {key}. Otherwise, please stay on the line.',
    ko: '고객 페이지에 입력할 인증 번호를 들으시려면 {key}번을 눌러 주세요. 원하지 않으시면 잠시만 기다려 주세요.',
  },
  'code.say': {
    en: 'Your code is: {code}. We’ll never ask you for it on a call. Don’t share it with anyone.',
    ko: '인증 번호는 {code}입니다. 저희는 전화로 인증 번호를 묻지 않으니 다른 사람에게 알려 주지 마세요.',
  },
  'code.again': { en: 'Once more: {code}.', ko: '다시 한번 말씀드립니다. {code}.' },
  'code.keys': {
    en: 'Enter it on your page within ten minutes. To hear it again, press {again}. To talk to us, press {talk}. Otherwise, you can hang up now.',
    ko: '10분 이내에 고객 페이지에 입력해 주세요. 다시 들으시려면 {again}번, 상담원과 통화하시려면 {talk}번을 눌러 주세요. 아니면 전화를 끊으셔도 됩니다.',
  },
  permission: {
    en: 'You asked us not to call you. To allow us to call you again at the number you’re calling from, press {key}. Otherwise, please stay on the line.',
    ko: '고객님의 번호는 수신 거부 상태입니다. 지금 거신 번호로 저희가 다시 전화드려도 괜찮으시면 {key}번을 눌러 주세요. 원하지 않으시면 잠시만 기다려 주세요.',
  },
  stopKey: {
    en: 'To stop all calls from us, press {key}.',
    ko: '저희 전화를 더 이상 받지 않으시려면 {key}번을 눌러 주세요.',
  },
  stopCalls: {
    en: 'To confirm that we should never call you again at the number you’re calling from, press {key} once more. Otherwise, please stay on the line.',
    ko: '지금 거신 번호로 저희가 다시는 전화드리지 않기를 원하시면 {key}번을 한 번 더 눌러 주세요. 원하지 않으시면 잠시만 기다려 주세요.',
  },
  choice: { en: 'For {label}, press {key}.', ko: '{label}, {key}번.' },
  recorded: {
    en: 'This call is recorded. If you don’t agree, please hang up.',
    ko: '이 통화는 녹음됩니다. 원하지 않으시면 전화를 끊어 주세요.',
  },
  'line.next': {
    en: 'Thanks for waiting. You’re next in line.',
    ko: '기다려 주셔서 감사합니다. 고객님이 다음 순서입니다.',
  },
  'line.connecting': {
    en: 'Please stay on the line. We are connecting you now.',
    ko: '지금 연결해 드리겠습니다. 끊지 말고 잠시만 기다려 주세요.',
  },
  'line.nobody': {
    en: 'Thanks for waiting. You’re in line, but no one is free right now.',
    ko: '기다려 주셔서 감사합니다. 대기 중이지만, 지금은 통화 가능한 상담원이 없습니다.',
  },
  'line.position': {
    en: { one: 'You’re number {count} in line.', other: 'You’re number {count} in line.' },
    ko: '현재 대기 순서는 {count}번째입니다.',
  },
  'line.wait': {
    en: { one: 'The estimated wait is about one minute.', other: 'The estimated wait is about {count} minutes.' },
    ko: '예상 대기 시간은 약 {count}분입니다.',
  },
  'line.keepPlace': {
    en: 'To keep your place and get a call when it’s your turn, press {key}.',
    ko: '대기 순서를 유지하고 차례가 되면 전화를 받으시려면 {key}번을 눌러 주세요.',
  },
  'keep.confirm': {
    en: 'We’ll call you back at {number}.',
    ko: '{number} 번으로 전화드리겠습니다.',
  },
  'keep.keys': {
    en: 'If that’s right, press {yes}. For another number, press {other}. To keep waiting, press star.',
    ko: '맞으면 {yes}번, 다른 번호를 입력하시려면 {other}번, 계속 기다리시려면 별표를 눌러 주세요.',
  },
  'keep.enter': {
    en: 'Please enter your number with the area code, then press pound.',
    ko: '지역 번호를 포함한 전화번호를 입력하고 우물 정 자를 눌러 주세요.',
  },
  'message.leave': {
    en: 'After the tone, please leave your name and the reason for your call. We’ll call you back. When you’re done, press pound or hang up.',
    ko: '삐 소리가 나면 성함과 용건을 남겨 주세요. 저희가 전화드리겠습니다. 마치시면 우물 정 자를 누르거나 전화를 끊어 주세요.',
  },
  'notice.closed': {
    en: 'We’re closed right now. We’ll call you back when we open.',
    ko: '지금은 운영 시간이 아닙니다. 운영 시간이 되면 저희가 전화드리겠습니다.',
  },
  'notice.promised': {
    en: 'We’re sorry, no one is free right now. No need to wait: we’ll call you back at the number you’re calling from.',
    ko: '죄송합니다. 지금은 통화 가능한 상담원이 없습니다. 기다리지 않으셔도 됩니다. 지금 거신 번호로 저희가 전화드리겠습니다.',
  },
  'notice.noNumber': {
    en: 'We’re sorry, no one is free right now, and we can’t see your number.',
    ko: '죄송합니다. 지금은 통화 가능한 상담원이 없으며, 고객님의 번호를 확인할 수 없습니다.',
  },
  'notice.enterKey': {
    en: 'To enter a number where we can call you back, press {key}.',
    ko: '전화받으실 번호를 입력하시려면 {key}번을 눌러 주세요.',
  },
  'notice.timeKey': {
    en: 'To choose when we call you, press {key}.',
    ko: '전화받으실 시간을 선택하시려면 {key}번을 눌러 주세요.',
  },
  'times.taken': { en: 'That time was just taken.', ko: '선택하신 시간은 방금 마감되었습니다.' },
  'times.zone': { en: 'These times are in {zone}.', ko: '시간은 {zone} 기준입니다.' },
  'times.choice': { en: 'For {day} at {time}, press {key}.', ko: '{day} {time}, {key}번.' },
  'notice.messageKey': {
    en: 'To leave a message, press {key}. Otherwise, you can hang up now.',
    ko: '메시지를 남기시려면 {key}번을 눌러 주세요. 아니면 전화를 끊으셔도 됩니다.',
  },
  'goodbye.placeKept': {
    en: 'Thank you. We’re keeping your place and will call you when it’s your turn. Goodbye.',
    ko: '감사합니다. 대기 순서를 유지해 두고, 차례가 되면 전화드리겠습니다. 안녕히 계세요.',
  },
  'goodbye.messageLeft': {
    en: 'Thank you for your message. Goodbye.',
    ko: '메시지를 남겨 주셔서 감사합니다. 안녕히 계세요.',
  },
  'goodbye.stopped': {
    en: 'We won’t call you at this number again. Goodbye.',
    ko: '앞으로 이 번호로 전화드리지 않겠습니다. 안녕히 계세요.',
  },
  'goodbye.timeChosen': {
    en: 'Thank you. We’ve noted {day} at {time}. Goodbye.',
    ko: '감사합니다. {day} {time} 통화 요청을 접수했습니다. 안녕히 계세요.',
  },
  'goodbye.nothing': { en: 'Thank you for calling. Goodbye.', ko: '전화 주셔서 감사합니다. 안녕히 계세요.' },
  'whisper.en': { en: '{label}, English.', ko: '{label}, 영어 상담.' },
  'whisper.ko': { en: '{label}, Korean.', ko: '{label}, 한국어 상담.' },
  'whisper.waited': {
    en: { one: 'Waiting for one second.', other: 'Waiting for {count} seconds.' },
    ko: '{count}초째 대기 중입니다.',
  },
  'whisper.key': { en: 'Press {key} to connect.', ko: '{key}번을 누르면 연결됩니다.' },
  'whisper.call': {
    en: 'The customer isn’t on the line. Press {key} and we’ll call them.',
    ko: '고객이 통화 대기 중이 아닙니다. {key}번을 누르면 고객에게 전화를 겁니다.',
  },
  'safe.moment': { en: 'One moment, please.', ko: '잠시만 기다려 주세요.' },
  'safe.connecting': {
    en: 'We’re sorry, something went wrong on our end. Please hold while we connect you.',
    ko: '죄송합니다. 일시적인 문제가 발생했습니다. 잠시만 기다려 주시면 연결해 드리겠습니다.',
  },
  'safe.message': {
    en: 'We’re sorry, something went wrong on our end. You can leave a message after the tone, or call again in a few minutes.',
    ko: '죄송합니다. 일시적인 문제가 발생했습니다. 삐 소리가 나면 메시지를 남기시거나, 몇 분 뒤에 다시 전화해 주세요.',
  },
} as const satisfies Catalogue;
