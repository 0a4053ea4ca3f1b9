/**
 * What an error of the mail library means for the mail: whether trying again can help, and why it failed, from our own
 * closed list. The server's words stay out: they often repeat the address.
 */
import type { SendResult } from '../ports.ts';

type Failed = Extract<SendResult, { ok: false }>;

interface MailError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  /** What the server said. */
  readonly response?: unknown;
  /** Of the system's own errors: what was being done. */
  readonly syscall?: unknown;
}

export function judgeError(error: unknown): Failed {
  const { code, command, responseCode, response, syscall } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as MailError;
  const reply =
    typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600 ? responseCode : undefined;
  const failed = (how: Failed['how'], why: Failed['why']): Failed => ({
    ok: false,
    how,
    why,
    ...(reply !== undefined && { code: reply }),
  });
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      // The account is at fault, not the mail: an administrator mends it, and everything that waits goes out.
      return failed('temporary', 'refusedSignIn');
    case 'ETLS':
    case 'EREQUIRETLS':
      return failed('temporary', 'noSecureLine');
    case 'ETIMEDOUT':
    case 'EABORT':
      return failed('temporary', 'timedOut');
    case 'EDNS':
      return failed('temporary', 'unreachable');
    case 'EPROTOCOL':
      return failed('temporary', reply !== undefined && reply < 500 ? 'refusedForNow' : 'notUnderstood');
    case 'ECONNECTION':
    case 'ESOCKET':
      return failed('temporary', syscall === 'connect' ? 'unreachable' : 'lineBroke');
    case 'EENVELOPE':
    case 'EMESSAGE':
      // A number that is no refusal, or none at all: nothing was said about the mail. The library alone says no without.
      if (reply === undefined && response !== undefined) return failed('temporary', 'notUnderstood');
      if (reply === undefined) return failed('permanent', 'badAddress');
      // 503 says that the session was in the wrong state; the same mail can go through on a new one.
      if (reply < 500 || reply === 503) return failed('temporary', 'refusedForNow');
      if (command === 'MAIL FROM') return failed('temporary', 'refusedSender');
      return failed('permanent', command === 'RCPT TO' ? 'refusedRecipient' : 'refusedMessage');
    default:
      return failed('temporary', 'lineBroke');
  }
}
