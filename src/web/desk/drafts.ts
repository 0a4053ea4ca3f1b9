/** Unsent text by lead. Kept only in this page's memory: customer data never goes into browser storage. */
import type { DeskLead } from '../../shared/desk.ts';
import { toLocalInput } from '../base/format.ts';

export interface Draft {
  readonly note: string;
  /** The note as last sent to the server. */
  readonly savedNote: string;
  /** An ID from the lead's list. */
  readonly outcome: string | null;
  readonly followUp: boolean;
  readonly followUpAt: string;
  readonly followUpOwner: 'me' | 'anyone';
  /** The value of a sale, as typed. */
  readonly sale: string;
  /** Of an appointment: `followUpAt` is its time. */
  readonly place: string;
}

const drafts = new Map<string, Draft>();

/** An appointment that stands is the first proposal. */
export function draftOf({ id, note = '', appointment }: Pick<DeskLead, 'id' | 'note' | 'appointment'>): Draft {
  return (
    drafts.get(id) ?? {
      note,
      savedNote: note,
      outcome: null,
      followUp: false,
      followUpAt: appointment ? toLocalInput(appointment.at) : '',
      followUpOwner: 'me',
      sale: '',
      place: appointment?.place ?? '',
    }
  );
}

export function keepDraft(leadId: string, draft: Draft): void {
  // There is one current lead at a time, and older drafts were sent with their leads.
  if (!drafts.has(leadId)) drafts.clear();
  drafts.set(leadId, draft);
}
