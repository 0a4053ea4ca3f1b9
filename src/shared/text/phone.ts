/** `/phone`: the phone in the browser, and the log that explains the traffic between the network and Leadbell. */
import type { Catalogue } from './index.ts';

export const phoneText = {
  title: { en: 'Phone', ko: '전화기' },
  about: {
    en: 'A phone on the demo’s own network; no real calls are made. Call the toll-free number and follow along.',
    ko: '데모 전용 전화망의 전화기입니다. 실제로 전화를 걸지 않습니다. 수신자 부담 번호로 걸고 진행 기록을 함께 보세요.',
  },
  off: {
    en: 'This Leadbell has no simulated phone network, so there’s no phone here.',
    ko: '이 Leadbell에는 모의 전화망이 없어 전화기를 사용할 수 없습니다.',
  },

  'own.label': { en: 'Your number', ko: '내 번호' },
  'own.change': { en: 'Change', ko: '변경' },
  'own.use': { en: 'Use', ko: '사용' },
  'own.wrong': {
    en: 'Enter a number like +1 202 555 0143, or a ten-digit US number.',
    ko: '+1 202 555 0143 형식이나 미국 번호 10자리로 입력하세요.',
  },
  'own.refused': {
    en: 'This number belongs to the business or the network. Choose another one.',
    ko: '회사나 전화망이 사용하는 번호입니다. 다른 번호를 선택하세요.',
  },
  'own.taken': {
    en: 'This number is now used in another window.',
    ko: '다른 창에서 이 번호를 사용하고 있습니다.',
  },
  'own.back': { en: 'Use here', ko: '여기서 사용' },
  'own.other': { en: 'Choose another number', ko: '다른 번호 선택' },

  'link.connecting': { en: 'Connecting to the network…', ko: '전화망에 연결하는 중…' },
  'state.idle': { en: 'Ready', ko: '대기 중' },
  'state.dialling': { en: 'Calling {number}…', ko: '{number}(으)로 거는 중…' },
  'state.ringing': { en: '{number} is calling', ko: '{number}에서 전화가 왔습니다' },
  'state.talking': { en: 'On a call with {number}', ko: '{number}와(과) 통화 중' },
  hiddenNumber: { en: 'Hidden number', ko: '발신 번호 표시 제한' },
  'ended.completed': { en: 'Call ended', ko: '통화가 종료되었습니다' },
  'ended.busy': { en: 'Line busy', ko: '상대방이 통화 중입니다' },
  'ended.no-answer': { en: 'No answer', ko: '전화를 받지 않습니다' },
  'ended.rejected': { en: 'Call declined', ko: '상대방이 통화를 거절했습니다' },
  'ended.failed': { en: 'Call failed', ko: '전화를 연결하지 못했습니다' },
  'ended.canceled': { en: 'The caller hung up', ko: '상대방이 전화를 끊었습니다' },
  'ended.not-in-service': { en: 'This number isn’t in service', ko: '없는 번호입니다' },

  'voice.both': { en: 'You can hear each other', ko: '서로 들립니다' },
  'voice.hears': { en: 'You can hear them; they can’t hear you', ko: '상대방은 들리지만 내 목소리는 들리지 않습니다' },
  'voice.heard': { en: 'They can hear you; you can’t hear them', ko: '내 목소리는 들리지만 상대방은 들리지 않습니다' },
  'voice.network': { en: 'You hear a recorded message or music', ko: '안내 음성이 나옵니다' },

  'mic.none': {
    en: 'No microphone found: you can hear others, but they can’t hear you.',
    ko: '마이크를 찾을 수 없습니다. 상대방은 들리지만 내 목소리는 들리지 않습니다.',
  },
  'mic.denied': {
    en: 'Your microphone is blocked: you can hear others, but they can’t hear you.',
    ko: '마이크가 차단되었습니다. 상대방은 들리지만 내 목소리는 들리지 않습니다.',
  },

  'dial.label': { en: 'Number to call', ko: '걸 번호' },
  'dial.keys': { en: 'Keys pressed', ko: '누른 버튼' },
  'dial.delete': { en: 'Delete the last digit', ko: '마지막 숫자 지우기' },
  'dial.wrong': { en: 'Enter a number to call.', ko: '걸 번호를 입력하세요.' },
  pad: { en: 'Keypad', ko: '키패드' },
  'pad.star': { en: 'star', ko: '별표' },
  'pad.hash': { en: 'pound', ko: '우물정' },
  call: { en: 'Call', ko: '걸기' },
  answer: { en: 'Answer', ko: '받기' },
  decline: { en: 'Decline', ko: '거절' },
  hangUp: { en: 'Hang up', ko: '끊기' },
  mute: { en: 'Mute', ko: '음소거' },
  unmute: { en: 'Unmute', ko: '음소거 해제' },
  hide: { en: 'Hide my number', ko: '내 번호 숨기기' },
  speak: { en: 'Read prompts aloud', ko: '안내를 소리 내어 읽기' },
  keyboard: {
    en: 'Keyboard: digits, * and #, Enter to call or answer, Backspace to delete.',
    ko: '키보드: 숫자, *, #, Enter로 걸기·받기, Backspace로 지우기',
  },

  captions: { en: 'Captions', ko: '안내 자막' },
  'captions.empty': { en: 'What you hear shows up here.', ko: '들리는 안내가 여기에 표시됩니다.' },
  'captions.keys': { en: 'Keys: {keys}', ko: '버튼음: {keys}' },

  'hint.noAgent': {
    en: 'You’re in line, and no agent has a phone connected. Open the desk in another window, sign in as Ana and click “Start shift”.',
    ko: '통화 대기 중이지만 전화를 연결한 상담원이 없습니다. 다른 창에서 상담 화면을 열고 Ana로 로그인해 ‘근무 시작’을 누르세요.',
  },
  'hint.desk': { en: 'Open the desk', ko: '상담 화면 열기' },

  'log.title': { en: 'Activity', ko: '진행 기록' },
  'log.about': {
    en: 'Every request between the phone network and Leadbell, newest first. Open one to see the response.',
    ko: '전화망과 Leadbell이 주고받은 요청입니다(최신순). 펼치면 응답을 볼 수 있습니다.',
  },
  'log.clear': { en: 'Clear', ko: '지우기' },
  'log.empty': { en: 'Nothing yet. Make a call.', ko: '아직 기록이 없습니다. 전화를 걸어 보세요.' },
  'log.twiml': { en: 'Leadbell’s response (TwiML)', ko: 'Leadbell의 응답(TwiML)' },
  'log.parameters': { en: 'Parameters', ko: '보낸 내용' },
  'log.to.app': { en: 'Network → Leadbell', ko: '전화망 → Leadbell' },
  'log.to.network': { en: 'Leadbell → network', ko: 'Leadbell → 전화망' },
  'log.trouble': { en: 'Problem', ko: '문제' },

  'asks.incoming': {
    en: 'Incoming call to the toll-free number. What should the caller hear?',
    ko: '수신자 부담 번호로 전화가 왔습니다. 무엇을 들려줄까요?',
  },
  'asks.now': { en: 'What should this call do now?', ko: '이 통화에서 이제 무엇을 할까요?' },
  'asks.keys': {
    en: 'The caller pressed {digits}. What’s next?',
    ko: '고객이 {digits}을(를) 눌렀습니다. 다음은 무엇인가요?',
  },
  'asks.keysCalled': {
    en: '{to} pressed {digits}. What’s next?',
    ko: '{to}에서 {digits}을(를) 눌렀습니다. 다음은 무엇인가요?',
  },
  'asks.noKeys': {
    en: 'The caller pressed nothing. What’s next?',
    ko: '고객이 아무것도 누르지 않았습니다. 다음은 무엇인가요?',
  },
  'asks.noKeysCalled': {
    en: '{to} pressed nothing. What’s next?',
    ko: '{to}에서 아무것도 누르지 않았습니다. 다음은 무엇인가요?',
  },
  'asks.wait': {
    en: 'The caller is number {place} in line. What should they hear?',
    ko: '고객이 {place}번째로 대기 중입니다. 무엇을 들려줄까요?',
  },
  'asks.left': { en: 'The caller left the line ({result}).', ko: '고객이 통화 대기에서 나갔습니다({result}).' },
  'asks.recorded': {
    en: 'The caller left a {seconds}s message.',
    ko: '고객이 {seconds}초 길이의 메시지를 남겼습니다.',
  },
  'asks.tones': { en: 'Which tones should be played to the customer?', ko: '고객에게 어떤 버튼음을 들려줄까요?' },
  'asks.alone': {
    en: 'What should the agent hear until the customer joins?',
    ko: '고객이 연결될 때까지 상담원에게 무엇을 들려줄까요?',
  },
  'tells.text': { en: 'Text received on the number.', ko: '이 번호로 문자가 왔습니다.' },
  'tells.text.onItsWay': { en: 'Sending the text to {to}.', ko: '{to}(으)로 문자를 보내는 중입니다.' },
  'tells.text.delivered': { en: 'Text to {to} delivered.', ko: '{to}(으)로 보낸 문자가 전달되었습니다.' },
  'tells.text.undelivered': {
    en: 'Text to {to} not delivered.',
    ko: '{to}(으)로 보낸 문자가 전달되지 않았습니다.',
  },
  'asks.fallback': {
    en: 'Leadbell’s response failed, so the network is using the fallback URL.',
    ko: 'Leadbell의 응답에 실패해 예비 주소로 요청했습니다.',
  },
  'asks.other': { en: 'Request from the network.', ko: '전화망의 요청입니다.' },
  'tells.ringing': { en: 'The phone at {to} is ringing.', ko: '{to} 전화기가 울립니다.' },
  'tells.in-progress': { en: '{to} answered.', ko: '{to}에서 전화를 받았습니다.' },
  'tells.completed': {
    en: 'The call to {to} ended after {seconds}s.',
    ko: '{to} 통화가 {seconds}초 만에 종료되었습니다.',
  },
  'tells.busy': { en: '{to} is busy.', ko: '{to}은(는) 통화 중입니다.' },
  'tells.no-answer': { en: 'No answer at {to}.', ko: '{to}에서 전화를 받지 않았습니다.' },
  'tells.failed': { en: 'The call to {to} failed.', ko: '{to}(으)로 연결하지 못했습니다.' },
  'tells.canceled': { en: 'The call to {to} was canceled.', ko: '{to} 발신을 취소했습니다.' },
  'tells.recording': { en: 'A call recording is ready.', ko: '통화 녹음이 준비되었습니다.' },
  'tells.other': { en: 'Call status from the network.', ko: '전화망이 통화 상태를 알렸습니다.' },

  'orders.place': { en: 'Call {to}.', ko: '{to}(으)로 전화를 거세요.' },
  'orders.hangUp': { en: 'End this call.', ko: '이 통화를 종료하세요.' },
  'orders.refresh': {
    en: 'This call has a new next step: ask again.',
    ko: '이 통화의 다음 동작이 바뀌었습니다. 다시 요청하세요.',
  },
  'orders.look': { en: 'What’s the status of this call?', ko: '이 통화의 상태는 무엇인가요?' },
  'orders.list': { en: 'Which calls were there recently?', ko: '최근 통화 목록은 무엇인가요?' },
  'orders.room': { en: 'Which conference is this call in?', ko: '이 통화는 어느 회의실에 있나요?' },
  'orders.hold': { en: 'Put this party on hold with music.', ko: '이 참여자를 음악과 함께 보류하세요.' },
  'orders.unhold': { en: 'Take this party off hold.', ko: '이 참여자의 보류를 해제하세요.' },
  'orders.mute': { en: 'Mute this party.', ko: '이 참여자를 음소거하세요.' },
  'orders.unmute': { en: 'Unmute this party.', ko: '이 참여자의 음소거를 해제하세요.' },
  'orders.announce': { en: 'Play audio to this party only.', ko: '이 참여자에게만 소리를 들려주세요.' },
  'orders.text': { en: 'Send a text to {to}.', ko: '{to}(으)로 문자를 보내세요.' },
  'orders.forget': { en: 'Delete this recording.', ko: '이 녹음을 삭제하세요.' },
  'orders.number': { en: 'When {number} is called, ask me.', ko: '{number}(으)로 전화가 오면 요청하세요.' },
  'orders.other': { en: 'Request from Leadbell.', ko: 'Leadbell의 요청입니다.' },
  trouble: { en: '{text}', ko: '{text}' },
} as const satisfies Catalogue;
