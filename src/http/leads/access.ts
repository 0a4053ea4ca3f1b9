/** Who may see which lead, and as what. */
import type { Request, Response } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { Viewer } from '../../usecases/present/contact.ts';
import { presentLead } from '../../usecases/present/lead.ts';
import { maySee } from '../../usecases/lead/leadVisibility.ts';
import type { WorkResult } from '../../usecases/lead/workLead.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { mayActAs, userOf } from '../session/session.ts';

export function viewerOf(user: User, lead: Lead): Viewer {
  const isOwner = 'owner' in lead && lead.owner.agentId === user.id;
  const kind = isOwner ? 'owner' : mayActAs(user, 'supervisor') ? 'supervisor' : 'offered';
  return { kind, language: user.language };
}

/** The lead in the URL, or null after responding that it doesn’t exist or isn’t visible to this user. */
export async function visibleLead(parts: Parts, req: Request, res: Response): Promise<Lead | null> {
  const lead = await parts.leads.byId(leadIdOf(req));
  if (lead && (await maySee(parts, userOf(res), lead))) return lead;
  sendProblem(res, failure('not-found', 'Lead not found, or you don’t have access to it.'));
  return null;
}

export function leadIdOf(req: Request): string {
  return String(req.params['id']);
}

/** Responds with the lead after the change, or with why it failed. */
export async function replyLead(parts: Parts, res: Response, worked: WorkResult): Promise<void> {
  if (!worked.ok) return sendProblem(res, worked);
  res.json(await presentLead(parts, worked.lead, viewerOf(userOf(res), worked.lead)));
}
