/** Identifiers as the network's API gives them: two letters that tell the kind, and 32 hexadecimal digits. */
import { randomBytes } from 'node:crypto';

export type SidPrefix = 'CA' | 'QU' | 'CF' | 'RE' | 'SM' | 'PN';

export const newSid = (prefix: SidPrefix): string => prefix + randomBytes(16).toString('hex');

/** A secret that goes into an address or a header: 128 bits. */
export const newSecret = (): string => randomBytes(16).toString('hex');
