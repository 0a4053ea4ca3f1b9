/** Whether a callback cadence respects P4 (three attempts in any 24 hours) and fits within the promise's lifetime. */
import type { CallbackCadence } from '../callback/cadence.ts';
import type { CampaignDraft } from './campaign.ts';
import { DAY, HOUR, MINUTE } from '../vocabulary/time.ts';
import { mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';

/** The strictest common figure: FL, OK, MD. */
const MOST_A_DAY = 3;

/** More would be promised than any team keeps. */
const MOST_PER_SLOT = 100;

export function checkCadence({ cadence, callsPerSlot, slotShare }: CampaignDraft): readonly Mistake[] {
  const { maxAttempts, maxPerDay, retryMs } = cadence;
  const spans = [
    ...rangeMistakes('cadence.firstMs', cadence.firstMs, [MINUTE, 2 * DAY], 'betweenMinutes'),
    ...retryMs.flatMap((delay, index) =>
      rangeMistakes(`cadence.retryMs.${index}`, delay, [5 * MINUTE, 14 * DAY], 'betweenMinutes'),
    ),
    ...rangeMistakes('cadence.maxAttempts', maxAttempts, [1, 10]),
    ...rangeMistakes('cadence.windowMs', cadence.windowMs, [5 * MINUTE, 12 * HOUR], 'betweenMinutes'),
    ...rangeMistakes('cadence.lifeMs', cadence.lifeMs, [HOUR, 30 * DAY], 'betweenHours'),
    ...rangeMistakes('cadence.ownToAnyoneMs', cadence.ownToAnyoneMs, [0, DAY], 'betweenMinutes'),
    ...rangeMistakes('callsPerSlot', callsPerSlot, [0, MOST_PER_SLOT]),
    ...rangeMistakes('slotShare', slotShare, [1, 100]),
    ...(maxPerDay >= 1 && maxPerDay <= MOST_A_DAY
      ? []
      : [mistake('cadence.maxPerDay', 'attemptsADay', { most: MOST_A_DAY })]),
    ...(retryMs.length === 0 && maxAttempts > 1 ? [mistake('cadence.retryMs', 'delaysMissing')] : []),
  ];
  // Only checked when each value is valid on its own.
  return spans.length > 0 ? spans : checkTogether(cadence);
}

function checkTogether(cadence: CallbackCadence): readonly Mistake[] {
  const times = attemptTimes(cadence);
  const last = times.at(-1) ?? 0;
  const isTooDense = times.some((at, index) => {
    const nextAllowed = times[index + cadence.maxPerDay];
    return nextAllowed !== undefined && nextAllowed - at < DAY;
  });
  return [
    ...(isTooDense ? [mistake('cadence.retryMs', 'attemptsTooDense', { most: cadence.maxPerDay })] : []),
    ...(last > cadence.lifeMs ? [mistake('cadence.lifeMs', 'lifeTooShort', { hours: Math.ceil(last / HOUR) })] : []),
  ];
}

/** Offsets of the attempts, from the first one. The last delay repeats. */
function attemptTimes({ retryMs, maxAttempts }: CallbackCadence): readonly number[] {
  const times = [0];
  while (times.length < maxAttempts) {
    const delay = retryMs[times.length - 1] ?? retryMs.at(-1) ?? DAY;
    times.push((times.at(-1) ?? 0) + delay);
  }
  return times;
}
