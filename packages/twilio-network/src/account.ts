/**
 * What the account is allowed to do. The rules can be changed at any time, so that a test can switch to a trial account,
 * disable countries, or limit the call rate.
 *
 * https://www.twilio.com/docs/usage/trials, https://www.twilio.com/docs/voice/api/dialing-permissions-resources,
 * https://www.twilio.com/docs/glossary/cps
 */
export interface AccountRules {
  /** A trial account calls and texts these numbers only, and only they can call it. Null: a full account. */
  readonly verifiedNumbers: readonly string[] | null;
  /** Beginnings of the numbers that may be called, such as `+1`. Null: every country is enabled. */
  readonly callPrefixes: readonly string[] | null;
  /** Beginnings of the numbers that may be texted. Null: every country is enabled. */
  readonly textPrefixes: readonly string[] | null;
  /** How many calls a second the API places; the others stay queued. Null: no limit. Twilio starts accounts at 1. */
  readonly callsPerSecond: number | null;
}

export interface AccountSettings {
  readonly rules: AccountRules;
  change(rules: Partial<AccountRules>): void;
  /** Milliseconds until a call that is ordered now would be placed. */
  callDelayMs(): number;
  /** Takes the next place in the queue of ordered calls, and returns the milliseconds until it is due. */
  takeCallSlot(): number;
}

export interface Denial {
  readonly code: number;
  readonly message: string;
}

const FULL_ACCOUNT: AccountRules = {
  verifiedNumbers: null,
  callPrefixes: null,
  textPrefixes: null,
  callsPerSecond: null,
};

export function makeAccountSettings(now: () => number): AccountSettings {
  let rules = FULL_ACCOUNT;
  let nextCallAt = 0;
  const callDelayMs = () => (rules.callsPerSecond === null ? 0 : Math.max(nextCallAt - now(), 0));
  return {
    get rules() {
      return rules;
    },
    change(changes) {
      rules = { ...rules, ...changes };
    },
    callDelayMs,
    takeCallSlot() {
      const delayMs = callDelayMs();
      if (rules.callsPerSecond !== null) nextCallAt = now() + delayMs + 1000 / rules.callsPerSecond;
      return delayMs;
    },
  };
}

/** Whether a trial account may not talk to this number at all. Clients are always allowed. */
export const isUnverified = ({ verifiedNumbers }: AccountRules, number: string): boolean =>
  verifiedNumbers !== null && number.startsWith('+') && !verifiedNumbers.includes(number);

/** Why the account may not call the number; null when it may. `geoCode` is the error of a country that is not enabled. */
export function whyNoCall(rules: AccountRules, to: string, geoCode: number): Denial | null {
  if (isUnverified(rules, to)) {
    const message = `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`;
    return { code: 21219, message };
  }
  if (isEnabled(rules.callPrefixes, to)) return null;
  return {
    code: geoCode,
    message: `Account not authorized to call ${to}. Enable the country in Geographic Permissions.`,
  };
}

/** Why the account may not text the number; null when it may. */
export function whyNoText(rules: AccountRules, to: string): Denial | null {
  if (isUnverified(rules, to)) {
    const message = `The number ${to} is unverified. Trial accounts cannot send messages to unverified numbers.`;
    return { code: 21608, message };
  }
  if (isEnabled(rules.textPrefixes, to)) return null;
  return { code: 21408, message: `Permission to send an SMS has not been enabled for the region of ${to}.` };
}

const isEnabled = (prefixes: readonly string[] | null, number: string) =>
  prefixes === null || !number.startsWith('+') || prefixes.some((prefix) => number.startsWith(prefix));
