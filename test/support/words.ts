/** The words that people see, for tests that look for them: a test names the sentence it means, not its wording. */
import type { Language } from '../../src/core/vocabulary/language.ts';
import { adminAuditText } from '../../src/shared/text/adminAudit.ts';
import { adminBusinessText } from '../../src/shared/text/adminBusiness.ts';
import { adminCallsText } from '../../src/shared/text/adminCalls.ts';
import { adminCampaignsText } from '../../src/shared/text/adminCampaigns.ts';
import { adminConnectionText } from '../../src/shared/text/adminConnection.ts';
import { adminCostsText } from '../../src/shared/text/adminCosts.ts';
import { adminDoNotCallText } from '../../src/shared/text/adminDoNotCall.ts';
import { adminPersonsText } from '../../src/shared/text/adminPersons.ts';
import { adminFieldsText } from '../../src/shared/text/adminFields.ts';
import { adminImportText } from '../../src/shared/text/adminImport.ts';
import { adminKeysText } from '../../src/shared/text/adminKeys.ts';
import { adminMailsText } from '../../src/shared/text/adminMails.ts';
import { adminOverviewText } from '../../src/shared/text/adminOverview.ts';
import { adminPeopleText } from '../../src/shared/text/adminPeople.ts';
import { adminPolicyText } from '../../src/shared/text/adminPolicy.ts';
import { adminRetentionText } from '../../src/shared/text/adminRetention.ts';
import { adminTeamsText } from '../../src/shared/text/adminTeams.ts';
import { adminText } from '../../src/shared/text/admin.ts';
import { alarmText } from '../../src/shared/text/alarm.ts';
import { callText } from '../../src/shared/text/call.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { customerDataText } from '../../src/shared/text/customerData.ts';
import { customerPageText } from '../../src/shared/text/customerPage.ts';
import { decisionText } from '../../src/shared/text/decision.ts';
import { duplicatesText } from '../../src/shared/text/duplicates.ts';
import { deskText } from '../../src/shared/text/desk.ts';
import { deskKeysText } from '../../src/shared/text/deskKeys.ts';
import { filtersText } from '../../src/shared/text/filters.ts';
import { floorText } from '../../src/shared/text/floor.ts';
import { formText, statusText } from '../../src/shared/text/form.ts';
import { homeText } from '../../src/shared/text/home.ts';
import { translator, type Values } from '../../src/shared/text/index.ts';
import { leadText } from '../../src/shared/text/lead.ts';
import { leadPageText } from '../../src/shared/text/leadPage.ts';
import { adminScoringText } from '../../src/shared/text/adminScoring.ts';
import { scoreText } from '../../src/shared/text/score.ts';
import { leadsText } from '../../src/shared/text/leads.ts';
import { overtakenText } from '../../src/shared/text/overtaken.ts';
import { mailText } from '../../src/shared/text/mail.ts';
import { MAILS } from '../../src/usecases/mail/table.ts';
import { adminMistakesText } from '../../src/shared/text/adminMistakes.ts';
import { mistakesText } from '../../src/shared/text/mistakes.ts';
import { scriptText } from '../../src/shared/text/script.ts';
import { surveyText } from '../../src/shared/text/survey.ts';
import { outboxText } from '../../src/shared/text/outbox.ts';
import { phoneText } from '../../src/shared/text/phone.ts';
import { whyText } from '../../src/shared/text/why.ts';

const MAIL_TEXT = {
  ...mailText,
  ...MAILS.acknowledgement.text,
  ...MAILS.appointment.text,
  ...MAILS.promiseMade.text,
};

const wordsIn = (language: Language) => ({
  admin: translator(adminText, language),
  adminAudit: translator(adminAuditText, language),
  adminBusiness: translator(adminBusinessText, language),
  adminCalls: translator(adminCallsText, language),
  adminCampaigns: translator(adminCampaignsText, language),
  adminConnection: translator(adminConnectionText, language),
  duplicates: translator(duplicatesText, language),
  adminCosts: translator(adminCostsText, language),
  adminDoNotCall: translator(adminDoNotCallText, language),
  adminPersons: translator(adminPersonsText, language),
  adminFields: translator(adminFieldsText, language),
  adminImport: translator(adminImportText, language),
  adminKeys: translator(adminKeysText, language),
  adminMails: translator(adminMailsText, language),
  adminOverview: translator(adminOverviewText, language),
  adminPeople: translator(adminPeopleText, language),
  adminPolicy: translator(adminPolicyText, language),
  adminRetention: translator(adminRetentionText, language),
  adminTeams: translator(adminTeamsText, language),
  alarm: translator(alarmText, language),
  call: translator(callText, language),
  common: translator(commonText, language),
  customerData: translator(customerDataText, language),
  customerPage: translator(customerPageText, language),
  decision: translator(decisionText, language),
  desk: translator(deskText, language),
  deskKeys: translator(deskKeysText, language),
  filters: translator(filtersText, language),
  floor: translator(floorText, language),
  form: translator(formText, language),
  home: translator(homeText, language),
  lead: translator(leadText, language),
  leadPage: translator(leadPageText, language),
  leads: translator(leadsText, language),
  overtaken: translator(overtakenText, language),
  adminScoring: translator(adminScoringText, language),
  score: translator(scoreText, language),
  mail: translator(MAIL_TEXT, language),
  mistakes: translator({ ...mistakesText, ...adminMistakesText }, language),
  outbox: translator(outboxText, language),
  phone: translator(phoneText, language),
  script: translator(scriptText, language),
  survey: translator(surveyText, language),
  why: translator(whyText, language),
  status: translator(statusText, language),
});

/** `words.desk('offer.accept')`: in English, with `{name}` filled in if values are given. */
export const words = wordsIn('en');
/** The same in Korean. */
export const koreanWords = wordsIn('ko');

/**
 * A sentence up to its first value, trimmed, for a value the test can’t know: `before(words.desk, 'call.since')` is `On
 * a call for`.
 */
export function before<K extends string>(t: (key: K, values?: Values) => string, key: K): string {
  return (t(key).split('{')[0] ?? '').trim();
}
