/**
 * What a mail library error means for the email: whether a retry can help, and why it failed, from our own closed list.
 * The server’s message is dropped, because it often repeats the address.
 */
import type { SendResult } from '../ports/mail.ts';

type Failed = Extract<SendResult, { ok: false }>;

interface MailError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  /** The server’s response. */
  readonly response?: unknown;
  /** For system errors: the operation that failed. */
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
      // The account is at fault, not the email: an administrator fixes it, and everything that waits goes out.
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
      // Not a rejection code, or none at all: it says nothing about the email. Only the library rejects without a code.
      if (reply === undefined && response !== undefined) return failed('temporary', 'notUnderstood');
      if (reply === undefined) return failed('permanent', 'badAddress');
      // 503 means that the session was in the wrong state; the same email can go through on a new one.
      if (reply < 500 || reply === 503) return failed('temporary', 'refusedForNow');
      if (command === 'MAIL FROM') return failed('temporary', 'refusedSender');
      return failed('permanent', command === 'RCPT TO' ? 'refusedRecipient' : 'refusedMessage');
    default:
      return failed('temporary', 'lineBroke');
  }
}
