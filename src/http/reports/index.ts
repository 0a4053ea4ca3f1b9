/** The reports: as JSON for the pages, as CSV for spreadsheets. The whole query is in the URL, and names no customer. */
import type { Route } from '../plumbing/route.ts';
import { agentRoutes } from './agents.ts';
import { callersRoute } from './callers.ts';
import { complianceRoute } from './compliance.ts';
import { speedRoute } from './speed.ts';
import { surveyRoute } from './survey.ts';

export function reportRoutes(): readonly Route[] {
  return [speedRoute(), ...agentRoutes(), callersRoute(), surveyRoute(), complianceRoute()];
}
