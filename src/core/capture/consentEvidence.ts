/** What a person agreed to, stored as evidence for years: each checkbox with its exact sentence. */
import { type ConsentWording, CONSENT_BOXES, type ConsentBox } from '../vocabulary/form.ts';
import { type Language, wordingIn } from '../vocabulary/language.ts';
/** Which checkboxes were ticked; missing means not ticked. */
export type CheckedBoxes = Partial<Record<ConsentBox, boolean>>;

export interface Evidence extends Readonly<Record<ConsentBox, boolean>> {
  readonly wordingVersion: number;
  readonly language: Language;
  readonly wording: Readonly<Record<ConsentBox, string>>;
  readonly page?: string;
  readonly address: string;
  readonly browser?: string;
}

/** Where and how consent was given: page, network address and browser, as far as known. */
export interface Circumstances {
  readonly page?: string;
  readonly address: string;
  readonly browser?: string;
}

/** The evidence, in the language in which the form was shown. Silence is never consent. */
export function consentEvidence(
  shown: ConsentWording,
  language: Language,
  ticked: CheckedBoxes,
  circumstances: Circumstances,
): Evidence {
  const each = <T>(value: (box: ConsentBox) => T) =>
    Object.fromEntries(CONSENT_BOXES.map((box) => [box, value(box)])) as Record<ConsentBox, T>;
  return {
    ...each((box) => ticked[box] === true),
    wordingVersion: shown.version,
    language,
    wording: each((box) => wordingIn(shown[box], language)),
    ...circumstances,
  };
}
