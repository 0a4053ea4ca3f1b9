/** Queued emails, for administrators: what is waiting, what couldn’t be delivered and why, and resending. */
import { Router } from 'express';
import joi from 'joi';
import { MAIL_STATES, type MailState, type QueuedMail } from '../../core/mail/mail.ts';
import type { Parts } from '../../ports/parts.ts';
import type { MailList, MailRow } from '../../shared/adminMails.ts';
import { resendMail } from '../../usecases/admin/resendMail.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';
import { validate } from '../plumbing/validate.ts';

export const MAILS_QUERY = joi.object<{ state?: MailState; cursor?: string; limit?: string }>({
  state: joi.string().valid(...MAIL_STATES),
  cursor: joi.string().pattern(/^ml_\w{1,40}$/, 'a cursor from an earlier answer'),
  limit: joi.string().pattern(/^[1-9]\d{0,2}$/, 'a number up to 200'),
});
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export function mailRoutes(parts: Parts): Router {
  const router = Router();

  router.get('/api/admin/mails', signedIn('administrator'), async (req, res) => {
    const query = validate(MAILS_QUERY, req.query);
    if (!query.ok) return sendProblem(res, query);
    const { limit = DEFAULT_LIMIT, ...wanted } = query.value;
    const [{ items, next }, health] = await Promise.all([
      parts.mails.list({ ...wanted, limit: Math.min(MAX_LIMIT, Number(limit)) }),
      parts.mails.health(parts.clock.now()),
    ]);
    const mail = parts.mailer ? 'on' : 'off';
    return res.json({ mail, ...health, mails: items.map(rowOf), next } satisfies MailList);
  });

  router.post('/api/admin/mails/:id/resend', signedIn('administrator'), async (req, res) => {
    const again = await resendMail(parts, userOf(res), String(req.params['id']));
    if (!again.ok) return sendProblem(res, again);
    return res.json(rowOf(again.saved));
  });

  return router;
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
