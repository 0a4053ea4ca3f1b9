/** Errors of the API, as `{code, message, more_info, status}`: https://www.twilio.com/docs/usage/twilios-response */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
  }
}

export const notFound = (path: string) => new RestError(404, 20404, `The requested resource ${path} was not found`);

export const errorBody = ({ code, message, status }: RestError) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});
