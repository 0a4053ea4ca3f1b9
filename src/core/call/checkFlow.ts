/**
 * Checks a call flow against its campaign and the numbers of the others, before it is saved: every mistake at once, by
 * path, each with how to mend it.
 */
import type { Campaign } from '../campaign.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import { FIVE_YEARS as MOST_KEEP_DAYS } from '../retention.ts';
import type { CallFlow } from './flow.ts';

export interface FlowSurroundings {
  readonly campaign: Pick<Campaign, 'interests' | 'fields'>;
  /** Of the other campaigns: a dialled number belongs to one. */
  readonly takenNumbers: readonly string[];
}

/** The reason by path; empty when the flow may be saved. */
export function checkFlow(flow: CallFlow, around: FlowSurroundings): Readonly<Record<string, string>> {
  return {
    ...checkNumbers(flow, around),
    ...checkQuestions(flow, around),
    ...checkLine(flow),
  };
}

function checkNumbers({ numbers }: CallFlow, { takenNumbers }: FlowSurroundings): Record<string, string> {
  const wrong: Record<string, string> = {};
  numbers.forEach((number, index) => {
    if (takenNumbers.includes(number))
      wrong[`numbers.${index}`] = 'belongs to another campaign; take it out there first';
  });
  return wrong;
}

function checkQuestions({ questions }: CallFlow, { campaign }: FlowSurroundings): Record<string, string> {
  const wrong: Record<string, string> = {};
  questions.forEach(({ choices }, index) => {
    choices.forEach(({ key, interest, answer }, choice) => {
      const path = `questions.${index}.choices.${choice}`;
      if (choices.findIndex((other) => other.key === key) < choice)
        wrong[`${path}.key`] = 'is used twice; choose another';
      if (interest !== undefined && !campaign.interests.some(({ value }) => value === interest))
        wrong[`${path}.interest`] = 'is no interest of the campaign';
      if (answer && !campaign.fields.some(({ name }) => name === answer.field))
        wrong[`${path}.answer.field`] = 'is no field of the campaign';
    });
  });
  return wrong;
}

function checkLine({ line, message, limits, recording }: CallFlow): Record<string, string> {
  const wrong: Record<string, string> = {};
  const within = (path: string, value: number, least: number, most: number, says: string) => {
    if (value < least || value > most) wrong[path] = `must be ${says}`;
  };
  within('line.announceEveryMs', line.announceEveryMs, 5 * SECOND, 5 * MINUTE, 'from 5 seconds to 5 minutes, in ms');
  within('line.maxWaitMs', line.maxWaitMs, 30 * SECOND, HOUR, 'from 30 seconds to an hour, in ms');
  within(
    'limits.maxCallMs',
    limits.maxCallMs,
    MINUTE,
    4 * HOUR,
    'from a minute to 4 hours (the network’s limit), in ms',
  );
  if (message) within('message.maxMs', message.maxMs, 5 * SECOND, 10 * MINUTE, 'from 5 seconds to 10 minutes, in ms');
  if (recording && recording.keepDays > MOST_KEEP_DAYS)
    wrong['recording.keepDays'] = `must be at most ${MOST_KEEP_DAYS} (five years)`;
  return wrong;
}
