/** Quick choices of a time for a call: in an hour, this evening, tomorrow morning, as the customer's clock shows them. */

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** After work, and when the working day begins. */
const EVENING = 18;
const MORNING = 9;

export type QuickTime = 'inOneHour' | 'thisEvening' | 'tomorrowMorning' | 'tomorrowEvening';

export interface QuickChoice {
  readonly kind: QuickTime;
  readonly at: number;
}

/** In order of time; a choice that is less than an hour away is left out. `zone`: the customer's, IANA. */
export function quickTimes(now: number, zone: string): readonly QuickChoice[] {
  const inOneHour = Math.ceil((now + HOUR) / (5 * MINUTE)) * 5 * MINUTE;
  const choices: readonly QuickChoice[] = [
    { kind: 'inOneHour', at: inOneHour },
    { kind: 'thisEvening', at: atHour(now, 0, EVENING, zone) },
    { kind: 'tomorrowMorning', at: atHour(now, 1, MORNING, zone) },
    { kind: 'tomorrowEvening', at: atHour(now, 1, EVENING, zone) },
  ];
  return choices.filter(({ kind, at }) => kind === 'inOneHour' || at > inOneHour);
}

/** The moment at which the clocks of the zone show this hour, so many days from now. */
function atHour(now: number, days: number, hour: number, zone: string): number {
  const [year, month, day] = wallClock(now, zone);
  const wanted = Date.UTC(year, month - 1, day + days, hour);
  // The offset at the wanted time, which may differ from today's: apply it twice, in case the first guess is on the
  // other side of a clock change.
  let at = wanted;
  for (let round = 0; round < 2; round += 1) at = wanted - offsetOf(at, zone);
  return at;
}

/** How far the zone's clocks are ahead of UTC, in ms. */
function offsetOf(at: number, zone: string): number {
  const [year, month, day, hour, minute] = wallClock(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE;
}

type WallClock = readonly [year: number, month: number, day: number, hour: number, minute: number];

function wallClock(at: number, zone: string): WallClock {
  const parts = formatIn(zone).formatToParts(at);
  const numberOf = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  return [numberOf('year'), numberOf('month'), numberOf('day'), numberOf('hour'), numberOf('minute')];
}

/** A zone that this browser doesn't know must not break the page. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const options = {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', options);
  }
}
