/** Every route of the service, folder by folder: the one list from which mounting and the published API derive. */
import type { Mailbox } from '../ports/mail.ts';
import { adminRoutes } from './admin/index.ts';
import { callRoutes } from './calls/calls.ts';
import { recordingRoutes } from './calls/recordings.ts';
import { reportRoutes } from './reports/index.ts';
import { twilioRoutes, type TwilioSettings } from './calls/twilio/index.ts';
import { demoInfoRoutes } from './demo/info.ts';
import { outboxRoutes } from './demo/outbox.ts';
import { phoneNetworkRoutes, type PhoneNetworkOptions } from './demo/phoneNetwork.ts';
import { apiLeadRoutes } from './intake/apiLeads.ts';
import { captureRoutes, type CaptureSettings } from './intake/forms.ts';
import { bulkRoutes } from './leads/bulk.ts';
import { duplicateRoutes } from './leads/duplicates.ts';
import { leadExportRoutes } from './leads/export.ts';
import { floorRoutes } from './leads/floor.ts';
import { leadRoutes } from './leads/leads.ts';
import { mergeRoutes } from './leads/merging.ts';
import { passedOverRoutes } from './leads/passedOver.ts';
import { leadSearchRoutes } from './leads/search.ts';
import { leadViewRoutes } from './leads/views.ts';
import { supervisionRoutes } from './leads/supervision.ts';
import { evidenceKeyRoutes } from './operations/evidenceKeys.ts';
import { healthRoutes, type HealthSettings } from './operations/health.ts';
import { withPublished } from './operations/published.ts';
import type { ErrorPage } from './plumbing/mount.ts';
import type { Route, RouteParts } from './plumbing/route.ts';
import { sessionRoutes, type SessionSettings } from './session/session.ts';
import { welcomeRoutes } from './session/welcome.ts';

export interface HttpSettings {
  readonly intake: CaptureSettings;
  readonly session: SessionSettings;
  readonly telephony: TwilioSettings;
  readonly health: HealthSettings;
  /** What only the demo has. */
  readonly demoInfo?: object;
  readonly mailbox?: Mailbox;
  readonly phoneNetwork?: PhoneNetworkOptions;
}

export function httpRoutes(
  parts: RouteParts,
  { intake, session, telephony, health, demoInfo, mailbox, phoneNetwork }: HttpSettings,
): { readonly routes: readonly Route[]; readonly errorPages: readonly ErrorPage[] } {
  // The forms come first: paths are tried in order, and nothing is asked for more often.
  const capture = captureRoutes(parts, intake);
  const routes = [
    ...capture.routes,
    ...apiLeadRoutes(parts, intake),
    ...twilioRoutes(telephony),
    ...healthRoutes(health),
    ...evidenceKeyRoutes(),
    ...sessionRoutes(parts, session),
    ...welcomeRoutes(parts, session),
    ...leadSearchRoutes(),
    ...leadExportRoutes(),
    ...duplicateRoutes(),
    ...bulkRoutes(),
    ...leadViewRoutes(),
    ...leadRoutes(),
    ...passedOverRoutes(),
    ...mergeRoutes(),
    ...supervisionRoutes(),
    ...floorRoutes(),
    ...reportRoutes(),
    ...callRoutes(),
    ...recordingRoutes(),
    ...adminRoutes(parts, { demo: intake.demo }),
    ...(demoInfo ? demoInfoRoutes(demoInfo) : []),
    ...(mailbox ? outboxRoutes(mailbox) : []),
    ...(phoneNetwork ? phoneNetworkRoutes(parts, phoneNetwork) : []),
  ];
  return { routes: withPublished(routes, intake.publicUrl), errorPages: capture.errorPages };
}
