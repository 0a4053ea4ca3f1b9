/** The values of a form’s fields: as typed, and those that its URL brings along. */
import type { Request } from 'express';
import type { Campaign } from '../../core/administration/campaign.ts';
import { LANDING, REFERRER } from '../../core/capture/readTouch.ts';
import { isClickId } from '../../core/vocabulary/touch.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { LIMITS, UTM_KEY } from '../../intake/fields.ts';
import { languageOf } from './language.ts';

export function typedValues(req: Request, campaign: Campaign): { values: Values; language: Language } {
  const values = { ...((req.body as Values | undefined) ?? {}) };
  const { language } = values;
  return {
    values,
    language: language === 'en' || language === 'ko' ? language : languageOf(req, campaign.language),
  };
}

/** What the form’s URL says about where the person came from: campaign tags and the previous page. */
export function valuesFromAddress(req: Request): Values {
  const tags = Object.entries(req.query).flatMap(([name, value]) => {
    const tag = tagIn(name.toLowerCase());
    if (tag === undefined || typeof value !== 'string' || value === '') return [];
    // A part of a click id identifies nothing.
    if (isClickId(tag)) return value.length > LIMITS.clickId ? [] : [[`utm.${tag}`, value] as const];
    return [[`utm.${tag}`, value.slice(0, LIMITS.utm)] as const];
  });
  const page = pageBefore(req);
  return { ...Object.fromEntries(tags.slice(0, LIMITS.utmKeys)), ...(page !== undefined && { page }) };
}

/** The tag that a parameter of the form’s URL stands for. A site that embeds the form passes on what it knows. */
function tagIn(parameter: string): string | undefined {
  if (isClickId(parameter) || parameter === REFERRER || parameter === LANDING) return parameter;
  const tag = parameter.startsWith('utm_') ? parameter.slice('utm_'.length) : '';
  return UTM_KEY.test(tag) ? tag : undefined;
}

/** The page of another site that linked here, without its query, which may contain personal data. */
function pageBefore(req: Request): string | undefined {
  const referrer = req.get('referer');
  if (referrer === undefined || !URL.canParse(referrer)) return undefined;
  const { protocol, host, origin, pathname } = new URL(referrer);
  return /^https?:$/.test(protocol) && host !== req.get('host') ? `${origin}${pathname}`.slice(0, 2000) : undefined;
}

/** What was typed, by form field. */
export type Values = Readonly<Record<string, unknown>>;
