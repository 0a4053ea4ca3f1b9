/** The demo's outbox: emails that it would have sent, newest first, from `GET /api/outbox`. */
export interface OutboxRow {
  readonly id: string;
  /** Milliseconds since 1970, on this machine's clock. */
  readonly at: number;
  readonly to: string;
  readonly subject: string;
}

/** One email, from `GET /api/outbox/:id`. Its HTML is at `/outbox/:id/html`, in a sandbox. */
export interface OutboxMail extends OutboxRow {
  readonly from: string;
  readonly text: string;
  readonly hasHtml: boolean;
}

export interface OutboxList {
  readonly mails: readonly OutboxRow[];
}
