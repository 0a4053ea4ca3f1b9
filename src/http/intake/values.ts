/** The values of a form’s fields: as typed, and those that its URL brings along. */
import type { Request } from 'express';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { LIMITS, UTM_KEY } from '../../intake/fields.ts';
import type { Values } from './FormPage.tsx';
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
  const tags = Object.entries(req.query).flatMap(([name, value]) =>
    /^utm_/i.test(name) && typeof value === 'string' && UTM_KEY.test(name.slice(4).toLowerCase()) && value !== ''
      ? [[`utm.${name.slice(4).toLowerCase()}`, value.slice(0, LIMITS.utm)] as const]
      : [],
  );
  const page = pageBefore(req);
  return { ...Object.fromEntries(tags.slice(0, LIMITS.utmKeys)), ...(page !== undefined && { page }) };
}

/** The page of another site that linked here, without its query, which may contain personal data. */
function pageBefore(req: Request): string | undefined {
  const referrer = req.get('referer');
  if (referrer === undefined || !URL.canParse(referrer)) return undefined;
  const { protocol, host, origin, pathname } = new URL(referrer);
  return /^https?:$/.test(protocol) && host !== req.get('host') ? `${origin}${pathname}`.slice(0, 2000) : undefined;
}
