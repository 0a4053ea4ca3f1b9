/** A detail that someone else changed while it was being edited here. Loaded only then. */
import type { Catalogue } from './index.ts';

export const overtakenText = {
  both: {
    en: 'Someone else changed this in the meantime. It’s now: {now}. Yours: {mine}.',
    ko: '그사이 다른 사람이 변경했습니다. 현재: {now}. 내 입력: {mine}.',
  },
  mine: { en: 'Save mine', ko: '내 입력 저장' },
  leave: { en: 'Leave it', ko: '그대로 두기' },
  refused: { en: 'no answer', ko: '응답 거부' },
} as const satisfies Catalogue;
