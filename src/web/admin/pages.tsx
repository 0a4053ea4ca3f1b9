/** The admin pages by path. Each is loaded when it is first opened. */
import type { ComponentChildren, ComponentType } from 'preact';
import type { Me } from '../../shared/api.ts';
import { Lazy } from '../base/ui/Lazy.tsx';
import type { AdminPageProps } from './pageProps.ts';
type Load = () => Promise<ComponentType<AdminPageProps>>;

const overview: Load = async () => (await import('./overview/OverviewPage.tsx')).OverviewPage;
const business: Load = async () => (await import('./business/BusinessPage.tsx')).BusinessPage;
const people: Load = async () => (await import('./people/PeoplePage.tsx')).PeoplePage;
const invite: Load = async () => (await import('./people/InvitePage.tsx')).InvitePage;
const person: Load = async () => (await import('./people/PersonPage.tsx')).PersonPage;
const teams: Load = async () => (await import('./teams/TeamsPage.tsx')).TeamsPage;
const campaigns: Load = async () => (await import('./campaigns/CampaignsPage.tsx')).CampaignsPage;
const newCampaign: Load = async () => (await import('./campaigns/NewCampaignPage.tsx')).NewCampaignPage;
const campaign: Load = async () => (await import('./campaigns/CampaignPage.tsx')).CampaignPage;
const calls: Load = async () => (await import('./campaigns/calls/CallsPage.tsx')).CallsPage;
const doNotCall: Load = async () => (await import('./doNotCall/DoNotCallPage.tsx')).DoNotCallPage;
const law: Load = async () => (await import('./law/LawPage.tsx')).LawPage;
const customer: Load = async () => (await import('./customer/CustomerPage.tsx')).CustomerPage;
const imports: Load = async () => (await import('./imports/ImportsPage.tsx')).ImportsPage;
const oneImport: Load = async () => (await import('./imports/ImportPage.tsx')).ImportPage;
const costs: Load = async () => (await import('./costs/CostsPage.tsx')).CostsPage;
const keys: Load = async () => (await import('./keys/KeysPage.tsx')).KeysPage;
const mail: Load = async () => (await import('./mail/MailPage.tsx')).MailPage;
const scoring: Load = async () => (await import('./scoring/ScoringPage.tsx')).ScoringPage;
const retention: Load = async () => (await import('./retention/RetentionPage.tsx')).RetentionPage;
const audit: Load = async () => (await import('./audit/AuditPage.tsx')).AuditPage;
const notHere: Load = async () => (await import('./overview/NotFoundPage.tsx')).NotFoundPage;

/** In the order of the page list. */
export const PAGES = [
  { name: 'overview', href: '/admin' },
  { name: 'business', href: '/admin/business' },
  { name: 'people', href: '/admin/people' },
  { name: 'teams', href: '/admin/teams' },
  { name: 'campaigns', href: '/admin/campaigns' },
  { name: 'import', href: '/admin/import' },
  { name: 'doNotCall', href: '/admin/do-not-call' },
  { name: 'law', href: '/admin/law' },
  { name: 'customer', href: '/admin/customer' },
  { name: 'costs', href: '/admin/costs' },
  { name: 'keys', href: '/admin/keys' },
  { name: 'mail', href: '/admin/mail' },
  { name: 'scoring', href: '/admin/scoring' },
  { name: 'retention', href: '/admin/retention' },
  { name: 'audit', href: '/admin/audit' },
] as const;

const ROUTES: readonly (readonly [pattern: RegExp, load: Load])[] = [
  [/^\/admin$/, overview],
  [/^\/admin\/business$/, business],
  [/^\/admin\/people$/, people],
  [/^\/admin\/people\/new$/, invite],
  [/^\/admin\/people\/([^/]+)$/, person],
  [/^\/admin\/teams$/, teams],
  [/^\/admin\/campaigns$/, campaigns],
  [/^\/admin\/campaigns\/new$/, newCampaign],
  [/^\/admin\/campaigns\/([^/]+)$/, campaign],
  [/^\/admin\/campaigns\/([^/]+)\/calls$/, calls],
  [/^\/admin\/import$/, imports],
  [/^\/admin\/import\/([^/]+)$/, oneImport],
  [/^\/admin\/do-not-call$/, doNotCall],
  [/^\/admin\/law$/, law],
  [/^\/admin\/customer$/, customer],
  [/^\/admin\/customer\/([^/]+)$/, customer],
  [/^\/admin\/costs$/, costs],
  [/^\/admin\/keys$/, keys],
  [/^\/admin\/mail$/, mail],
  [/^\/admin\/scoring$/, scoring],
  [/^\/admin\/retention$/, retention],
  [/^\/admin\/audit$/, audit],
];

export function pageAt(path: string, me: Me): ComponentChildren {
  for (const [pattern, load] of ROUTES) {
    const match = pattern.exec(path);
    // Keyed by path, so that a page for another subject starts fresh.
    if (match) return <Lazy key={path} load={load} props={{ me, id: decodeURIComponent(match[1] ?? '') }} />;
  }
  return <Lazy key={path} load={notHere} props={{ me, id: '' }} />;
}
