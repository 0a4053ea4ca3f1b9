/** The value of a sale, after the lead closed with it: a supervisor corrects it, and the history keeps what it was. */
import { isSale } from '../vocabulary/outcomes.ts';
import type { LeadEvent } from './events.ts';
import { isSuperseded, type Lead } from './lead.ts';
import { refuse, SAME, stayInState, type Context, type Step } from './step.ts';

export function correctSaleValue(
  lead: Lead,
  { by, saleValue: to }: Extract<LeadEvent, { kind: 'saleValue' }>,
  { now }: Context,
): Step {
  if (lead.state !== 'closed' || !isSale(lead.outcome))
    return refuse('wrong-state', 'Only a lead that closed with a sale has a value.');
  if (isSuperseded(lead)) return refuse('wrong-state', 'This lead continues in another one.');
  const { saleValue: from, ...rest } = lead;
  if ((from ?? null) === to) return SAME;
  const data = { ...(from !== undefined && { from }), ...(to !== null && { saleValue: to }) };
  return stayInState({ ...rest, ...(to !== null && { saleValue: to }) }, {}, [{ kind: 'saleValue', by, data }], now);
}
