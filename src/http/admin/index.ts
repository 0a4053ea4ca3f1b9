/** Administration over HTTP, for administrators only: every route of this folder. */
import type { Route, RouteParts } from '../plumbing/route.ts';
import { businessRoutes } from './business.ts';
import { callFlowRoutes } from './callFlow.ts';
import { campaignRoutes } from './campaigns.ts';
import { costRoutes } from './costs.ts';
import { doNotCallRoutes } from './doNotCall.ts';
import { registryRoutes } from './registry.ts';
import { importRoutes } from './imports.ts';
import { keyRoutes } from './keys.ts';
import { lawRoutes } from './law.ts';
import { mailRoutes } from './mails.ts';
import { namedItemRoutes } from './named.ts';
import { peopleRoutes } from './people.ts';
import { personRoutes } from './persons.ts';
import { policyRoutes } from './policy.ts';
import { scoringRoutes } from './scoring.ts';
import { retentionRoutes } from './retention.ts';

export function adminRoutes(parts: RouteParts, settings: { readonly demo: boolean }): readonly Route[] {
  return [
    ...businessRoutes(),
    ...campaignRoutes(parts, settings),
    ...policyRoutes(),
    ...callFlowRoutes(),
    ...peopleRoutes(),
    ...namedItemRoutes(parts),
    ...keyRoutes(),
    ...mailRoutes(),
    ...retentionRoutes(),
    ...scoringRoutes(),
    ...doNotCallRoutes(),
    ...personRoutes(),
    ...registryRoutes(),
    ...lawRoutes(),
    ...costRoutes(),
    ...importRoutes(),
  ];
}
