/**
 * A lead’s messages and recordings: the list, and the audio, passed through from the phone network so that the browser
 * needs no key of ours and contacts no other site. Anyone who may see the lead may hear its messages; conversations are
 * for supervisors.
 */
import { Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { SoundView } from '../../shared/api.ts';
import { listSounds } from '../../usecases/calls/recordings.ts';
import { visibleLead } from '../leads/access.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { mayActAs, signedIn, userOf } from '../session/session.ts';

export function recordingRoutes(parts: Parts): Router {
  const router = Router();

  router.get('/api/leads/:id/recordings', signedIn(), async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (lead) res.json({ recordings: await audibleTo(parts, userOf(res), lead) });
  });

  router.get('/api/leads/:id/recordings/:recordingId', signedIn(), async (req, res) => {
    const lead = await visibleLead(parts, req, res);
    if (!lead) return;
    const wanted = (await audibleTo(parts, userOf(res), lead)).find(({ id }) => id === req.params['recordingId']);
    const opened = wanted && parts.phone ? await parts.phone.openRecording(wanted.id) : null;
    if (!opened) return sendProblem(res, failure('not-found', 'Recording not found, or it was deleted.'));
    res.setHeader('cache-control', 'no-store');
    res.type(opened.type);
    // A listener who leaves early isn’t an error.
    await pipeline(Readable.fromWeb(opened.sound as ReadableStream), res).catch((error: unknown) => {
      if (!res.destroyed) throw error;
    });
  });
  return router;
}

async function audibleTo(parts: Parts, user: User, lead: Lead): Promise<readonly SoundView[]> {
  const all = await listSounds(parts, lead);
  return mayActAs(user, 'supervisor') ? all : all.filter(({ kind }) => kind === 'message');
}

export const recordingPaths: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/leads/:id/recordings',
    who: 'agent: messages; supervisor: conversations too',
    summary: 'Voice messages and recorded conversations, oldest first.',
    responses: {
      200: '`recordings`: id, kind, at, seconds.',
      401: 'Sign in first.',
      404: 'Lead not found, or you don’t have access to it.',
    },
  },
  {
    method: 'get',
    path: '/api/leads/:id/recordings/:recordingId',
    who: 'same as the list',
    summary: 'The audio of one recording, from the phone network.',
    responses: { 200: 'The audio.', 401: 'Sign in first.', 404: 'Recording not found, or it was deleted.' },
  },
];
