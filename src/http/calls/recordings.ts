/**
 * A lead’s messages and recordings: the list, and the audio, passed through from the phone network so that the browser
 * needs no key of ours and contacts no other site. Anyone who may see the lead may hear its messages; conversations are
 * for supervisors.
 */
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
import { route, SENT, type Route } from '../plumbing/route.ts';
import { mayActAs } from '../session/access.ts';

export function recordingRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads/:id/recordings',
      who: 'agent',
      summary: 'Voice messages and, for supervisors, recorded conversations, oldest first.',
      reply: { 200: '`recordings`: id, kind, at, seconds.', 404: 'Lead not found, or you don’t have access to it.' },
      run: async ({ parts, user, params }) => {
        const seen = await visibleLead(parts, user, params.id);
        return seen.ok ? { recordings: await audibleTo(parts, user, seen.lead) } : seen;
      },
    }),
    route({
      method: 'get',
      path: '/api/leads/:id/recordings/:recordingId',
      who: 'agent',
      summary: 'The audio of one recording, from the phone network.',
      reply: { 200: 'The audio.', 404: 'Recording not found, or it was deleted.' },
      run: async ({ parts, user, params, res }) => {
        const seen = await visibleLead(parts, user, params.id);
        if (!seen.ok) return seen;
        const wanted = (await audibleTo(parts, user, seen.lead)).find(({ id }) => id === params.recordingId);
        const opened = wanted && parts.phone ? await parts.phone.openRecording(wanted.id) : null;
        if (!opened) return failure('not-found', 'Recording not found, or it was deleted.');
        res.setHeader('cache-control', 'no-store');
        res.type(opened.type);
        // A listener who leaves early isn’t an error.
        await pipeline(Readable.fromWeb(opened.sound as ReadableStream), res).catch((error: unknown) => {
          if (!res.destroyed) throw error;
        });
        return SENT;
      },
    }),
  ];
}

async function audibleTo(parts: Parts, user: User, lead: Lead): Promise<readonly SoundView[]> {
  const all = await listSounds(parts, lead);
  return mayActAs(user, 'supervisor') ? all : all.filter(({ kind }) => kind === 'message');
}
