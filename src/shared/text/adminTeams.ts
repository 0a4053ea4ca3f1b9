/** Teams, skills and sites. */
import type { Catalogue } from './index.ts';

export const adminTeamsText = {
  title: { en: 'Teams, skills and sites', ko: '팀·스킬·근무지' },
  intro: {
    en: 'A campaign’s leads go only to its teams. Skills have levels from 1 to 5, and a campaign sets the minimum. A site is where agents work: a center, at home, a partner.',
    ko: '캠페인의 리드는 지정한 팀에만 배정됩니다. 스킬은 1~5 수준이 있으며 캠페인에서 최소 수준을 정합니다. 근무지는 센터, 재택, 협력사처럼 상담원이 일하는 곳입니다.',
  },
  teams: { en: 'Teams', ko: '팀' },
  skills: { en: 'Skills', ko: '스킬' },
  sites: { en: 'Sites', ko: '근무지' },
  'teams.none': {
    en: 'No teams: every agent is offered every lead.',
    ko: '팀이 없으면 모든 상담원이 모든 리드를 배정받습니다.',
  },
  'skills.none': { en: 'No skills yet', ko: '아직 스킬이 없습니다' },
  'sites.none': {
    en: 'No sites: routing doesn’t ask where agents work.',
    ko: '근무지가 없으면 배정할 때 근무지를 따지지 않습니다.',
  },
  'teams.new': { en: 'New team', ko: '새 팀' },
  'skills.new': { en: 'New skill', ko: '새 스킬' },
  'sites.new': { en: 'New site', ko: '새 근무지' },
  add: { en: 'Add', ko: '추가' },
  rename: { en: 'Rename', ko: '이름 변경' },
  'rename.item': { en: 'Rename: {name}', ko: '이름 변경: {name}' },
  'rename.to': { en: 'New name for {name}', ko: '{name}의 새 이름' },
  remove: { en: 'Remove', ko: '삭제' },
  'remove.title': { en: 'Remove “{name}”?', ko: '‘{name}’을(를) 삭제할까요?' },
  'remove.body': {
    en: 'No one uses it. You can create it again later.',
    ko: '사용하는 곳이 없습니다. 나중에 다시 만들 수 있습니다.',
  },
  'remove.used': {
    en: 'It’s in use. Remove it from these first:',
    ko: '사용 중입니다. 먼저 다음에서 삭제하세요.',
  },
  people: { en: { one: '{count} person', other: '{count} people' }, ko: '{count}명' },
  campaigns: { en: { one: '{count} campaign', other: '{count} campaigns' }, ko: '캠페인 {count}개' },
  unused: { en: 'not used', ko: '사용 안 함' },
} as const satisfies Catalogue;
