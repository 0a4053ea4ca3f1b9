/** Whether a campaign can have a lead as it was typed in to try a policy. */
import { acceptsAnswer } from '../call/missingChoices.ts';
import type { FormField } from '../vocabulary/form.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import type { AskedForm } from './checkConditions.ts';

type TypedAnswer = string | number | readonly string[];

export interface TypedDetails {
  readonly interest?: string;
  readonly answers?: Readonly<Record<string, TypedAnswer>>;
}

export function checkTypedLead({ interest, answers = {} }: TypedDetails, form: AskedForm): readonly Mistake[] {
  const isInterest = interest === undefined || form.interests.some(({ value }) => value === interest);
  return [
    ...(isInterest ? [] : [mistake('lead.interest', 'interestUnknown')]),
    ...Object.entries(answers).flatMap(([name, answer]) => {
      const field = form.fields.find((one) => one.name === name);
      if (!field) return [mistake(`lead.answers.${name}`, 'fieldUnknown')];
      return canBe(answer, field) ? [] : [mistake(`lead.answers.${name}`, 'answerUnfit')];
    }),
  ];
}

function canBe(answer: TypedAnswer, field: FormField): boolean {
  if (typeof answer === 'string') return acceptsAnswer(field, answer);
  if (typeof answer === 'number') return field.kind === 'number' && acceptsAnswer(field, String(answer));
  return field.kind === 'choices' && answer.every((one) => acceptsAnswer(field, one));
}
