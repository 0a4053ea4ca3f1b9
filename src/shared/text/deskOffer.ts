/** Texts of an offer on the desk: why it came, how it is answered, how it ended. */
import type { Catalogue } from './index.ts';

export const deskOfferText = {
  'offer.label': { en: 'New lead', ko: '새 리드' },
  'offer.appointment': { en: 'Appointment due', ko: '예약 시간' },
  'offer.again': { en: 'Callback due', ko: '예정된 콜백' },
  'offer.accept': { en: 'Accept', ko: '수락' },
  'offer.decline': { en: 'Decline', ko: '거절' },
  'offer.declineWhy': { en: 'Why are you declining?', ko: '거절 사유를 선택하세요' },
  'offer.decline.away': { en: 'sets you to Away', ko: '이석으로 변경' },
  'offer.decline.never': { en: 'not offered to you again', ko: '다시 배정되지 않음' },
  'offer.keepRinging': { en: 'Don’t decline', ko: '거절 취소' },
  'offer.onLine': { en: 'On the line', ko: '통화 대기 중' },
  'offer.accepting': { en: 'Accepting…', ko: '수락하는 중…' },
  'offer.acceptQueued': {
    en: 'Not sent yet. We’ll accept it when you’re back online, if it’s still yours.',
    ko: '아직 전송되지 않았습니다. 다시 연결되었을 때 배정이 남아 있으면 수락합니다.',
  },
  'offer.declineQueued': {
    en: 'Not sent yet. We’ll decline it when you’re back online.',
    ko: '아직 전송되지 않았습니다. 다시 연결되면 거절합니다.',
  },
  'offer.declining': { en: 'Declining…', ko: '거절하는 중…' },
  'offer.waited': { en: 'Received {time} ago', ko: '{time} 전 접수' },
  'offer.secondsLeft': { en: '{count} seconds left', ko: '{count}초 남음' },
  'why.longestIdle': {
    en: 'Why you: idle the longest ({idle}) of {candidates} matching agents.',
    ko: '배정 사유: 조건에 맞는 상담원 {candidates}명 중 가장 오래 대기했습니다({idle}).',
  },
  'why.longestIdlePlain': {
    en: 'Why you: idle the longest ({idle}).',
    ko: '배정 사유: 가장 오래 대기했습니다({idle}).',
  },
  'why.justFree': { en: 'Why you: you just became available.', ko: '배정 사유: 방금 상담 가능 상태가 되었습니다.' },
  'why.roundRobin': { en: 'Why you: it’s your turn.', ko: '배정 사유: 순번에 따라 배정되었습니다.' },
  'why.fewestToday': {
    en: 'Why you: no one free has taken fewer leads today.',
    ko: '배정 사유: 오늘 받은 리드가 가장 적습니다.',
  },
  'why.bestSkill': {
    en: 'Why you: your skills fit this lead best.',
    ko: '배정 사유: 이 리드에 필요한 스킬이 가장 높습니다.',
  },
  'why.bestResult': {
    en: 'Why you: you’re next for leads like this, by results or to gain experience.',
    ko: '배정 사유: 이런 리드의 성과 순서 또는 경험을 쌓을 차례에 따라 배정되었습니다.',
  },
  'why.lastAgent': {
    en: 'Why you: you know this customer.',
    ko: '배정 사유: 이 고객의 이전 담당자입니다.',
  },
  'why.random': { en: 'Why you: you were picked at random.', ko: '배정 사유: 무작위로 선택되었습니다.' },
  'why.yourPromise': { en: 'Why you: this is your callback.', ko: '배정 사유: 내 담당 콜백입니다.' },
  'why.offeredAgain': {
    en: 'Why you: you didn’t take it before, and no one else is free.',
    ko: '배정 사유: 받을 수 있는 다른 상담원이 없어 다시 배정되었습니다.',
  },
  'why.onlyOneLeft': {
    en: 'Why you: no one else took it, and you’re next.',
    ko: '배정 사유: 다른 상담원이 받지 않아 다음 순서입니다.',
  },
  'why.broadcast': {
    en: 'Why you: several agents see it, and the first to accept gets it.',
    ko: '배정 사유: 여러 상담원에게 동시에 배정되며 먼저 수락한 상담원이 담당합니다.',
  },
  'say.offer': {
    en: 'New lead: {name}, {interest}. {count} seconds to accept.',
    ko: '새 리드입니다. {name}, {interest}. {count}초 안에 수락하세요.',
  },
  'say.left': { en: '{count} seconds left', ko: '{count}초 남았습니다' },
  'ended.accepted-elsewhere': { en: '{by} accepted it.', ko: '{by}님이 수락했습니다.' },
  'ended.accepted-elsewhere-unknown': { en: 'A teammate accepted it.', ko: '다른 상담원이 수락했습니다.' },
  'ended.expired': {
    en: 'Offer expired. The lead is back in the queue.',
    ko: '배정 시간이 지나 리드가 대기열로 돌아갔습니다.',
  },
  'ended.withdrawn': { en: 'The offer was withdrawn.', ko: '배정이 취소되었습니다.' },
  'ended.caller-gone': {
    en: 'The caller hung up. A callback is scheduled.',
    ko: '고객이 전화를 끊었습니다. 콜백이 예약되었습니다.',
  },
  'ended.caller-gone-closed': {
    en: 'The caller hung up. The lead is closed without a callback.',
    ko: '고객이 전화를 끊었습니다. 콜백 없이 종료되었습니다.',
  },
  'ended.whileAway': {
    en: 'A lead was offered while you were disconnected. It’s back in the queue.',
    ko: '연결이 끊긴 동안 배정된 리드가 있었습니다. 대기열로 돌아갔습니다.',
  },
} as const satisfies Catalogue;
