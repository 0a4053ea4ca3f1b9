/** What the answers of the lead routes mean. */

export const CHANGED = {
  200: 'Done. Repeating it changes nothing.',
  403: 'Not your lead, or not allowed for your role.',
  404: 'Lead not found.',
  409: 'The lead’s state doesn’t allow this.',
} as const;

/** Of one lead. */
export const SHOWN = { 200: 'OK.', 404: 'Lead not found, or you don’t have access to it.' } as const;
