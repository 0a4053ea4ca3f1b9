/** Validation messages about settings: what is wrong and how to fix it, one sentence per code. */
import type { SettingMistakeCode } from '../../core/vocabulary/mistake.ts';
import { adminMistakesFilesText } from './adminMistakesFiles.ts';
import { adminMistakesFiltersText } from './adminMistakesFilters.ts';
import { adminMistakesScoringText } from './adminMistakesScoring.ts';
import type { Text } from './index.ts';
import type { Language } from '../../core/vocabulary/language.ts';

export const adminMistakesText = {
  ...adminMistakesFilesText,
  ...adminMistakesFiltersText,
  ...adminMistakesScoringText,
  englishMissing: {
    en: 'Add the English text. It’s shown when there’s no text in another language.',
    ko: '영어 문구를 입력하세요. 다른 언어가 없을 때 표시됩니다.',
  },
  koreanMissing: {
    en: 'Callers can choose Korean, but the Korean text is missing. Add it, or offer English only.',
    ko: '한국어를 제공하지만 한국어 문구가 없습니다. 입력하거나 영어만 제공하세요.',
  },
  zoneUnknown: {
    en: 'Unknown time zone. Choose one by city, such as America/New_York or Asia/Seoul.',
    ko: '알 수 없는 시간대입니다. Asia/Seoul, America/New_York처럼 도시로 선택하세요.',
  },
  timeOutside: {
    en: 'Hours must be between 0:00 and 24:00. Split hours over midnight into two days.',
    ko: '시간은 하루의 0:00부터 24:00 사이여야 합니다. 자정을 넘기는 시간은 이틀로 나누어 입력하세요.',
  },
  timeBackwards: {
    en: 'These hours end before they start. Choose a later end, or split hours over midnight into two days.',
    ko: '종료 시각이 시작 시각보다 빠릅니다. 더 늦은 시각을 선택하거나 자정을 넘기는 시간은 이틀로 나누어 입력하세요.',
  },
  timesOverlap: {
    en: 'These hours overlap with others on the same day. Combine them.',
    ko: '같은 날의 다른 시간과 겹칩니다. 하나로 합치세요.',
  },
  dateTwice: { en: '{date} is listed twice. Remove one.', ko: '{date}이(가) 중복되어 있습니다. 하나를 삭제하세요.' },
  dateFar: {
    en: '{date} is more than two years from today. Choose a nearer date.',
    ko: '{date}은(는) 오늘부터 2년을 넘는 날짜입니다. 더 가까운 날짜를 선택하세요.',
  },
  scheduleEmpty: {
    en: 'This schedule has no hours, so customers could never book a call with this agent. Add hours, or turn the schedule off.',
    ko: '근무 시간이 없어 고객이 이 상담원의 통화를 예약할 수 없습니다. 시간을 추가하거나 근무 일정을 해제하세요.',
  },
  neverOpen: {
    en: 'With these hours and holidays, you’re never open in the next 60 days. Open at least once a week.',
    ko: '이 시간과 휴무일로는 앞으로 60일 동안 운영하는 날이 없습니다. 일주일에 한 번 이상 운영하세요.',
  },
  neverPermitted: {
    en: 'Customers in {country} can be called between 8 AM and 9 PM their time, and these hours ({zone}) never overlap. Change the hours, the time zone or the country.',
    ko: '{country} 고객에게는 현지 시각 오전 8시부터 오후 9시 사이에만 전화할 수 있는데, 이 운영 시간({zone})은 전혀 겹치지 않습니다. 운영 시간, 시간대 또는 국가를 변경하세요.',
  },
  hoursMissing: {
    en: 'The business has no hours yet. Set them first, or set hours for this campaign.',
    ko: '회사 운영 시간이 없습니다. 먼저 설정하거나 이 캠페인의 운영 시간을 설정하세요.',
  },
  hoursNeeded: {
    en: 'Some campaigns use these hours. Set hours for those campaigns first.',
    ko: '이 운영 시간을 사용하는 캠페인이 있습니다. 먼저 해당 캠페인의 운영 시간을 설정하세요.',
  },
  formKeyShape: {
    en: 'Use lowercase letters, digits and hyphens, up to 63 characters, such as solar-2027.',
    ko: '영문 소문자, 숫자, 하이픈으로 63자까지 입력하세요. 예: solar-2027',
  },
  formKeyTaken: {
    en: 'Another campaign uses this form address. Choose another one.',
    ko: '다른 캠페인이 사용하는 양식 주소입니다. 다른 주소를 선택하세요.',
  },
  formKeyInUse: {
    en: '“{formKey}” already has leads and published links, so it can’t change. Duplicate the campaign to get a new address.',
    ko: '‘{formKey}’(으)로 이미 리드가 들어왔고 링크가 공개되어 변경할 수 없습니다. 새 주소가 필요하면 캠페인을 복제하세요.',
  },
  originShape: {
    en: 'Enter https:// and the site’s name without a path, such as https://shop.example.',
    ko: 'https://shop.example처럼 경로 없이 https://와 사이트 이름만 입력하세요.',
  },
  twice: {
    en: '“{value}” is used twice. Change one.',
    ko: '‘{value}’이(가) 중복되어 있습니다. 하나를 변경하세요.',
  },
  fieldNameShape: {
    en: 'Start with a lowercase letter and use letters, digits and _ only, up to 40 characters, such as roof_size.',
    ko: '영문 소문자로 시작하고 영문, 숫자, _만 40자까지 입력하세요. 예: roof_size',
  },
  fieldNameReserved: {
    en: 'Every form already has “{name}”. Choose another name.',
    ko: '‘{name}’은(는) 모든 양식에 있는 이름입니다. 다른 이름을 선택하세요.',
  },
  choiceCode: {
    en: 'Use letters, digits, _ and - only, up to 64 characters, such as within_a_year.',
    ko: '영문, 숫자, _, -만 64자까지 입력하세요. 예: within_a_year',
  },
  choicesMissing: {
    en: 'There’s nothing to choose from. Add a choice, or make this a text field.',
    ko: '선택 항목이 없습니다. 항목을 추가하거나 텍스트로 변경하세요.',
  },
  minAboveMax: {
    en: 'The minimum is greater than the maximum. Swap them.',
    ko: '최솟값이 최댓값보다 큽니다. 서로 바꾸세요.',
  },
  teamUnknown: {
    en: 'This team no longer exists. Remove it, or choose another one.',
    ko: '존재하지 않는 팀입니다. 삭제하거나 다른 팀을 선택하세요.',
  },
  teamEmpty: {
    en: 'No active person in “{team}” takes leads. Add someone first, or remove the team.',
    ko: '‘{team}’ 팀에 리드를 받는 활성 상담원이 없습니다. 먼저 상담원을 추가하거나 팀을 삭제하세요.',
  },
  siteUnknown: {
    en: 'This site no longer exists. Remove it, or choose another one.',
    ko: '존재하지 않는 근무지입니다. 삭제하거나 다른 근무지를 선택하세요.',
  },
  siteNobody: {
    en: 'No agent at these sites can take these leads. Set the site of agents who can, choose other sites, or don’t require the site in a step.',
    ko: '이 근무지에는 이 리드를 받을 수 있는 상담원이 없습니다. 상담원의 근무지를 지정하거나, 다른 근무지를 선택하거나, 단계에서 근무지를 요구하지 않도록 하세요.',
  },
  skillUnknown: {
    en: 'This skill no longer exists. Remove it, or choose another one.',
    ko: '존재하지 않는 스킬입니다. 삭제하거나 다른 스킬을 선택하세요.',
  },
  skillLevel: {
    en: 'Enter a level from {least} to {most}.',
    ko: '{least}부터 {most}까지의 수준을 입력하세요.',
  },
  skillNobody: {
    en: 'No eligible agent has “{skill}” at level {level} or above, and no routing step waives it. Add the skill to an agent, lower the level, or waive skills in a later step.',
    ko: '‘{skill}’ {level} 수준 이상인 상담원이 없고 스킬을 요구하지 않는 배정 단계도 없습니다. 상담원에게 스킬을 추가하거나, 수준을 낮추거나, 이후 단계에서 스킬을 요구하지 않도록 설정하세요.',
  },
  skillsNobody: {
    en: 'No eligible agent has all of these skills, and no routing step waives them. Add the skills to an agent, require less, or waive skills in a later step.',
    ko: '이 스킬을 모두 갖춘 상담원이 없고 스킬을 요구하지 않는 배정 단계도 없습니다. 상담원에게 스킬을 추가하거나, 요구 조건을 줄이거나, 이후 단계에서 스킬을 요구하지 않도록 설정하세요.',
  },
  placeholderUnknown: {
    en: {
      one: '{unknown} isn’t a lead field. Available: {known}.',
      other: '{unknown} aren’t lead fields. Available: {known}.',
    },
    ko: '{unknown}: 리드에 없는 항목입니다. 사용할 수 있는 항목: {known}',
  },
  stepsMissing: {
    en: 'Add at least one step, starting at 0 seconds.',
    ko: '0초에 시작하는 단계를 하나 이상 추가하세요.',
  },
  firstStepLate: { en: 'The first step must start at 0 seconds.', ko: '첫 단계는 0초에 시작해야 합니다.' },
  stepsUnsorted: {
    en: 'This step must start later than the one above it.',
    ko: '앞 단계보다 늦게 시작해야 합니다.',
  },
  stepAfterGiveUp: {
    en: 'The wait ends before this step starts. Choose an earlier time, or a longer wait.',
    ko: '이 단계 전에 대기가 끝납니다. 더 이른 시간을 선택하거나 대기 시간을 늘리세요.',
  },
  stepNobody: {
    en: 'This step reaches no one: no agent in these teams and at these sites has these skills. Require less, add a team, or remove the step.',
    ko: '이 단계에서는 아무에게도 배정되지 않습니다. 이 팀과 근무지에 해당 스킬을 가진 상담원이 없습니다. 요구 조건을 줄이거나, 팀을 추가하거나, 단계를 삭제하세요.',
  },
  between: { en: 'Enter a value from {least} to {most}.', ko: '{least}부터 {most} 사이로 입력하세요.' },
  betweenSeconds: { en: 'Choose {least} to {most} seconds.', ko: '{least}초부터 {most}초 사이로 입력하세요.' },
  betweenMinutes: { en: 'Choose {least} to {most} minutes.', ko: '{least}분부터 {most}분 사이로 입력하세요.' },
  betweenHours: { en: 'Choose {least} to {most} hours.', ko: '{least}시간부터 {most}시간 사이로 입력하세요.' },
  seenTooLong: {
    en: 'A desk must confirm an offer before it expires. Choose less than the offer time.',
    ko: '배정 시간이 끝나기 전에 상담 화면이 확인해야 합니다. 배정 시간보다 짧게 입력하세요.',
  },
  nobodyTooLong: {
    en: 'This is longer than the whole wait. Choose a shorter time.',
    ko: '전체 대기 시간보다 깁니다. 더 짧게 입력하세요.',
  },
  patienceTooLong: {
    en: 'The lead would become a callback before anyone else gets it. Choose a shorter time.',
    ko: '다른 상담원에게 배정되기 전에 콜백으로 전환됩니다. 더 짧게 입력하세요.',
  },
  preferWaived: {
    en: 'This step no longer requires it, so it can’t be preferred. Uncheck one of the two.',
    ko: '이 단계에서 더 이상 요구하지 않으므로 우선 조건으로 지정할 수 없습니다. 둘 중 하나를 선택 해제하세요.',
  },
  preferTeamsAlone: {
    en: 'Only the lead’s own teams get it in this step. Add teams that get it while no one there is free.',
    ko: '이 단계에서는 원래 팀에만 배정됩니다. 원래 팀에 상담 가능한 상담원이 없을 때 받을 팀을 추가하세요.',
  },
  patienceIdle: {
    en: 'No effect: only “Last agent” waits for an agent.',
    ko: '효과 없음: ‘이전 담당자 우선’에서만 담당자를 기다립니다.',
  },
  thenIdle: {
    en: 'No effect: only “Last agent” has a second order.',
    ko: '효과 없음: ‘이전 담당자 우선’에서만 두 번째 순서를 사용합니다.',
  },
  weightsIdle: {
    en: 'No effect: only round robin uses weights.',
    ko: '효과 없음: 가중치는 순번제에서만 사용됩니다.',
  },
  weightsEven: {
    en: 'No effect: a weight of 1 is the same as none.',
    ko: '효과 없음: 가중치 1은 가중치가 없는 것과 같습니다.',
  },
  weightElsewhere: {
    en: 'No effect: this agent gets none of these leads.',
    ko: '효과 없음: 이 상담원은 이 리드를 배정받지 않습니다.',
  },
  orderNoSkills: {
    en: 'No effect: no skills are required, so everyone ranks the same and a draw decides.',
    ko: '효과 없음: 필요한 스킬이 없어 모두 동순위이며 추첨으로 정해집니다.',
  },
  orderEveryone: {
    en: 'No effect: every step offers the lead to everyone at once.',
    ko: '효과 없음: 모든 단계에서 모두에게 동시에 배정됩니다.',
  },
  skillsWaived: {
    en: 'No effect: every step waives the skills. Require them in the first step, or only prefer them.',
    ko: '효과 없음: 모든 단계에서 스킬을 요구하지 않습니다. 첫 단계에서 요구하거나 우선 조건으로 지정하세요.',
  },
  sitesWaived: {
    en: 'No effect: every step waives the site. Require it in the first step, or only prefer it.',
    ko: '효과 없음: 모든 단계에서 근무지를 요구하지 않습니다. 첫 단계에서 요구하거나 우선 조건으로 지정하세요.',
  },
  siteEmpty: {
    en: 'No effect: no one who gets these leads works at this site.',
    ko: '효과 없음: 이 근무지에는 이 리드를 배정받는 상담원이 없습니다.',
  },
  stepTeamsIdle: {
    en: 'No effect: the lead has no teams of its own, so it already goes to every agent.',
    ko: '효과 없음: 원래 팀이 지정되지 않아 이미 모든 상담원에게 배정됩니다.',
  },
  stepTeamsOwn: {
    en: 'No effect: these teams already get the lead.',
    ko: '효과 없음: 이미 이 리드를 배정받는 팀입니다.',
  },
  preferNoSkills: {
    en: 'No effect: no skills are required, so none can be preferred.',
    ko: '효과 없음: 필요한 스킬이 없어 우선 조건으로 적용할 스킬이 없습니다.',
  },
  preferNoSites: {
    en: 'No effect: no sites are required, so none can be preferred.',
    ko: '효과 없음: 지정된 근무지가 없어 우선 조건으로 적용할 근무지가 없습니다.',
  },
  preferNoTeams: {
    en: 'No effect: this step adds no other teams to come second.',
    ko: '효과 없음: 이 단계에서 추가되는 다른 팀이 없습니다.',
  },
  preferNobody: {
    en: 'No effect: no one whom this step reaches has all of this, so it’s always waived.',
    ko: '효과 없음: 이 단계에서 배정받는 상담원 중 우선 조건을 모두 갖춘 사람이 없습니다.',
  },
  stepSame: {
    en: 'No effect: the step above does the same.',
    ko: '효과 없음: 앞 단계와 같습니다.',
  },
  limitHourIdle: {
    en: 'Hardly any effect: the daily limit of {perDay} is reached first, except in the first hour of a day.',
    ko: '효과가 거의 없음: 하루가 시작된 첫 한 시간을 제외하면 하루 한도({perDay}건)에 먼저 도달합니다.',
  },
  nobodySame: {
    en: 'No effect: it’s the same as the whole wait.',
    ko: '효과 없음: 전체 대기 시간과 같습니다.',
  },
  speedAlone: {
    en: 'No effect on routing: there’s no later step to start sooner. It’s only measured.',
    ko: '배정에는 효과 없음: 앞당길 다음 단계가 없어 측정만 합니다.',
  },
  scoreNone: {
    en: 'No effect: these leads aren’t scored. Add a score, or turn the model on.',
    ko: '효과 없음: 이 캠페인의 리드에는 점수가 없습니다. 점수를 추가하거나 모델을 켜세요.',
  },
  scoreNever: {
    en: 'This rule never applies: these leads aren’t scored. Add a score, or turn the model on.',
    ko: '적용되지 않는 규칙: 이 캠페인의 리드에는 점수가 없습니다. 점수를 추가하거나 모델을 켜세요.',
  },
  conditionAll: {
    en: 'No effect: every lead meets this condition.',
    ko: '효과 없음: 모든 리드가 충족하는 조건입니다.',
  },
  ruleNothing: {
    en: 'No effect: the rule doesn’t change who gets the lead, the order or the steps.',
    ko: '효과 없음: 배정 대상, 순서, 단계를 바꾸지 않는 규칙입니다.',
  },
  ruleAlways: {
    en: 'This rule would match every lead. Add a condition, or remove it and change the campaign instead.',
    ko: '모든 리드에 적용되는 규칙입니다. 조건을 추가하거나, 규칙을 삭제하고 캠페인 설정을 변경하세요.',
  },
  ruleHidden: {
    en: 'The earlier rule “{rule}” already applies to all of these leads, so this one never does. Move it up, change it, or remove it.',
    ko: '앞의 규칙 ‘{rule}’이(가) 이 리드에 모두 적용되므로 이 규칙은 적용되지 않습니다. 위로 옮기거나 변경하거나 삭제하세요.',
  },
  ruleNobody: {
    en: 'No one in these teams and at these sites has these skills. Choose others, or require less in a step.',
    ko: '이 팀과 근무지에 해당 스킬을 가진 상담원이 없습니다. 다르게 선택하거나 단계의 요구 조건을 줄이세요.',
  },
  ruleStepNobody: {
    en: 'Step {step} reaches no one: no agent in these teams and at these sites has these skills. Choose others, or give this rule its own steps.',
    ko: '{step}번째 단계에서는 아무에게도 배정되지 않습니다. 이 팀과 근무지에 해당 스킬을 가진 상담원이 없습니다. 다르게 선택하거나 이 규칙에 별도의 단계를 설정하세요.',
  },
  languageNobody: {
    en: 'In some steps, no agent who gets these leads speaks this language. Add the language to an agent, or waive it in those steps.',
    ko: '이 언어로 상담할 수 있는 상담원이 없는 단계가 있습니다. 상담원에게 언어를 추가하거나 단계에서 언어를 요구하지 않도록 설정하세요.',
  },
  attemptsADay: {
    en: 'Enter 1 to {most} attempts in 24 hours (rule P4).',
    ko: '24시간에 1회부터 {most}회까지 가능합니다(규칙 P4).',
  },
  attemptsTooDense: {
    en: 'These delays allow more than {most} attempts in 24 hours (rule P4). Make some longer.',
    ko: '이 간격이면 24시간에 {most}회를 넘습니다(규칙 P4). 간격을 늘리세요.',
  },
  lifeTooShort: {
    en: 'The last attempt would come after {hours} hours, when the callback has already expired. Keep callbacks longer, or make fewer attempts.',
    ko: '마지막 시도가 {hours}시간 뒤라 콜백 유효 기간이 이미 지납니다. 유효 기간을 늘리거나 시도 횟수를 줄이세요.',
  },
  delaysMissing: {
    en: 'Add a delay between attempts.',
    ko: '시도 간격을 추가하세요.',
  },
  stepUnknown: {
    en: 'Choose the step that follows.',
    ko: '다음 단계를 선택하세요.',
  },
  stepUnreached: {
    en: 'No answer leads to this step. Link an answer to it, or remove it.',
    ko: '이 단계로 이어지는 답변이 없습니다. 답변을 연결하거나 단계를 삭제하세요.',
  },
  stepEndless: {
    en: 'From here the script never ends. Link an answer to a step without answers.',
    ko: '여기서는 스크립트가 끝나지 않습니다. 답변이 없는 단계로 이어지는 답변을 추가하세요.',
  },
  surveyTooMany: {
    en: 'At most {limit} questions can be in use. Retire one.',
    ko: '질문은 {limit}개까지 가능합니다. 하나를 사용 중지하세요.',
  },
  surveyTooManyChoices: {
    en: 'At most {limit} choices can be in use. Retire one.',
    ko: '사용 중인 보기는 {limit}개까지 가능합니다. 하나를 사용 중지하세요.',
  },
  surveyFull: {
    en: 'At most {limit} are kept, retired ones included. Duplicate the campaign to start over.',
    ko: '사용 중지한 것을 포함해 {limit}개까지 보관됩니다. 새로 시작하려면 캠페인을 복제하세요.',
  },
  surveyKind: {
    en: 'The type of a saved question can’t change once the campaign has leads, because they may have answers of that type. Retire it and add another.',
    ko: '캠페인에 리드가 있으면 그 유형의 답변이 있을 수 있으므로 저장한 질문의 유형은 바꿀 수 없습니다. 사용 중지한 뒤 새로 추가하세요.',
  },
  reasonUnknown: {
    en: 'This reason is no longer in use. Choose another one.',
    ko: '더 이상 사용하지 않는 사유입니다. 다른 사유를 선택하세요.',
  },
  awayReasonMissing: {
    en: 'Keep at least one reason in use.',
    ko: '사용 중인 사유가 하나 이상 있어야 합니다.',
  },
  awayReasonsTooMany: {
    en: 'At most {limit} reasons can be in use. Retire one.',
    ko: '사용 중인 사유는 {limit}개까지 가능합니다. 하나를 사용 중지하세요.',
  },
  outcomesTooMany: {
    en: 'Agents choose by key, so at most {limit} can be in use. Retire one.',
    ko: '상담원은 키로 선택하므로 사용 중인 결과는 {limit}개까지 가능합니다. 하나를 사용 중지하세요.',
  },
  outcomeUnknown: {
    en: 'This outcome is no longer on the list. Reload the page.',
    ko: '목록에 없는 결과입니다. 페이지를 새로 고치세요.',
  },
  outcomeMeaning: {
    en: 'An outcome’s meaning can’t change, because leads already use it. Retire it and add another.',
    ko: '이미 사용한 리드가 있으므로 결과의 의미는 바꿀 수 없습니다. 사용 중지한 뒤 새로 추가하세요.',
  },
  outcomeNeeded: {
    en: 'The law requires “Do not call”. You can reword it, but keep it in use.',
    ko: '‘수신 거부’는 법에 따라 필요합니다. 문구는 바꿀 수 있지만 계속 사용해야 합니다.',
  },
  outcomesMissing: {
    en: 'Offer at least one outcome, so that agents can close leads.',
    ko: '상담원이 리드를 종료할 수 있도록 상담 결과를 하나 이상 선택하세요.',
  },
  agentLanguages: {
    en: 'Choose at least one language.',
    ko: '상담 언어를 하나 이상 선택하세요.',
  },
  phoneUnread: {
    en: 'Enter a phone number, with its country code if it’s from another country.',
    ko: '전화번호를 입력하세요. 다른 나라 번호는 국가 번호부터 입력하세요.',
  },
  numberShape: {
    en: 'Enter a phone number with its country code and no spaces, such as {example}.',
    ko: '국가 번호를 포함해 공백 없이 전화번호를 입력하세요. 예: {example}',
  },
  numberTaken: {
    en: 'Another campaign uses this number. Remove it there first.',
    ko: '다른 캠페인이 사용하는 번호입니다. 먼저 해당 캠페인에서 삭제하세요.',
  },
  sourceShape: {
    en: 'Name the source in up to {most} characters.',
    ko: '유입 경로 이름을 {most}자 이내로 입력하세요.',
  },
  numbersMissing: {
    en: 'Add the number that callers dial.',
    ko: '고객이 거는 번호를 추가하세요.',
  },
  beginningShape: {
    en: 'Enter a number or its first digits with the country code, such as +1900.',
    ko: '번호나 앞자리를 국가 번호와 함께 입력하세요. 예: +1900',
  },
  beginningWide: {
    en: '{beginning} would block callers from all over the campaign’s own country ({code}). Enter at least two digits after {code}.',
    ko: '{beginning}(으)로 입력하면 캠페인 국가({code})의 고객 전화까지 차단됩니다. {code} 뒤에 두 자리 이상 입력하세요.',
  },
  countriesMissing: {
    en: 'Add the countries you call.',
    ko: '전화할 국가를 추가하세요.',
  },
  soundAddress: {
    en: 'Enter an audio file URL that starts with https://.',
    ko: 'https://로 시작하는 음성 파일 주소를 입력하세요.',
  },
  languagesMissing: {
    en: 'Choose at least one language for callers.',
    ko: '고객에게 제공할 언어를 하나 이상 선택하세요.',
  },
  keyShape: { en: 'Enter one digit from 0 to 9.', ko: '0부터 9까지의 숫자 하나를 입력하세요.' },
  keyTwice: {
    en: 'Another choice of this question uses this key. Choose another one.',
    ko: '이 질문의 다른 항목이 사용하는 버튼입니다. 다른 버튼을 선택하세요.',
  },
  interestUnknown: {
    en: 'This interest is no longer in the campaign. Choose another one.',
    ko: '캠페인에 없는 관심 사항입니다. 다른 항목을 선택하세요.',
  },
  fieldUnknown: {
    en: 'This field is no longer in the campaign. Choose another one.',
    ko: '캠페인에 없는 항목입니다. 다른 항목을 선택하세요.',
  },
  answerUnfit: {
    en: 'The form field doesn’t accept this answer. Enter one it accepts.',
    ko: '양식 항목에 맞지 않는 답입니다. 항목에 맞게 입력하세요.',
  },
  waitOver: {
    en: 'It would be a callback by now: these leads wait at most {seconds} seconds. Enter less.',
    ko: '이미 콜백으로 전환되었을 리드입니다. 대기 시간은 {seconds}초까지입니다. 더 짧게 입력하세요.',
  },
  hoursNone: {
    en: 'These hours start and end at the same time. Choose another end; one before the start is on the next day.',
    ko: '시작과 종료 시각이 같습니다. 다른 종료 시각을 선택하세요. 시작보다 빠르면 다음 날까지입니다.',
  },
  rangeAbove: {
    en: 'The form accepts at most {most}, so this never applies. Choose a lower value.',
    ko: '양식에서 {most}까지만 입력할 수 있어 적용되지 않습니다. 더 작은 값을 입력하세요.',
  },
  rangeBelow: {
    en: 'The form accepts at least {least}, so this never applies. Choose a higher value.',
    ko: '양식에서 {least} 이상만 입력할 수 있어 적용되지 않습니다. 더 큰 값을 입력하세요.',
  },
  answerNever: {
    en: 'The field never has the answer “{value}”, so this never applies. Choose a possible answer, or remove it.',
    ko: '이 항목에는 ‘{value}’(이)라는 답이 없어 적용되지 않습니다. 가능한 답을 선택하거나 삭제하세요.',
  },
  placeUnknown: {
    en: '{place} isn’t a country, or a US state or Canadian province. Enter a code such as KR, US-CA or CA-ON.',
    ko: '{place}은(는) 국가나 미국 주, 캐나다 주의 코드가 아닙니다. KR, US-CA, CA-ON과 같은 코드를 입력하세요.',
  },
  interestAsked: {
    en: 'Callers can still choose {value} by key. Remove it from this campaign’s calls first, or keep it here.',
    ko: '고객이 전화에서 버튼으로 {value}을(를) 선택할 수 있습니다. 먼저 이 캠페인의 전화 설정에서 삭제하거나 그대로 두세요.',
  },
  fieldAsked: {
    en: 'A key in this campaign’s calls still fills in {value}. Change the calls first, or keep the field.',
    ko: '전화의 버튼이 {value} 항목을 채웁니다. 먼저 이 캠페인의 전화 설정을 변경하거나 항목을 그대로 두세요.',
  },
} as const satisfies Readonly<Record<SettingMistakeCode, Readonly<Record<Language, Text>>>>;
