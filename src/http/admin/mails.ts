/** Queued emails, for administrators: what is waiting, what couldn’t be delivered and why, and resending. */
import joi from 'joi';
import { MAIL_STATES, type MailState, type QueuedMail } from '../../core/mail/mail.ts';
import type { MailList, MailRow } from '../../shared/adminMails.ts';
import { resendMail } from '../../usecases/admin/resendMail.ts';
import { route, type Route } from '../plumbing/route.ts';

const MAILS_QUERY = joi.object<{ state?: MailState; cursor?: string; limit?: string }>({
  state: joi.string().valid(...MAIL_STATES),
  cursor: joi.string().pattern(/^ml_\w{1,40}$/, 'a cursor from an earlier answer'),
  limit: joi.string().pattern(/^[1-9]\d{0,2}$/, 'a number up to 200'),
});
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export function mailRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/mails',
      who: 'administrator',
      summary: 'Emails that are waiting or undelivered, newest first, with the reason if one couldn’t be delivered.',
      query: MAILS_QUERY,
      reply: { 200: 'OK.' },
      run: async ({ parts, query: { limit = DEFAULT_LIMIT, ...wanted } }) => {
        const [{ items, next }, health] = await Promise.all([
          parts.mails.list({ ...wanted, limit: Math.min(MAX_LIMIT, Number(limit)) }),
          parts.mails.health(parts.clock.now()),
        ]);
        const mail = parts.mailer ? 'on' : 'off';
        return { mail, ...health, mails: items.map(rowOf), next } satisfies MailList;
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/mails/:id/resend',
      who: 'administrator',
      summary: 'Resend an email that couldn’t be delivered.',
      reply: {
        200: 'Queued again.',
        404: 'Email not found.',
        409: 'It isn’t undelivered, or it’s no longer needed.',
      },
      run: async ({ parts, user, params }) => {
        const again = await resendMail(parts, user, params.id);
        return again.ok ? rowOf(again.saved) : again;
      },
    }),
  ];
}

function rowOf({ id, kind, to, state, attempts, dueAt, nextAt, endedAt, why }: QueuedMail): MailRow {
  // An earlier attempt’s error no longer matters for an email that was sent or withdrawn.
  const isOver = state === 'sent' || state === 'cancelled';
  return {
    id,
    kind,
    to,
    state,
    attempts,
    dueAt,
    ...(nextAt !== undefined && { nextAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(why !== undefined && !isOver && { why }),
  };
}
