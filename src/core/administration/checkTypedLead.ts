/** Whether a campaign can have a lead as it was typed in to try a policy. */
import { acceptsAnswer } from '../call/missingChoices.ts';
import type { FormField } from '../vocabulary/form.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import { SECOND } from '../vocabulary/time.ts';
import { isPlace, type AskedForm } from './checkConditions.ts';

type TypedAnswer = string | number | readonly string[];

export interface TypedDetails {
  readonly interest?: string;
  readonly answers?: Readonly<Record<string, TypedAnswer>>;
  readonly places?: readonly string[];
  readonly waitedMs?: number;
}

/** `giveUpMs`: how long such a lead waits before it becomes a callback. */
export function checkTypedLead(
  { interest, answers = {}, places = [], waitedMs = 0 }: TypedDetails,
  form: AskedForm,
  giveUpMs: number,
): readonly Mistake[] {
  const isInterest = interest === undefined || form.interests.some(({ value }) => value === interest);
  return [
    ...(isInterest ? [] : [mistake('lead.interest', 'interestUnknown')]),
    ...Object.entries(answers).flatMap(([name, answer]) => {
      const field = form.fields.find((one) => one.name === name);
      if (!field) return [mistake(`lead.answers.${name}`, 'fieldUnknown')];
      return canBe(answer, field) ? [] : [mistake(`lead.answers.${name}`, 'answerUnfit')];
    }),
    ...places.flatMap((place, index) =>
      isPlace(place) ? [] : [mistake(`lead.places.${index}`, 'placeUnknown', { place })],
    ),
    ...(waitedMs < giveUpMs ? [] : [mistake('lead.waitedMs', 'waitOver', { seconds: giveUpMs / SECOND })]),
  ];
}

function canBe(answer: TypedAnswer, field: FormField): boolean {
  if (typeof answer === 'string') return acceptsAnswer(field, answer);
  if (typeof answer === 'number') return field.kind === 'number' && acceptsAnswer(field, String(answer));
  return field.kind === 'choices' && answer.every((one) => acceptsAnswer(field, one));
}
