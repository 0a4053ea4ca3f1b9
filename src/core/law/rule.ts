/** A rule of contact: whatever it asks about, the first rule of a list that isn't met decides. */
export interface LawRule<Question, Refusal extends string> {
  /** Its number in docs/rules. */
  readonly id: string;
  readonly refusal: Refusal;
  readonly isMet: (question: Question) => boolean;
}

export function brokenRule<Question, Rule extends LawRule<Question, string>>(
  rules: readonly Rule[],
  question: Question,
): Rule | undefined {
  return rules.find((rule) => !rule.isMet(question));
}
