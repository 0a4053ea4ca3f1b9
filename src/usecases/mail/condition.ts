/**
 * L181: what an email says before a call applies only to numbers that may be called, without revealing which those are.
 */
import type { Block } from '../../core/mail/message.ts';
import { shownNumber } from '../../shared/text/form.ts';
import type { Catalogue } from '../../shared/text/index.ts';
import type { Words } from './words.ts';

export function condition({ callUs }: { readonly callUs?: string }, { text }: Words<Catalogue>): Block {
  return callUs === undefined ? text('condition') : text('condition.callUs', { number: shownNumber(callUs) });
}
