/** Unsent text by lead. Kept only in this page's memory: customer data never goes into browser storage. */

export interface Draft {
  readonly note: string;
  /** The note as last sent to the server. */
  readonly savedNote: string;
  /** An ID from the lead's list. */
  readonly outcome: string | null;
  readonly followUp: boolean;
  readonly followUpAt: string;
  readonly followUpOwner: 'me' | 'anyone';
}

const drafts = new Map<string, Draft>();

export function draftOf(leadId: string, note: string | undefined): Draft {
  return (
    drafts.get(leadId) ?? {
      note: note ?? '',
      savedNote: note ?? '',
      outcome: null,
      followUp: false,
      followUpAt: '',
      followUpOwner: 'me',
    }
  );
}

export function keepDraft(leadId: string, draft: Draft): void {
  // There is one current lead at a time, and older drafts were sent with their leads.
  if (!drafts.has(leadId)) drafts.clear();
  drafts.set(leadId, draft);
}
