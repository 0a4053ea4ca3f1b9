/** `/phone`: a telephone in the browser, and the log that explains what the network and Leadbell say to each other. */
import type { Catalogue } from './index.ts';

export const phoneText = {
  title: { en: 'Telephone', ko: '전화기' },
  about: {
    en: 'A telephone on the demo’s own network: nobody is really called. Ring the toll-free number and read along.',
    ko: '데모 전용 통신망의 전화기입니다. 실제로 전화가 걸리지 않습니다. 무료 전화번호로 걸고 진행 기록을 함께 보세요.',
  },
  off: {
    en: 'This Leadbell has no simulated telephone network, so there is no telephone here.',
    ko: '이 Leadbell에는 모의 통신망이 없어 전화기를 사용할 수 없습니다.',
  },

  'own.label': { en: 'Your number', ko: '내 번호' },
  'own.change': { en: 'Change', ko: '변경' },
  'own.use': { en: 'Use it', ko: '사용' },
  'own.wrong': {
    en: 'Write a number as +1 202 555 0143, or ten digits of a US one.',
    ko: '+1 202 555 0143 형식이나 미국 번호 10자리로 적어 주세요.',
  },
  'own.refused': {
    en: 'This number belongs to the business or to the network. Choose another one.',
    ko: '업체나 통신망이 쓰는 번호입니다. 다른 번호를 고르세요.',
  },
  'own.taken': {
    en: 'Another window has this number now.',
    ko: '다른 창에서 이 번호를 쓰고 있습니다.',
  },
  'own.back': { en: 'Use it here', ko: '여기서 사용' },
  'own.other': { en: 'Take another number', ko: '다른 번호 사용' },

  'link.connecting': { en: 'Connecting to the network…', ko: '통신망에 연결하는 중…' },
  'state.idle': { en: 'Ready', ko: '대기 중' },
  'state.dialling': { en: 'Calling {number}…', ko: '{number}(으)로 거는 중…' },
  'state.ringing': { en: '{number} is calling', ko: '{number}에서 전화가 왔습니다' },
  'state.talking': { en: 'In a call with {number}', ko: '{number}와(과) 통화 중' },
  hiddenNumber: { en: 'A hidden number', ko: '발신 번호 표시 제한' },
  'ended.completed': { en: 'The call is over', ko: '통화가 끝났습니다' },
  'ended.busy': { en: 'Busy', ko: '통화 중입니다' },
  'ended.no-answer': { en: 'Nobody answered', ko: '받지 않습니다' },
  'ended.rejected': { en: 'The call was refused', ko: '상대방이 통화를 거절했습니다' },
  'ended.failed': { en: 'The call failed', ko: '통화를 연결하지 못했습니다' },
  'ended.canceled': { en: 'The caller hung up', ko: '상대방이 전화를 끊었습니다' },
  'ended.not-in-service': { en: 'This number is not in service', ko: '없는 번호입니다' },

  'voice.both': { en: 'You hear each other', ko: '서로 들립니다' },
  'voice.hears': { en: 'You hear them; they do not hear you', ko: '상대방이 들리지만 내 소리는 전달되지 않습니다' },
  'voice.heard': { en: 'They hear you; you do not hear them', ko: '내 소리는 전달되지만 상대방이 들리지 않습니다' },
  'voice.network': { en: 'You hear the network', ko: '안내 음성이 들립니다' },

  'mic.none': {
    en: 'There is no microphone: you hear others, and they do not hear you.',
    ko: '마이크가 없습니다. 상대방은 들리지만 내 목소리는 전달되지 않습니다.',
  },
  'mic.denied': {
    en: 'The browser may not use the microphone: you hear others, and they do not hear you.',
    ko: '브라우저의 마이크 사용이 거부되었습니다. 상대방은 들리지만 내 목소리는 전달되지 않습니다.',
  },

  'dial.label': { en: 'Number to call', ko: '걸 번호' },
  'dial.keys': { en: 'Keys pressed', ko: '누른 버튼' },
  'dial.delete': { en: 'Delete the last digit', ko: '마지막 숫자 지우기' },
  'dial.wrong': { en: 'Write a number to call.', ko: '걸 번호를 입력하세요.' },
  pad: { en: 'Keys', ko: '버튼' },
  'pad.star': { en: 'star', ko: '별표' },
  'pad.hash': { en: 'hash', ko: '우물정' },
  call: { en: 'Call', ko: '걸기' },
  answer: { en: 'Answer', ko: '받기' },
  decline: { en: 'Decline', ko: '거절' },
  hangUp: { en: 'Hang up', ko: '끊기' },
  mute: { en: 'Mute', ko: '음소거' },
  unmute: { en: 'Unmute', ko: '음소거 해제' },
  hide: { en: 'Hide my number', ko: '내 번호 숨기기' },
  speak: { en: 'Speak aloud what is said', ko: '안내를 소리 내어 읽기' },
  keyboard: {
    en: 'Keyboard: digits, * and #, Enter to call or answer, Backspace.',
    ko: '키보드: 숫자, *, #, Enter로 걸기·받기, Backspace로 지우기.',
  },

  captions: { en: 'What is said', ko: '안내 내용' },
  'captions.empty': { en: 'What is said stands here.', ko: '안내 내용이 여기에 표시됩니다.' },
  'captions.keys': { en: 'Keys: {keys}', ko: '버튼음: {keys}' },

  'hint.noAgent': {
    en: 'You are in line, and no agent has a telephone connected. Open the desk in another window, sign in as Ana, press “Start shift”.',
    ko: '대기 중이지만 전화기를 연결한 상담원이 없습니다. 다른 창에서 상담석을 열고 Ana로 로그인해 “근무 시작”을 누르세요.',
  },
  'hint.desk': { en: 'Open the desk', ko: '상담석 열기' },

  'log.title': { en: 'What happens', ko: '진행 기록' },
  'log.about': {
    en: 'Each request between the telephone network and Leadbell, newest first. Open one to see the answer.',
    ko: '통신망과 Leadbell이 주고받은 요청입니다(최신순). 펼치면 응답을 볼 수 있습니다.',
  },
  'log.clear': { en: 'Clear', ko: '지우기' },
  'log.empty': { en: 'Nothing yet. Make a call.', ko: '아직 기록이 없습니다. 전화를 걸어 보세요.' },
  'log.twiml': { en: 'Leadbell’s answer (TwiML)', ko: 'Leadbell의 응답(TwiML)' },
  'log.parameters': { en: 'What was sent', ko: '보낸 내용' },
  'log.to.app': { en: 'Network → Leadbell', ko: '통신망 → Leadbell' },
  'log.to.network': { en: 'Leadbell → network', ko: 'Leadbell → 통신망' },
  'log.trouble': { en: 'Trouble', ko: '문제' },

  'asks.incoming': {
    en: 'Somebody rings the toll-free number. What shall they hear?',
    ko: '무료 전화번호로 전화가 왔습니다. 무엇을 들려줄까요?',
  },
  'asks.now': { en: 'What does this call do now?', ko: '이 통화는 이제 무엇을 하나요?' },
  'asks.keys': { en: 'The caller pressed {digits}. What next?', ko: '상대방이 {digits}을(를) 눌렀습니다. 다음은요?' },
  'asks.noKeys': {
    en: 'The caller pressed nothing. What next?',
    ko: '상대방이 아무것도 누르지 않았습니다. 다음은요?',
  },
  'asks.wait': {
    en: 'The caller is in line, at place {place}. What do they hear meanwhile?',
    ko: '상대방이 {place}번째로 대기 중입니다. 그동안 무엇을 들려줄까요?',
  },
  'asks.left': { en: 'The caller has left the line ({result}).', ko: '상대방이 대기열에서 나왔습니다({result}).' },
  'asks.recorded': { en: 'A message of {seconds} s was left.', ko: '{seconds}초 길이의 메시지가 남겨졌습니다.' },
  'asks.tones': { en: 'Which keys shall be played to the person?', ko: '어떤 버튼음을 들려줄까요?' },
  'asks.alone': {
    en: 'What does the agent hear until the person joins?',
    ko: '상대방이 들어올 때까지 무엇을 들려줄까요?',
  },
  'tells.text': { en: 'Somebody wrote a text to the number.', ko: '이 번호로 문자가 왔습니다.' },
  'tells.text.onItsWay': { en: 'The text to {to} is on its way.', ko: '{to}(으)로 문자를 보내는 중입니다.' },
  'tells.text.delivered': { en: 'The text to {to} was delivered.', ko: '{to}(으)로 보낸 문자가 전달되었습니다.' },
  'tells.text.undelivered': {
    en: 'The text to {to} was not delivered.',
    ko: '{to}(으)로 보낸 문자가 전달되지 않았습니다.',
  },
  'asks.fallback': {
    en: 'An answer of Leadbell’s failed; the network turns to the address for that.',
    ko: 'Leadbell의 응답에 문제가 있어 예비 주소로 요청했습니다.',
  },
  'asks.other': { en: 'The network asks something.', ko: '통신망이 요청했습니다.' },
  'tells.ringing': { en: 'The telephone at {to} rings.', ko: '{to} 전화기가 울립니다.' },
  'tells.in-progress': { en: '{to} has answered.', ko: '{to}에서 받았습니다.' },
  'tells.completed': {
    en: 'The call to {to} is over, after {seconds} s.',
    ko: '{to} 통화가 {seconds}초 만에 끝났습니다.',
  },
  'tells.busy': { en: '{to} is busy.', ko: '{to}은(는) 통화 중입니다.' },
  'tells.no-answer': { en: 'Nobody answered at {to}.', ko: '{to}에서 받지 않았습니다.' },
  'tells.failed': { en: 'The call to {to} could not be made.', ko: '{to}(으)로 연결하지 못했습니다.' },
  'tells.canceled': { en: 'The call to {to} was given up.', ko: '{to} 통화를 취소했습니다.' },
  'tells.recording': { en: 'The recording of a conversation is ready.', ko: '통화 녹음이 준비되었습니다.' },
  'tells.other': { en: 'The network tells how a call goes.', ko: '통신망이 통화 상태를 알립니다.' },

  'orders.place': { en: 'Please ring {to}.', ko: '{to}(으)로 전화를 걸어 주세요.' },
  'orders.hangUp': { en: 'Please end this call.', ko: '이 통화를 끊어 주세요.' },
  'orders.refresh': {
    en: 'This call shall do something else now: ask again.',
    ko: '이 통화의 다음 동작이 바뀌었으니 다시 물어봐 주세요.',
  },
  'orders.look': { en: 'How is this call?', ko: '이 통화의 상태는 어떤가요?' },
  'orders.list': { en: 'Which calls were there lately?', ko: '최근 통화에는 어떤 것이 있나요?' },
  'orders.room': { en: 'Which conference is this conversation in?', ko: '이 대화는 어느 회의실에 있나요?' },
  'orders.hold': { en: 'Please put this party on hold, with music.', ko: '음악과 함께 보류해 주세요.' },
  'orders.unhold': { en: 'Please take this party off hold.', ko: '보류를 해제해 주세요.' },
  'orders.mute': { en: 'Please mute this party.', ko: '이 사람을 음소거해 주세요.' },
  'orders.unmute': { en: 'Please unmute this party.', ko: '음소거를 해제해 주세요.' },
  'orders.announce': { en: 'Please play something to this party alone.', ko: '이 사람에게만 소리를 들려주세요.' },
  'orders.text': { en: 'Please send a text message to {to}.', ko: '{to}(으)로 문자 메시지를 보내 주세요.' },
  'orders.forget': { en: 'Please delete this recording.', ko: '이 녹음을 삭제해 주세요.' },
  'orders.number': { en: 'When {number} is rung, ask me.', ko: '{number}(으)로 전화가 오면 나에게 물어봐 주세요.' },
  'orders.other': { en: 'Leadbell asks the network for something.', ko: 'Leadbell이 통신망에 요청했습니다.' },
  trouble: { en: '{text}', ko: '{text}' },
} as const satisfies Catalogue;
