import { expect, test } from '@jest/globals';
import { PASSED_OVER_REASONS, PREFERRED, RANKED_BEHIND } from '../../src/core/routing/decision.ts';
import { waitReasonOf } from '../../src/core/routing/waitReason.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { decisionText } from '../../src/shared/text/decision.ts';
import { translator } from '../../src/shared/text/index.ts';
import { whyText } from '../../src/shared/text/why.ts';
import type { PassedOverLead } from '../../src/shared/whyNotMe.ts';
import { changeOf, reasonOf } from '../../src/web/why/whySentences.ts';

const said = (lead: Partial<PassedOverLead> & Pick<PassedOverLead, 'reason'>, language: 'en' | 'ko' = 'en') => {
  const whole = { at: 0, campaign: 'Solar', ...lead };
  const words = { t: translator(whyText, language), common: translator(commonText, language) };
  return [reasonOf(whole, words), changeOf(whole, words)];
};

test.each([
  [
    { reason: 'idleLess', behind: 'Kim', own: MINUTE, theirs: 3 * MINUTE },
    ['Kim was idle longer: 3m, you 1m.', '2m more idle time.'],
  ],
  [{ reason: 'idleLess', behind: 'Kim', own: SECOND, theirs: SECOND + 1 }, [expect.any(String), '1s more idle time.']],
  [{ reason: 'idleLess', behind: 'Kim' }, ['Kim was idle longer.', 'More idle time.']],
  [
    { reason: 'skillLevel', skill: { name: 'Spanish', needed: 3, own: 2 } },
    ['It needed Spanish at level 3. You’re at 2.', 'Level 3 in Spanish. Administrators set it.'],
  ],
  [
    { reason: 'tookMore', behind: 'Kim', own: 4, theirs: 1 },
    ['Kim had taken fewer leads today: 1, you 4.', 'Nothing. You’re 3 ahead today.'],
  ],
  [{ reason: 'capHour', limit: 4 }, ['You had reached the limit of 4 an hour.', expect.any(String)]],
  [{ reason: 'capDay', limit: 9 }, ['You had reached the limit of 9 a day.', expect.any(String)]],
  [
    { reason: 'otherSite', sites: ['Busan', 'At home'] },
    [
      'It was for agents at another site: Busan, At home.',
      'One of these sites in your profile: Busan, At home. Administrators set it.',
    ],
  ],
  [
    { reason: 'preferredTeam', teams: ['Day', 'Night'] },
    [
      'Agents on Day, Night came first, and one was free.',
      'No one free on those teams. Then your team is eligible too.',
    ],
  ],
  [
    { reason: 'preferredSkillLevel', skill: { name: 'Roof', needed: 3, own: 2 } },
    [
      'Agents with Roof at level 3 came first, and one was free. You’re at 2.',
      'No one free who has it, or a higher level in your profile. Administrators set it.',
    ],
  ],
  [
    { reason: 'preferredLanguage', language: 'ko' },
    [
      'Agents who speak Korean came first, and one was free. It isn’t in your profile.',
      'No one free who speaks it, or that language in your profile. Administrators set it.',
    ],
  ],
  [{ reason: 'preferredSite', sites: ['Busan'] }, [expect.stringContaining('Busan'), expect.any(String)]],
  [{ reason: 'laterTurn' }, ['It was Another agent’s turn.', expect.any(String)]],
] as const)('[R67] [R185] %j in words', (lead, sentences) => {
  expect(said(lead)).toEqual(sentences);
});

test.each(PASSED_OVER_REASONS)('[R66] [R67] [R173] “%s” has its sentences, in both languages', (reason) => {
  for (const language of ['en', 'ko'] as const) {
    expect(decisionText[`said.${reason}`][language]).toBeTruthy();
    // A lead for other teams isn't listed.
    if (reason === 'otherTeam') continue;
    const sentences = said({ reason }, language);
    expect(sentences.every((sentence) => sentence !== '' && sentence !== reason && !/[{}]/.test(sentence))).toBe(true);
  }
});

// Someone had what was preferred and was free, so the lead doesn't wait.
const WITH_OFFER = [...RANKED_BEHIND, ...Object.values(PREFERRED)];
test.each(PASSED_OVER_REASONS.filter((reason) => !WITH_OFFER.includes(reason)))(
  '[R65] [R173] a lead that waits because of “%s” says so, in both languages',
  (reason) => {
    const { why, agentIds } = waitReasonOf({ winners: [], passedOver: { [reason]: ['ana'] } });
    expect([why === 'nobody', agentIds]).toEqual([false, ['ana']]);
    expect(decisionText[`waits.${why}`]).toMatchObject({ en: expect.anything(), ko: expect.anything() });
  },
);
