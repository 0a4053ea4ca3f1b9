/** The mails that are owed, for administrators: what waits, what could not be delivered and why, and sending it again. */
import { Router } from 'express';
import joi from 'joi';
import { failure } from '../core/errors.ts';
import { MAIL_STATES, type MailState, type QueuedMail } from '../core/mail/mail.ts';
import type { Parts } from '../ports.ts';
import type { MailList, MailRow } from '../shared/adminMails.ts';
import { sendProblem } from './problems.ts';
import { signedIn } from './session.ts';
import { validated } from './validate.ts';

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
    const query = validated(MAILS_QUERY, req.query);
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
    const id = String(req.params['id']);
    const mail = await parts.mails.byId(id);
    if (!mail) return sendProblem(res, failure('not-found', 'There is no such mail.'));
    if (!parts.mailer) {
      return sendProblem(res, failure('wrong-state', 'Mail is off. Set SMTP_URL and MAIL_FROM, then send it again.'));
    }
    const again = await parts.mails.resend(id, parts.clock.now());
    if (again) return res.json(rowOf(again));
    return sendProblem(
      res,
      mail.state === 'dead'
        ? failure('wrong-state', 'What this mail was about is over, or its link has run out. Make a new one.')
        : failure('wrong-state', 'Only a mail that could not be delivered is sent again.'),
    );
  });

  return router;
}

function rowOf({ id, kind, to, state, attempts, dueAt, endedAt, why }: QueuedMail): MailRow {
  return {
    ...{ id, kind, to, state, attempts, dueAt },
    ...(endedAt !== undefined && { endedAt }),
    ...(why !== undefined && { why }),
  };
}
