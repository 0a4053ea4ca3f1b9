/** The demo's outbox: mails that it would have sent, newest first, as `GET /api/outbox` lists them. */
export interface OutboxRow {
  readonly id: string;
  /** Milliseconds since 1970, on this machine's clock. */
  readonly at: number;
  readonly to: string;
  readonly subject: string;
}

/** One mail, as `GET /api/outbox/:id` answers. Its HTML is at `/outbox/:id/html`, in a sandbox. */
export interface OutboxMail extends OutboxRow {
  readonly from: string;
  readonly text: string;
  readonly hasHtml: boolean;
}

export interface OutboxList {
  readonly mails: readonly OutboxRow[];
}
