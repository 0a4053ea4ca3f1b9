/** Calls over HTTP: what a browser needs to take calls, and supervisors who take part in a conversation. */
import { clientOf } from '../../core/agent/agent.ts';
import type { CoachMode } from '../../core/call/call.ts';
import { superviseCall } from '../../usecases/calls/superviseCall.ts';
import { route, type Route } from '../plumbing/route.ts';

const COACHING = ['listen', 'whisper', 'join'] as const satisfies readonly CoachMode[];

export function callRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/phone/token',
      who: 'agent',
      summary: 'What a browser needs to take calls.',
      reply: { 200: '`kind`: twilio with a token, simulated with an address, or none.' },
      run: ({ parts, user }) => {
        const identity = clientOf(user.id).slice('client:'.length);
        return parts.phone?.softphone(identity) ?? { kind: 'none' };
      },
    }),
    ...COACHING.map((mode) =>
      route({
        method: 'post',
        path: `/api/leads/:id/${mode}`,
        who: 'supervisor',
        summary: `Calls your phone; answer to join the conversation (${mode}). If you’re already on the call, it switches without ringing.`,
        isOnce: true,
        reply: { 200: 'Your phone is ringing, or you switched.', 409: 'There is no active call.' },
        run: ({ parts, user, params }) => superviseCall(parts, user, params.id, mode),
      }),
    ),
  ];
}
