/** Whether two answers say the same. In a file of its own, because the desk loads it. */
import type { Answer } from './form.ts';

/** null is no answer, false one refused. The order of several choices means nothing. */
export function isSameAnswer(one: Answer | false | null, other: Answer | false | null): boolean {
  if (!isList(one) || !isList(other)) return one === other;
  return one.length === other.length && one.every((value) => other.includes(value));
}

function isList(answer: Answer | false | null): answer is readonly string[] {
  return Array.isArray(answer);
}
