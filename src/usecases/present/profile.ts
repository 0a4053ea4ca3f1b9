/** The person's details as a viewer sees them, and the fields that the viewer may change. */
import { isAnswerVisible, type Campaign } from '../../core/administration/campaign.ts';
import { fieldsFor, isAsked, type Answer, type FieldAudience, type FormField } from '../../core/vocabulary/form.ts';
import { LANGUAGES, type Language } from '../../core/vocabulary/language.ts';
import { REFUSED, type SurveyAnswer } from '../../core/vocabulary/survey.ts';
import { takesDetails } from '../../core/lead/details.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { ProfileEdit } from '../../core/lead/profile.ts';
import type { DeskLead, ProfileField, ShownEdit } from '../../shared/desk.ts';
import type { Viewer } from './contact.ts';
import { questionLabel, surveyAnswerText } from './survey.ts';
import { inLanguage, interestLabel } from './wording.ts';

export function audienceOf({ kind, isSupervisor }: Viewer): FieldAudience {
  return kind === 'supervisor' || isSupervisor ? 'supervisors' : 'agents';
}

/** The person's answers to the campaign's custom fields; those of removed fields under the field's name. */
export function presentAnswers(
  campaign: Campaign,
  lead: Lead,
  language: Language,
  audience: FieldAudience = 'supervisors',
): DeskLead['answers'] {
  return Object.keys(lead.answers)
    .filter((name) => isAnswerVisible(campaign, name, audience))
    .map((name) => ({
      label: fieldLabel(campaign, name, language),
      value: answerText(campaign, name, lead.answers[name], language),
    }));
}

function fieldLabel(campaign: Campaign, name: string, language: Language): string {
  const field = campaign.fields.find((one) => one.name === name);
  return field ? inLanguage(field.label, language) : name;
}

/** A detail by its path, with the label of a field of the campaign’s own; the catalogs have those of the others. */
export function presentDetail(
  campaign: Campaign,
  path: string,
  language: Language,
): { readonly path: string; readonly label?: string } {
  const name = /^answers\.(.+)$/.exec(path)?.[1];
  return { path, ...(name !== undefined && { label: fieldLabel(campaign, name, language) }) };
}

/** The answer to one custom field as displayed; empty if none. */
export function answerText(campaign: Campaign, name: string, answer: Answer | undefined, language: Language): string {
  const field = campaign.fields.find((one) => one.name === name);
  const values = (Array.isArray(answer) ? answer : [answer ?? []].flat()) as readonly (string | number)[];
  const shown = values.map((value) => {
    const choice = field && 'choices' in field ? field.choices.find((one) => one.value === value) : undefined;
    return choice ? inLanguage(choice.label, language) : String(value);
  });
  return shown.join(', ');
}

/** By field, what the script says; V247: the field’s label in brackets where agents are to ask. */
export function spokenAnswers(
  campaign: Campaign,
  { answers }: Lead,
  language: Language,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fieldsFor(campaign, 'agents').map((field) => [
      field.name,
      answerText(campaign, field.name, answers[field.name], language) ||
        (isAsked(field) ? `[${inLanguage(field.label, language)}]` : ''),
    ]),
  );
}

/** The fields that the viewer may change, with their values. Empty if the viewer may change nothing. */
export function presentProfile(campaign: Campaign, lead: Lead, viewer: Viewer): readonly ProfileField[] {
  if (viewer.kind === 'offered' || !takesDetails(lead)) return [];
  const { language } = viewer;
  const { person } = lead;
  return [
    { path: 'name', kind: 'text', value: person.name === '' ? null : person.name, isRequired: true },
    ...fieldsFor(campaign, audienceOf(viewer))
      .filter((field) => isAsked(field) || lead.answers[field.name] !== undefined)
      .map((field) => presentField(field, lead, language)),
    {
      path: 'interest',
      ...(campaign.interests.length > 0
        ? { kind: 'choice' as const, choices: choicesIn(campaign.interests, language) }
        : { kind: 'text' as const }),
      value: lead.interest ?? null,
      isRequired: false,
    },
    { path: 'email', kind: 'email', value: person.email ?? null, isRequired: campaign.contactBy === 'email' },
    {
      path: 'language',
      kind: 'choice',
      choices: LANGUAGES.map((value) => ({ value })),
      value: person.language,
      isRequired: true,
    },
  ];
}

function presentField(field: FormField, { answers }: Lead, language: Language): ProfileField {
  const { name, label, why, kind, required } = field;
  return {
    path: `answers.${name}`,
    label: inLanguage(label, language),
    ...(why && { why: inLanguage(why, language) }),
    kind,
    ...('choices' in field && { choices: choicesIn(field.choices, language) }),
    value: answers[name] ?? null,
    isRequired: required,
  };
}

function choicesIn(choices: Campaign['interests'], language: Language): NonNullable<ProfileField['choices']> {
  return choices.map(({ value, label }) => ({ value, label: inLanguage(label, language) }));
}

/**
 * The edits of a history entry as texts. The values are left out where the viewer doesn't see the field itself: an
 * address on a lead that isn't theirs, and answers that only supervisors see.
 */
export function presentEdits(campaign: Campaign, edits: readonly ProfileEdit[], viewer: Viewer): readonly ShownEdit[] {
  return edits.map(({ field, from, to }) => {
    const question = /^survey\.(.+)$/.exec(field)?.[1];
    if (question !== undefined) {
      const said = (answer: SurveyAnswer | undefined) => surveyAnswerText(campaign, question, answer, viewer.language);
      return { field, label: questionLabel(campaign, question, viewer.language), from: said(from), to: said(to) };
    }
    const name = /^answers\.(.+)$/.exec(field)?.[1];
    const isShown =
      name === undefined
        ? field !== 'email' || viewer.kind !== 'offered'
        : isAnswerVisible(campaign, name, audienceOf(viewer));
    const text = (value: SurveyAnswer | undefined) => valueText(campaign, field, name, value, viewer.language);
    return {
      field,
      ...(name !== undefined && { label: fieldLabel(campaign, name, viewer.language) }),
      ...(isShown && { from: text(from), to: text(to) }),
    };
  });
}

/** The details that the lead took from another one, without their values. */
export function presentTaken(campaign: Campaign, paths: readonly string[], viewer: Viewer): readonly ShownEdit[] {
  const edits = paths.map((field) => ({ field }));
  return presentEdits(campaign, edits, viewer).map(({ field, label }) => ({
    field,
    ...(label !== undefined && { label }),
  }));
}

function valueText(
  campaign: Campaign,
  field: string,
  name: string | undefined,
  value: SurveyAnswer | undefined,
  language: Language,
): string {
  // Only questions of the survey are refused.
  if (value === undefined || value === REFUSED) return '';
  if (name !== undefined) return answerText(campaign, name, value, language);
  if (Array.isArray(value)) return value.join(', ');
  return field === 'interest' ? interestLabel(campaign, String(value), language) : String(value);
}
