/** Reads the body of a campaign’s form: a submission, or the reasons why not. */
import { createHash } from 'node:crypto';
import type { Campaign } from '../core/administration/campaign.ts';
import type { Language } from '../core/vocabulary/language.ts';
import { cleanInput } from '../core/capture/cleanInput.ts';
import { consentEvidence } from '../core/capture/consentEvidence.ts';
import { judgeSpam } from '../core/capture/judgeSpam.ts';
import { readTouch } from '../core/capture/readTouch.ts';
import { sentFieldsOf } from '../core/vocabulary/form.ts';
import { failure, type Failure } from '../core/vocabulary/errors.ts';
import { regionsNamed } from '../core/law/addresses.ts';
import { resolveZones, withRegions } from '../core/law/zones.ts';
import type { InquirySource } from '../core/vocabulary/inquirySources.ts';
import type { Person } from '../core/vocabulary/people.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Notes } from '../shared/api.ts';
import { formText } from '../shared/text/form.ts';
import { translator } from '../shared/text/index.ts';
import { readNumber, type ReadNumber } from './numbers.ts';
import { validate } from './validate.ts';
import { formSchema, TRAP, type FormBody } from './fields.ts';
import { keepFrame, languageIn } from './frame.ts';
import { numberReason, reasonsFor } from './reasons.ts';
import type { Read, Submission } from './submission.ts';

export interface SentForm {
  readonly body: unknown;
  readonly rawBody: string;
  /** The sender’s own key within the form. If absent, one is created. */
  readonly requestKey?: string;
  /** Used where the body doesn’t say. */
  readonly language: Language;
  /** Of the reasons, where another person than the customer reads them. */
  readonly reasonsIn?: Language;
  readonly page?: string;
  readonly address: string;
  readonly browser?: string;
  /** People and scripts that try the demo send immediately. */
  readonly skipsFillTime?: boolean;
}

/** The request key is left to the source. */
export function readForm(kind: InquirySource, campaign: Campaign, sent: SentForm, now: Moment): Read {
  const language = languageIn((sent.body as { language?: unknown } | null)?.language) ?? sent.language;
  const { body: cleanBody, notes } = readable(sent.body, campaign, language);
  const checked = checkBody(cleanBody, campaign, { language, reasonsIn: sent.reasonsIn ?? language });
  if (!checked.ok) return checked;
  const { body, number } = checked;
  const page = body.page || sent.page;
  const where = {
    address: sent.address,
    ...(page !== undefined && { page }),
    ...(sent.browser !== undefined && { browser: sent.browser.slice(0, 500) }),
  };
  return {
    ok: true,
    notes,
    submission: {
      bodyHash: digest(body),
      rawBody: sent.rawBody,
      kind,
      person: personOf(body, number, campaign, language),
      ...(body.interest && { interest: body.interest }),
      ...(body.message && { message: body.message }),
      ...(body.callAt !== undefined && { callAt: body.callAt }),
      answers: answersOf(body, campaign),
      source: readTouch({
        kind,
        ...(page !== undefined && { page }),
        tags: body.utm ?? {},
        ownSites: campaign.embedOrigins,
      }),
      consent: consentEvidence(campaign.consent, language, body.consent, where),
      spamReasons: judgeSpam({
        ...(body[TRAP] !== undefined && { honeypot: body[TRAP] }),
        ...(body.shownAt !== undefined && !sent.skipsFillTime && { shownAt: body.shownAt }),
        now,
      }),
    },
  };
}

/** The body to validate: cleaned, with valid metadata kept. Validation rejects anything that isn’t a body. */
function readable(
  sent: unknown,
  campaign: Campaign,
  language: Language,
): { readonly body: unknown; readonly notes: Notes } {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { body: sent, notes: {} };
  // No checkbox at all is the same as each one left empty, and the response names the checkbox.
  const cleaned = { consent: {}, ...(cleanInput(formSchema(campaign), sent) as Record<string, unknown>) };
  return keepFrame(cleaned, language);
}

type CheckResult = { readonly ok: true; readonly body: FormBody; readonly number?: ReadNumber } | Failure;

function checkBody(
  cleaned: unknown,
  campaign: Campaign,
  { language, reasonsIn }: { readonly language: Language; readonly reasonsIn: Language },
): CheckResult {
  const message = translator(formText, reasonsIn)('failed.input');
  const checked = validate(formSchema(campaign), cleaned, { message, reasonOf: reasonsFor(campaign, reasonsIn) });
  const phone = phoneOf(cleaned);
  const numberErrors = !checked.ok && checked.fields?.['phone'] !== undefined;
  const number = phone === '' || numberErrors ? undefined : readNumber(phone, campaign.country, language);
  // Report every error at once, including the number’s.
  const wrongNumber: Record<string, string> =
    number?.ok === false ? { phone: numberReason(number.refusal, campaign, reasonsIn) } : {};
  if (!checked.ok) return failure('bad-input', checked.message, { fields: { ...checked.fields, ...wrongNumber } });
  if (number?.ok === false) return failure('bad-input', message, { fields: wrongNumber });
  return { ok: true, body: checked.value, ...(number && { number }) };
}

function phoneOf(cleaned: unknown): string {
  const phone = (cleaned as { phone?: unknown } | null | undefined)?.phone;
  return typeof phone === 'string' ? phone : '';
}

function personOf(body: FormBody, number: ReadNumber | undefined, campaign: Campaign, language: Language): Person {
  const regions = regionsNamed(answersOf(body, campaign), number?.country ?? campaign.country);
  const estimate = resolveZones(body.timeZone || undefined, number?.zones ?? [], campaign.hours.zone);
  return {
    name: body.name,
    ...(number && { tel: number.tel, telShown: number.shown, telCountry: number.country, telType: number.type }),
    ...(body.email && { email: body.email.toLowerCase() }),
    language,
    ...withRegions(estimate, regions),
    ...(regions.length > 0 && { regions }),
  };
}

function answersOf(body: FormBody, campaign: Campaign): Submission['answers'] {
  return Object.fromEntries(
    sentFieldsOf(campaign)
      .map(({ name }) => [name, body[name] as string | number | readonly string[] | undefined] as const)
      .filter((answer): answer is readonly [string, string | number | readonly string[]] => isAnswered(answer[1])),
  );
}

function isAnswered(value: string | number | readonly string[] | undefined): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** SHA-256 of the body with sorted keys, without the time the page was shown. */
function digest({ shownAt: _shownAt, ...body }: FormBody): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(body)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, inOrder(item)]);
}
