import { expect, test } from '@jest/globals';
import type { PassedOverReason } from '../../src/core/routing/decision.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { decisionText } from '../../src/shared/text/decision.ts';
import { translator } from '../../src/shared/text/index.ts';
import { whyText } from '../../src/shared/text/why.ts';
import type { PassedOverLead } from '../../src/shared/whyNotMe.ts';
import { changeOf, reasonOf } from '../../src/web/why/whySentences.ts';

const words = { t: translator(whyText, 'en'), common: translator(commonText, 'en') };
const said = (lead: Partial<PassedOverLead> & Pick<PassedOverLead, 'reason'>) => {
  const whole = { at: 0, campaign: 'Solar', ...lead };
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
    ['Skill Spanish 3 needed. You have 2.', 'Level 3 in Spanish. Administrators set it.'],
  ],
  [
    { reason: 'tookMore', behind: 'Kim', own: 4, theirs: 1 },
    ['Kim had taken fewer leads today: 1, you 4.', 'Nothing. You’re 3 ahead today.'],
  ],
  [{ reason: 'laterTurn' }, ['It was Another agent’s turn.', expect.any(String)]],
] as const)('[R67] %j in words', (lead, sentences) => {
  expect(said(lead)).toEqual(sentences);
});

test('[R66] [R67] every reason that agents are passed over for has its sentences', () => {
  const reasons = Object.keys(decisionText).flatMap((key) => (key.startsWith('said.') ? [key.slice(5)] : []));
  expect(reasons.length).toBeGreaterThan(25);
  for (const reason of reasons.filter((one) => one !== 'otherTeam'))
    expect(said({ reason: reason as PassedOverReason })).not.toContain(reason);
});
