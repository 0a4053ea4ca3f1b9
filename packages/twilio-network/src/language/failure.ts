/**
 * A document that cannot be fetched, read or executed. `code` is from the error dictionary
 * (https://www.twilio.com/docs/api/errors). The call continues at its fallback address, or ends.
 */
export class TwimlFailure extends Error {
  readonly code: number;
  /** The address of the document that failed, once it is known. */
  url: string | null = null;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'TwimlFailure';
    this.code = code;
  }
}
