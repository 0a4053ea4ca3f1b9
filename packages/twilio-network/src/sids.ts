/** Twilio-style identifiers: a two-letter prefix and 32 hexadecimal digits. */
import { randomBytes } from 'node:crypto';

export type SidPrefix = 'CA' | 'QU' | 'CF' | 'RE' | 'SM' | 'PN';

export const newSid = (prefix: SidPrefix): string => prefix + randomBytes(16).toString('hex');

/** A 128-bit secret. */
export const newSecret = (): string => randomBytes(16).toString('hex');
