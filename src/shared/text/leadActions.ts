/** Texts of what supervisors do with a lead: actions, questions and results. */
import type { Catalogue } from './index.ts';

export const leadActionsText = {
  'action.requeue': { en: 'Queue now', ko: '지금 대기열에 추가' },
  'action.notSpam': { en: 'Not spam', ko: '스팸 아님' },
  'action.takeUp': { en: 'Reopen', ko: '다시 진행' },
  'action.call': { en: 'Call now', ko: '지금 전화' },
  'action.call.hint': {
    en: 'Moves the callback to now. It’s offered as soon as an agent is free and calling is permitted.',
    ko: '콜백을 지금으로 앞당깁니다. 전화할 수 있으면 상담원이 비는 즉시 배정됩니다.',
  },
  'action.cancel': { en: 'Cancel callback', ko: '콜백 취소' },
  'action.cancel.hint': {
    en: 'No one calls back, and the lead closes. The history keeps your name and the reason.',
    ko: '콜백 없이 리드가 종료됩니다. 이력에 이름과 사유가 남습니다.',
  },
  'action.reason': { en: 'Reason', ko: '사유' },
  'action.window': { en: 'Window (minutes)', ko: '허용 범위(분)' },
  'action.byWhom': { en: 'Agent', ko: '담당' },
  'action.anyone': { en: 'Anyone', ko: '미지정' },
  'action.chooseAgent': { en: 'Choose an agent', ko: '상담원 선택' },
  'action.release': { en: 'Release', ko: '배정 해제' },
  'action.close': { en: 'Close lead', ko: '리드 종료' },
  'action.doNotCall': { en: 'Do not call', ko: '수신 거부' },
  'action.doNotCall.hint': {
    en: 'Adds this number to the do-not-call list with your name. A call in progress continues. After that, we never call this number again.',
    ko: '처리한 사람의 이름과 함께 이 번호를 수신 거부 목록에 추가합니다. 진행 중인 통화는 계속되며, 이후에는 이 번호로 전화하지 않습니다.',
  },
  'action.doNotCall.asked': { en: 'The customer asked not to be called.', ko: '고객이 전화를 원하지 않는다고 함.' },
  'action.saleValue': { en: 'Correct value', ko: '계약 금액 수정' },
  'action.saleValue.hint': {
    en: 'The history keeps the earlier value. Leave the field empty if the value isn’t known.',
    ko: '이전 금액은 이력에 남습니다. 금액을 모르면 비워 두세요.',
  },
  'done.saleValue': { en: 'Value saved.', ko: '계약 금액을 저장했습니다.' },
  'action.callback': { en: 'Schedule callback', ko: '콜백 예약' },
  'action.reassign': { en: 'Reassign', ko: '재배정' },
  'action.reassign.absent': {
    en: '{name} can’t take it now ({where}). The lead waits up to {time} and isn’t offered to anyone else.',
    ko: '{name}님은 지금 받을 수 없습니다({where}). 최대 {time} 동안 다른 상담원에게 배정되지 않고 대기합니다.',
  },
  'action.reassign.sure': { en: 'Wait for {name}', ko: '{name}님 대기로 배정' },
  'action.note': { en: 'Add note', ko: '메모 추가' },
  'action.promised': { en: 'Callback scheduled for {when}.', ko: '콜백 예약: {when}' },
  'asked.full': {
    en: 'All calls at that time are taken. Free:',
    ko: '그 시간의 통화 예약이 모두 찼습니다. 가능한 시간:',
  },
  'asked.fullDays': {
    en: 'All calls around that time are taken. Choose another day.',
    ko: '그 시간대의 통화 예약이 모두 찼습니다. 다른 날을 선택하세요.',
  },
  'asked.outside-hours': {
    en: 'That’s outside calling hours (8 AM–9 PM where they are). The callback will be {when}.',
    ko: '통화 가능 시간이 아닙니다(현지 시각 오전 8시~오후 9시). 콜백은 {when}에 예약됩니다.',
  },
  'asked.closed': {
    en: 'We’re closed then. The callback will be {when}.',
    ko: '운영 시간이 아닙니다. 콜백은 {when}에 예약됩니다.',
  },
  'asked.too-many-attempts': {
    en: 'All attempts permitted within 24 hours will be used by then. The callback will be {when}.',
    ko: '24시간 내 허용된 시도 횟수를 모두 사용하게 됩니다. 콜백은 {when}에 예약됩니다.',
  },
  'asked.noPermittedTime': {
    en: 'Our business hours don’t overlap with this customer’s calling hours. The callback will be {when}, and supervisors get an alert.',
    ko: '운영 시간이 고객의 통화 가능 시간과 겹치지 않습니다. 콜백은 {when}에 예약되며 슈퍼바이저에게 알림이 갑니다.',
  },
  'asked.expired': {
    en: 'That’s past the callback’s time limit. Choose an earlier time.',
    ko: '콜백 유효 기간이 지난 시간입니다. 더 이른 시간을 선택하세요.',
  },
  'asked.no-number': {
    en: 'There’s no number to call. Close the lead with an outcome instead.',
    ko: '전화할 번호가 없습니다. 상담 결과를 선택해 종료하세요.',
  },
  'asked.not-in-service': {
    en: 'This number isn’t in service. Close the lead with an outcome instead.',
    ko: '없는 번호입니다. 상담 결과를 선택해 종료하세요.',
  },
  'asked.no-permission': {
    en: 'There’s no consent to call. Close the lead with an outcome instead.',
    ko: '전화 동의 기록이 없습니다. 상담 결과를 선택해 종료하세요.',
  },
  'asked.registry-listed': {
    en: 'This number is on the national do-not-call registry, and the inquiry is too old. Close the lead with an outcome instead.',
    ko: '전국 수신 거부 등록부에 있는 번호이며, 문의한 지 오래되었습니다. 상담 결과를 선택해 종료하세요.',
  },
  'asked.registry-unknown': {
    en: 'There’s no recent national do-not-call list for this area code, and the inquiry is too old. The callback will be {when}.',
    ko: '이 지역 번호의 최근 수신 거부 목록이 없고, 문의한 지 오래되었습니다. 콜백은 {when}에 예약됩니다.',
  },
  'asked.do-not-call': {
    en: 'This customer is on the do-not-call list. Close the lead with an outcome instead.',
    ko: '수신 거부 고객입니다. 상담 결과를 선택해 종료하세요.',
  },
  'done.call': { en: 'Callback moved to now.', ko: '콜백을 지금으로 앞당겼습니다.' },
  'done.callback': { en: 'Callback scheduled.', ko: '콜백을 예약했습니다.' },
  'done.cancel': { en: 'Callback canceled.', ko: '콜백을 취소했습니다.' },
  'done.close': { en: 'Lead closed.', ko: '리드를 종료했습니다.' },
  'done.doNotCall': { en: 'Number added to the do-not-call list.', ko: '수신 거부 목록에 추가했습니다.' },
  'done.merge': { en: 'Leads merged.', ko: '리드를 병합했습니다.' },
  'done.unmerge': { en: 'Merge undone.', ko: '병합을 취소했습니다.' },
  'done.notDuplicate': { en: 'Marked as not a duplicate.', ko: '중복 아님으로 표시했습니다.' },
  'done.note': { en: 'Note saved.', ko: '메모를 저장했습니다.' },
  'done.notSpam': { en: 'Marked as not spam.', ko: '스팸 아님으로 변경했습니다.' },
  'done.reassign': { en: 'Lead reassigned.', ko: '리드를 재배정했습니다.' },
  'done.release': { en: 'Lead released.', ko: '배정을 해제했습니다.' },
  'done.requeue': { en: 'Lead is in the queue.', ko: '대기열에 추가했습니다.' },
  'done.takeUp': { en: 'Lead reopened.', ko: '리드를 다시 진행합니다.' },
  'action.when': { en: 'When (your time)', ko: '시간(내 시간대)' },
  'action.whenTheirs': { en: 'Customer’s time: {when}', ko: '고객 현지 시각: {when}' },
  'action.outcome': { en: 'Outcome', ko: '상담 결과' },
  'action.agent': { en: 'Agent', ko: '상담원' },
  'action.requeue.hint': {
    en: 'The lead joins the queue now and is offered as soon as an agent is free.',
    ko: '지금 대기열에 추가되며 상담원이 비는 즉시 배정됩니다.',
  },
  'action.notSpam.hint': {
    en: 'This lead stays closed. Its inquiry moves to a new lead, or to the customer’s open one, and is routed as usual.',
    ko: '이 리드는 종료된 상태로 유지됩니다. 문의는 새 리드나 고객의 진행 중인 리드로 옮겨져 배정됩니다.',
  },
  'action.takeUp.hint': {
    en: 'This lead stays closed. Its content moves to a new lead, or to the customer’s open one, and is routed as usual if calling is permitted.',
    ko: '이 리드는 종료된 상태로 유지됩니다. 내용은 새 리드나 고객의 진행 중인 리드로 옮겨지고, 전화할 수 있으면 배정됩니다.',
  },
  'action.release.reserved': { en: 'Release to anyone', ko: '누구나 받도록 해제' },
  'action.release.reserved.hint': {
    en: 'The lead keeps its place in the queue and can be offered to anyone now.',
    ko: '대기 순서를 유지하며 지금부터 누구에게나 배정됩니다.',
  },
  'action.release.hint': {
    en: 'The owner loses the lead, and it returns to the queue.',
    ko: '담당자에게서 회수되어 대기열로 돌아갑니다.',
  },
} as const satisfies Catalogue;
