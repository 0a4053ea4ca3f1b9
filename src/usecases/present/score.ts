/** A lead's score and its reasons in the viewer's language. No one learns from a reason what they may not see. */
import { isAnswerVisible, type Campaign } from '../../core/administration/campaign.ts';
import type { ScoreRule } from '../../core/score/rules.ts';
import type { Answer, FieldAudience } from '../../core/vocabulary/form.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { bandOf, BEHAVIORS, type LeadScore, type ScoreReason } from '../../core/vocabulary/score.ts';
import type { ScoreView } from '../../shared/desk.ts';
import { translator, type Translate } from '../../shared/text/index.ts';
import { scoreText } from '../../shared/text/score.ts';
import { answerText } from './profile.ts';
import { inLanguage, interestLabel } from './wording.ts';

type Words = Translate<Extract<keyof typeof scoreText, string>>;

export function presentScore(
  campaign: Campaign,
  { points, reasons, model, chance }: LeadScore,
  language: Language,
  audience: FieldAudience,
): ScoreView {
  const t = translator(scoreText, language);
  const shown = reasons.map((reason) => ({
    text: isVisible(campaign, reason, audience) ? textOf(campaign, reason, language, t) : t('hidden'),
    raises: reason.kind === 'rule' ? reason.points > 0 : reason.effect > 0,
    ...(reason.kind === 'rule' && { points: reason.points }),
  }));
  return {
    points,
    band: bandOf(points),
    text: [t('chip', { points }), ...(shown[0] ? [shown[0].text] : [])].join(' · '),
    why: shown.map((reason) => `${signOf(reason)} ${reason.text}`).join('\n'),
    by: model === undefined ? t('byRules') : t('byModel', { version: model, chance: Math.round((chance ?? 0) * 100) }),
    reasons: shown,
  };
}

function signOf({ raises, points }: ScoreView['reasons'][number]): string {
  if (points === undefined) return raises ? '↑' : '↓';
  return raises ? `+${points}` : `−${-points}`;
}

/** A rule says in its name what its conditions say, so it's shown to those who see every field that it asks. */
function isVisible(campaign: Campaign, reason: ScoreReason, audience: FieldAudience): boolean {
  const names = reason.kind === 'rule' ? fieldsIn(campaign, reason.name) : fieldNamed(reason.about);
  // What a rule asked is no longer known if it was renamed or removed.
  if (names === null) return audience === 'supervisors';
  return names.every((name) => isAnswerVisible(campaign, name, audience));
}

function fieldsIn({ scoring }: Campaign, name: string): readonly string[] | null {
  const when: ScoreRule['when'] | undefined = scoring?.rules.find((rule) => rule.name === name)?.when;
  return when === undefined ? null : [...Object.keys(when.answers ?? {}), ...Object.keys(when.numbers ?? {})];
}

function fieldNamed(about: string): readonly string[] {
  return about.startsWith('answers.') ? [about.slice('answers.'.length)] : [];
}

function textOf(campaign: Campaign, reason: ScoreReason, language: Language, t: Words): string {
  if (reason.kind === 'rule') return reason.name;
  const { about, value } = reason;
  const behavior = BEHAVIORS.find((one) => about === `behavior.${one}`);
  if (behavior) {
    const what = t(`behavior.${behavior}`);
    return value === 'yes' ? what : t('behavior.not', { what });
  }
  const label = labelOf(campaign, about, language, t);
  if (value === undefined) return t('unknown', { about: label });
  return t('known', { about: label, value: valueText(campaign, about, value, language, t) });
}

function labelOf({ fields }: Campaign, about: string, language: Language, t: Words): string {
  const [name] = fieldNamed(about);
  if (name === undefined) return t(`about.${about}` as 'about.source');
  const field = fields.find((one) => one.name === name);
  return field ? inLanguage(field.label, language) : name;
}

function valueText(campaign: Campaign, about: string, value: Answer, language: Language, t: Words): string {
  const [name] = fieldNamed(about);
  if (name !== undefined) return answerText(campaign, name, value, language);
  if (about === 'interest') return interestLabel(campaign, String(value), language);
  if (about === 'campaign') return inLanguage(campaign.name, language);
  const key = `${about}.${String(value)}`;
  return Object.hasOwn(scoreText, key) ? t(key as 'kind.form') : String(value);
}
