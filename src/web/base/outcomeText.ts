/** An outcome in the reader's language: in the business's own words, or the default text. */
import type { DeskOutcome } from '../../shared/desk.ts';
import type { LeadRow } from '../../shared/api.ts';
import type { leadText } from '../../shared/text/lead.ts';
import type { Translate } from '../../shared/text/index.ts';

type LeadWords = Translate<Extract<keyof typeof leadText, string>>;
type Closed = Pick<LeadRow, 'outcome' | 'outcomeLabel'>;

/** null while the lead is open. */
export function outcomeText({ outcome, outcomeLabel }: Closed, t: LeadWords): string | null {
  return outcomeLabel ?? (outcome ? t(`outcome.${outcome}`) : null);
}

/** Of one to choose. */
export function choiceText({ means, label }: DeskOutcome, t: LeadWords): string {
  return label ?? t(`outcome.${means}`);
}

/** How a key is shown: `1`, or `⇧1` with Shift. */
export function keyText(key: string): string {
  return key.replace('Shift+', '⇧');
}
