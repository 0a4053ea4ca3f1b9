/** Alarms, on the floor and in mails. */
import type { Catalogue } from './index.ts';

export const alarmText = {
  heading: { en: 'Alarms', ko: '알림' },
  empty: { en: 'The list is empty.', ko: '목록이 비어 있습니다.' },
  unattended: {
    en: { one: '{count} person waits, nobody available', other: '{count} people wait, nobody available' },
    ko: '고객 {count}명 대기, 가능한 상담원 없음',
  },
  none: { en: 'No alarms', ko: '알림 없음' },
  count: { en: { one: '{count} alarm', other: '{count} alarms' }, ko: '알림 {count}건' },
  unseenCount: { en: '{count} not seen yet', ko: '미확인 {count}건' },
  seen: { en: 'I’ve seen it', ko: '확인' },
  seenBy: { en: 'seen by {name}', ko: '{name} 확인' },
  filter: { en: 'Show', ko: '표시' },
  all: { en: 'All kinds', ko: '모든 종류' },
  unseen: { en: 'Not seen yet', ko: '미확인' },
  someLead: { en: 'the lead', ko: '리드' },
  unaccounted: { en: 'A lead is unaccounted for', ko: '확인되지 않은 리드가 있습니다' },
  routingStopped: { en: 'Routing has stopped', ko: '배정이 멈췄습니다' },
  nodesApart: {
    en: 'The servers cannot hear each other: Redis does not answer',
    ko: '서버들이 서로 연결되지 않습니다. Redis가 응답하지 않습니다',
  },
  waitingLong: { en: 'Waits too long', ko: '너무 오래 대기 중' },
  promiseOverdue: { en: 'A promise was not kept in time', ko: '약속한 시간이 지났습니다' },
  suspectedSpam: { en: 'Looks like spam: is it?', ko: '스팸으로 보입니다. 확인해 주세요' },
  wrapUpOverdue: { en: 'An outcome is overdue', ko: '결과 입력이 늦어지고 있습니다' },
  agentSilent: { en: 'A desk with a lead does not answer', ko: '리드를 가진 상담석이 응답하지 않습니다' },
  noTelephone: {
    en: 'Callers wait, and nobody on shift has a telephone',
    ko: '전화 고객이 기다리는데 전화가 연결된 상담원이 없습니다',
  },
  overBudget: {
    en: 'The day’s minutes are used up: nobody is dialled',
    ko: '오늘의 통화 시간을 모두 사용해 발신이 멈췄습니다',
  },
  noPermittedTime: {
    en: 'Leads cannot be called: the opening hours never meet the permitted ones',
    ko: '운영 시간이 전화 가능 시간과 겹치지 않아 전화할 수 없는 리드가 있습니다',
  },
  hoursTableOld: {
    en: 'The table of calling hours is more than a year old: the strictest of it apply',
    ko: '전화 가능 시간표가 1년이 넘어 가장 엄격한 시간이 적용됩니다',
  },
  mailStuck: { en: 'Mail is not leaving', ko: '메일이 발송되지 않고 있습니다' },
  mailUndelivered: { en: 'Mails could not be delivered', ko: '전달하지 못한 메일이 있습니다' },
  mailList: { en: 'Which, and why', ko: '메일과 이유 보기' },

  'mail.unaccounted': {
    en: 'A lead is unaccounted for: the law of conservation is broken.',
    ko: '확인되지 않은 리드가 있습니다. 보존 법칙이 깨졌습니다.',
  },
  'mail.routingStopped': {
    en: 'Routing has stopped: a server’s clock differs too much from the database’s.',
    ko: '배정이 멈췄습니다. 서버 시계가 데이터베이스와 너무 다릅니다.',
  },
  'mail.nodesApart': {
    en: 'The servers cannot hear each other because Redis does not answer. Leads are still taken and offered, later than usual where the agent’s desk is connected to another server. Check Redis; nothing needs a restart.',
    ko: 'Redis가 응답하지 않아 서버들이 서로 연결되지 않습니다. 리드는 계속 접수되고 배정되지만, 상담석이 다른 서버에 연결되어 있으면 평소보다 늦어질 수 있습니다. Redis를 확인해 주세요. 재시작은 필요하지 않습니다.',
  },
  'mail.waitingLong': {
    en: { one: 'Somebody waits longer than they should.', other: '{count} people wait longer than they should.' },
    ko: '고객 {count}명이 너무 오래 기다리고 있습니다.',
  },
  'mail.promiseOverdue': {
    en: { one: 'A promised call was not made in time.', other: '{count} promised calls were not made in time.' },
    ko: '약속한 회신 {count}건이 제때 이루어지지 않았습니다.',
  },
  'mail.wrapUpOverdue': {
    en: {
      one: 'The outcome of a conversation is overdue.',
      other: 'The outcomes of {count} conversations are overdue.',
    },
    ko: '상담 {count}건의 결과 입력이 늦어지고 있습니다.',
  },
  'mail.agentSilent': {
    en: {
      one: 'A desk that has a lead has stopped answering.',
      other: '{count} desks that have a lead have stopped answering.',
    },
    ko: '리드를 가진 상담석 {count}곳이 응답하지 않습니다.',
  },
  'mail.mailStuck': { en: 'Mail has not been leaving for some minutes.', ko: '몇 분째 메일이 발송되지 않고 있습니다.' },
  'mail.mailUndelivered': {
    en: 'Mails could not be delivered. The administration’s list of mails says which and why, and sends them again.',
    ko: '전달하지 못한 메일이 있습니다. 관리 화면의 메일 목록에서 어떤 메일인지와 이유를 확인하고 다시 보낼 수 있습니다.',
  },
  'mail.noTelephone': {
    en: 'Callers are waiting, and nobody on shift has a telephone connected. Ask somebody to open the desk and connect one.',
    ko: '전화 고객이 기다리고 있지만 근무 중인 상담원 누구에게도 전화가 연결되어 있지 않습니다. 상담석에서 전화를 연결하도록 해 주세요.',
  },
  'mail.overBudget': {
    en: {
      one: 'A campaign’s telephone minutes for today are used up. Callers are still served; nobody is dialled until tomorrow.',
      other:
        'The telephone minutes of {count} campaigns for today are used up. Callers are still served; nobody is dialled until tomorrow.',
    },
    ko: '캠페인 {count}개의 오늘 통화 시간을 모두 사용했습니다. 걸려 오는 전화는 계속 받지만 내일까지 전화를 걸지 않습니다.',
  },
  'mail.noPermittedTime': {
    en: {
      one: 'A campaign has leads that cannot be called, because its opening hours never meet the hours in which they may be. Change its hours, or put the leads into the queue by hand while it is a permitted hour.',
      other:
        '{count} campaigns have leads that cannot be called, because their opening hours never meet the hours in which they may be. Change their hours, or put the leads into the queue by hand while it is a permitted hour.',
    },
    ko: '캠페인 {count}개에 운영 시간이 전화 가능 시간과 겹치지 않아 전화할 수 없는 리드가 있습니다. 운영 시간을 바꾸거나, 전화 가능한 시간에 직접 대기열에 넣어 주세요.',
  },
  'mail.hoursTableOld': {
    en: 'The table of permitted calling hours was last read more than a year ago. Until Leadbell is updated, people are called only at hours that every row of it permits.',
    ko: '전화 가능 시간표를 확인한 지 1년이 넘었습니다. Leadbell을 업데이트할 때까지 모든 지역에서 허용되는 시간에만 전화합니다.',
  },
  'mail.suspectedSpam': {
    en: { one: 'One inquiry looks like spam.', other: '{count} inquiries look like spam.' },
    ko: '스팸으로 보이는 문의가 {count}건 있습니다.',
  },
} as const satisfies Catalogue;
