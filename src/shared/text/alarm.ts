/** Alerts, on the floor and in emails. */
import type { Catalogue } from './index.ts';

export const alarmText = {
  heading: { en: 'Alerts', ko: '알림' },
  empty: { en: 'Nothing needs attention', ko: '확인할 알림이 없습니다' },
  unattended: {
    en: '{count} waiting, no agent available',
    ko: '대기 고객 {count}명, 상담 가능한 상담원 없음',
  },
  none: { en: 'No alerts', ko: '알림 없음' },
  count: { en: { one: '{count} alert', other: '{count} alerts' }, ko: '알림 {count}건' },
  unseenCount: { en: '{count} new', ko: '미확인 {count}건' },
  seen: { en: 'Mark as seen', ko: '확인' },
  seenBy: { en: 'Seen by {name}', ko: '{name} 확인' },
  filter: { en: 'Show', ko: '표시' },
  all: { en: 'All kinds', ko: '모든 종류' },
  unseen: { en: 'Not seen', ko: '미확인' },
  someLead: { en: 'View lead', ko: '리드 보기' },
  unaccounted: { en: 'A lead is unaccounted for', ko: '누락이 의심되는 리드가 있습니다' },
  routingStopped: { en: 'Routing has stopped', ko: '배정이 중단되었습니다' },
  nodesApart: {
    en: 'Servers can’t reach each other: Redis isn’t responding',
    ko: '서버 간 연결이 끊겼습니다. Redis가 응답하지 않습니다',
  },
  waitingLong: { en: 'Waiting too long', ko: '대기 시간이 너무 깁니다' },
  supervisorsAsked: {
    en: 'No agent took this lead: it needs a supervisor',
    ko: '받은 상담원이 없어 슈퍼바이저의 확인이 필요합니다',
  },
  promiseOverdue: { en: 'A callback is overdue', ko: '콜백이 지연되고 있습니다' },
  suspectedSpam: { en: 'Possible spam', ko: '스팸으로 의심됩니다' },
  wrapUpOverdue: { en: 'An outcome is overdue', ko: '결과 입력이 지연되고 있습니다' },
  agentSilent: { en: 'A desk with a lead isn’t responding', ko: '리드를 처리 중인 상담 화면이 응답하지 않습니다' },
  noTelephone: {
    en: 'Callers are waiting, and no agent has a phone connected',
    ko: '전화 고객이 대기 중이지만 전화를 연결한 상담원이 없습니다',
  },
  overBudget: {
    en: 'Today’s call minutes are used up: outgoing calls are paused',
    ko: '오늘 통화 한도를 모두 사용해 발신이 중단되었습니다',
  },
  noPermittedTime: {
    en: 'Leads can’t be called: business hours don’t overlap with calling hours',
    ko: '운영 시간이 통화 가능 시간과 겹치지 않아 전화할 수 없는 리드가 있습니다',
  },
  hoursTableOld: {
    en: 'Calling hours were verified over a year ago: the strictest hours apply',
    ko: '통화 가능 시간을 확인한 지 1년이 넘어 가장 엄격한 시간이 적용됩니다',
  },
  hoursTableAging: {
    en: 'Calling hours must be verified soon: after a year, the strictest hours apply',
    ko: '통화 가능 시간을 곧 다시 확인해야 합니다. 1년이 지나면 가장 엄격한 시간이 적용됩니다',
  },
  hoursMissing: {
    en: 'A campaign calls a country without calling hours: the strictest hours apply',
    ko: '통화 가능 시간이 등록되지 않은 국가에 전화하는 캠페인이 있어 가장 엄격한 시간이 적용됩니다',
  },
  lawPage: { en: 'View calling law', ko: '통화 규정 보기' },
  mailStuck: { en: 'Email isn’t going out', ko: '이메일이 발송되지 않고 있습니다' },
  mailUndelivered: { en: 'Some emails couldn’t be delivered', ko: '전달하지 못한 이메일이 있습니다' },
  mailList: { en: 'View emails', ko: '이메일 보기' },

  'mail.unaccounted': {
    en: 'A lead is unaccounted for.',
    ko: '누락이 의심되는 리드가 있습니다.',
  },
  'mail.routingStopped': {
    en: 'Routing has stopped: a server’s clock is too far off from the database’s. If it’s off by more than a minute, that server won’t call or text anyone.',
    ko: '배정이 중단되었습니다. 서버 시계가 데이터베이스와 너무 다릅니다. 1분 넘게 차이 나면 그 서버에서는 전화와 문자를 보내지 않습니다.',
  },
  'mail.supervisorsAsked': {
    en: {
      one: 'No agent took a lead. Assign it from the floor.',
      other: 'No agent took {count} leads. Assign them from the floor.',
    },
    ko: '상담원이 받지 않은 리드가 {count}건 있습니다. 실시간 현황에서 배정하세요.',
  },
  'mail.nodesApart': {
    en: 'The servers can’t reach each other because Redis isn’t responding. Leads are still accepted and routed, but later than usual when the agent’s desk is connected to another server. Check Redis; no restart is needed.',
    ko: 'Redis가 응답하지 않아 서버 간 연결이 끊겼습니다. 리드는 계속 접수되고 배정되지만, 상담 화면이 다른 서버에 연결되어 있으면 평소보다 늦어질 수 있습니다. Redis를 확인하세요. 재시작은 필요하지 않습니다.',
  },
  'mail.waitingLong': {
    en: { one: 'A customer has been waiting too long.', other: '{count} customers have been waiting too long.' },
    ko: '고객 {count}명이 너무 오래 대기하고 있습니다.',
  },
  'mail.promiseOverdue': {
    en: { one: 'A callback is overdue.', other: '{count} callbacks are overdue.' },
    ko: '콜백 {count}건이 지연되고 있습니다.',
  },
  'mail.wrapUpOverdue': {
    en: { one: 'An outcome is overdue.', other: '{count} outcomes are overdue.' },
    ko: '상담 {count}건의 결과 입력이 지연되고 있습니다.',
  },
  'mail.agentSilent': {
    en: {
      one: 'A desk with a lead has stopped responding.',
      other: '{count} desks with leads have stopped responding.',
    },
    ko: '리드를 처리 중인 상담 화면 {count}개가 응답하지 않습니다.',
  },
  'mail.mailStuck': {
    en: 'Email hasn’t been going out for several minutes.',
    ko: '몇 분째 이메일이 발송되지 않고 있습니다.',
  },
  'mail.mailUndelivered': {
    en: 'Some emails couldn’t be delivered. Go to Admin → Email to see which and why, and to send them again.',
    ko: '전달하지 못한 이메일이 있습니다. 관리 → 이메일에서 이유를 확인하고 다시 보낼 수 있습니다.',
  },
  'mail.noTelephone': {
    en: 'Callers are waiting, and no agent on shift has a phone connected. Ask an agent to open their desk and connect one.',
    ko: '전화 고객이 대기 중이지만 근무 중인 상담원 중 전화를 연결한 사람이 없습니다. 상담 화면에서 전화를 연결하도록 요청하세요.',
  },
  'mail.overBudget': {
    en: {
      one: 'A campaign has used up today’s call minutes. Callers are still answered; outgoing calls are paused until tomorrow.',
      other:
        '{count} campaigns have used up today’s call minutes. Callers are still answered; outgoing calls are paused until tomorrow.',
    },
    ko: '캠페인 {count}개의 오늘 통화 한도를 모두 사용했습니다. 걸려 오는 전화는 계속 받지만 발신은 내일까지 중단됩니다.',
  },
  'mail.noPermittedTime': {
    en: {
      one: 'A campaign has leads that can’t be called because its business hours don’t overlap with their calling hours. Change its hours, or queue the leads yourself during calling hours.',
      other:
        '{count} campaigns have leads that can’t be called because their business hours don’t overlap with the calling hours. Change their hours, or queue the leads yourself during calling hours.',
    },
    ko: '캠페인 {count}개에 운영 시간이 통화 가능 시간과 겹치지 않아 전화할 수 없는 리드가 있습니다. 운영 시간을 변경하거나 통화 가능 시간에 직접 대기열에 추가하세요.',
  },
  'mail.hoursTableOld': {
    en: 'Some calling hours were last verified over a year ago. Until an administrator verifies them under Calling law, customers there are called only at hours permitted everywhere.',
    ko: '일부 통화 가능 시간을 확인한 지 1년이 넘었습니다. 관리자가 통화 규정에서 다시 확인할 때까지 해당 지역에는 모든 지역에서 허용되는 시간에만 전화합니다.',
  },
  'mail.hoursTableAging': {
    en: 'Some calling hours were last verified 11 months ago. Verify them under Calling law within 30 days. After that, customers there are called only at hours permitted everywhere.',
    ko: '일부 통화 가능 시간을 확인한 지 11개월이 지났습니다. 30일 안에 통화 규정에서 다시 확인하세요. 그 후에는 해당 지역에 모든 지역에서 허용되는 시간에만 전화합니다.',
  },
  'mail.hoursMissing': {
    en: {
      one: 'A campaign calls a country that has no calling hours. Its customers are called only at the strictest hours known. Add the country under Calling law.',
      other:
        'Campaigns call {count} countries that have no calling hours. Customers there are called only at the strictest hours known. Add the countries under Calling law.',
    },
    ko: '캠페인이 전화하는 국가 {count}곳에 통화 가능 시간이 등록되지 않았습니다. 해당 국가에는 가장 엄격한 시간에만 전화합니다. 통화 규정에서 국가를 추가하세요.',
  },
  'mail.suspectedSpam': {
    en: { one: 'An inquiry looks like spam.', other: '{count} inquiries look like spam.' },
    ko: '스팸으로 의심되는 문의가 {count}건 있습니다.',
  },
} as const satisfies Catalogue;
