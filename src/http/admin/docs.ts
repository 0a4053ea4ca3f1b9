/** What the answers of the admin routes mean. */

const REFUSED = {
  409: 'Someone saved first (`edited-meanwhile`, with the current version), or it’s in use. Nothing was saved.',
  422: 'Some fields aren’t valid, each named. Nothing was saved.',
} as const;

export const SAVED = { 200: 'Done; the current version.', ...REFUSED } as const;
export const ADDED = { 201: 'Done; the current version.', ...REFUSED } as const;
export const MISSING = { 404: 'Not found.' } as const;
export const REMOVED = { ...REFUSED, ...MISSING } as const;
