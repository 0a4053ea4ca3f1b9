/** How a customer is looked up. Pure. */
import type { PersonFound } from '../../../shared/adminPersons.ts';
import { showNumber } from '../../base/format.ts';

export type Whom = { readonly tel: string } | { readonly email: string } | { readonly leadId: string };

/** A lead without its person can't be found again; its number or address can. */
export function whomOf({ address }: PersonFound, asked: Whom): Whom {
  if (!('leadId' in asked) || address === '') return asked;
  return address.includes('@') ? { email: address } : { tel: address };
}

/** As people read it; empty for neither a number nor an address. */
export function addressText({ address }: Pick<PersonFound, 'address'>): string {
  return address.includes('@') ? address : showNumber(address);
}
