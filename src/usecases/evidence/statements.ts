/** What a dossier says about itself. In English, as the law that it cites. */

/** The first version that signs certificates. */
export const VERSION = '0.1.0';

/** 16 CFR 310.5(a), https://www.ecfr.gov/current/title-16/section-310.5 */
export const ITEMS = [
  {
    item: '(1) advertising, scripts and promotional material',
    where: 'campaigns[].script: the opening as it is now; earlier versions are in the audit log',
  },
  {
    item: '(2) each call: who, for whom, what about',
    where: 'records (kind: call, attempt), calls, campaigns, agents',
  },
  {
    item: '(2) each call: outbound, numbers, date, time, duration',
    where: 'records (kind: call): direction, from, to, at, seconds',
  },
  { item: '(2) each call: prerecorded message', where: 'none: Leadbell plays no sales message' },
  { item: '(2) each call: script', where: 'campaigns[].script, at its version of today' },
  {
    item: '(2) each call: caller ID and the right to use it',
    where: 'calls[].from; the contract with the phone network is kept by the business',
  },
  {
    item: '(2) each call: disposition, and transfers',
    where: 'records (kind: outcome, attempt); leads[].history (kind: transferred)',
  },
  { item: '(3) prizes', where: 'not kept by Leadbell' },
  {
    item: '(4) customers: what was sold, when, for how much',
    where: 'records (kind: outcome): saleValue; the rest is kept by the business',
  },
  { item: '(5) consent: the request as shown, and the answer', where: 'inquiries[].certificate, wordings' },
  { item: '(6) established business relationship', where: 'inquiries[].certificate.stated, leads[].consents (basis)' },
  { item: '(7) donors', where: 'not kept by Leadbell' },
  { item: '(8) service providers', where: 'not kept by Leadbell' },
  { item: '(9) employees', where: 'agents: names by ID; the rest is kept by the business' },
  { item: '(10) do-not-call requests', where: 'doNotCall.marks, records (kind: request)' },
  {
    item: '(11) versions of the national registry',
    where: 'registry: of today; each version used is in the audit log',
  },
] as const;
