/** The desk's keyboard shortcuts. Loaded when they are shown. */
import type { Catalogue } from './index.ts';

export const deskKeysText = {
  title: { en: 'Keyboard shortcuts', ko: '단축키' },
  single: { en: 'Single-key shortcuts', ko: '한 글자 단축키' },
  singleHint: {
    en: 'When off, only Tab, Enter and Esc work. Typing in a field never triggers a shortcut.',
    ko: '끄면 Tab, Enter, Esc만 동작합니다. 입력란에 글자를 입력할 때는 단축키가 동작하지 않습니다.',
  },
  accept: { en: 'Accept the lead', ko: '리드 수락' },
  decline: { en: 'Decline, then a digit for the reason', ko: '거절, 이어서 숫자로 사유 선택' },
  talking: { en: '“I reached them” or “Finish call”', ko: '‘연결됨으로 표시’ 또는 ‘통화 종료’' },
  connect: { en: 'Connect, when your phone prompts you', ko: '전화 안내에 따라 연결' },
  hold: { en: 'Hold or resume', ko: '보류 / 보류 해제' },
  unmute: { en: 'Mute or unmute your microphone', ko: '내 마이크 음소거 / 해제' },
  keypad: { en: 'Keypad', ko: '키패드' },
  transfer: { en: 'Transfer', ko: '호 전환' },
  voicemail: { en: 'Mark as voicemail', ko: '음성 사서함으로 표시' },
  hangUp: { en: 'Hang up', ko: '전화 끊기' },
  objection: { en: 'Next objection card', ko: '다음 반론 카드' },
  note: { en: 'Go to the note', ko: '메모로 이동' },
  outcome: { en: 'Choose an outcome', ko: '상담 결과 선택' },
  close: { en: 'Close the lead, even while typing', ko: '리드 종료(입력 중에도 가능)' },
  mute: { en: 'Mute or unmute the ringtone', ko: '벨소리 끄기 / 켜기' },
  help: { en: 'Show this list', ko: '이 목록 보기' },
} as const satisfies Catalogue;
