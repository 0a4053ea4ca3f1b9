/** A new lead from the first inquiry of a person without an open one. */
import { PlainError } from '../vocabulary/errors.ts';
import type { EffectKind } from './effects.ts';
import { acknowledgements, enterCallback, enterClosed, enterQueue } from './queue.ts';
import { PROSPECT, SYSTEM, type Actor } from '../vocabulary/people.ts';
import type { Consent } from '../vocabulary/contact.ts';
import type { ImportOrigin } from '../vocabulary/imports.ts';
import type { InquirySummary, Lead, LeadFacts } from './lead.ts';
import { withScore } from './score.ts';
import type { Context, Note, Step } from './step.ts';

export interface NewLead {
  readonly id: string;
  readonly inquiry: InquirySummary;
  readonly consent: Consent;
  /** The relationship with the customer that it takes over; see relationship.ts. */
  readonly relationship?: Consent;
  readonly facts: Pick<LeadFacts, 'person' | 'answers' | 'firstTouch' | 'liveCall' | 'skills'>;
  /** Signs of spam: the lead is closed as spam for review and offered to no one. */
  readonly spamReasons: readonly string[];
  readonly previousLeadId?: string;
  readonly knownAgentId?: string;
  readonly suspectedDuplicateIds: readonly string[];
  /** Those of the person's lead before it. */
  readonly differentFromIds?: readonly string[];
  /** The row of a file that it is. */
  readonly imported?: ImportOrigin;
}

/** P25: a chosen time is promised; otherwise the lead enters the queue now. */
export function enterAsAsked(
  lead: Lead,
  { callAt }: InquirySummary,
  context: Context,
  notes: readonly Note[],
  effects: readonly EffectKind[],
): Step {
  // Attached late, as after a crash.
  if (callAt === undefined || callAt <= context.now)
    return enterQueue(lead, context, notes, { rankedFrom: context.now, effects });
  return enterCallback(lead, context, { at: callAt, why: 'agreed', by: PROSPECT }, notes, effects);
}

/** The change that creates the lead: in the queue, promised for later, or closed if it may never be called. */
export function openLead(input: NewLead, context: Context): Extract<Step, { kind: 'changed' }> {
  const { inquiry, consent, facts } = input;
  const unscored: Lead = {
    id: input.id,
    campaignId: inquiry.campaignId,
    ...facts,
    ...(inquiry.interest !== undefined && { interest: inquiry.interest }),
    ...(inquiry.message !== undefined && { message: inquiry.message }),
    inquiries: [inquiry],
    consents: input.relationship ? [consent, input.relationship] : [consent],
    attempts: [],
    createdAt: context.now,
    changedAt: context.now,
    epoch: 0,
    seq: 0,
    ...(input.previousLeadId !== undefined && { previousLeadId: input.previousLeadId }),
    ...(input.knownAgentId !== undefined && { knownAgentId: input.knownAgentId }),
    suspectedDuplicateIds: input.suspectedDuplicateIds,
    ...(input.differentFromIds && { differentFromIds: input.differentFromIds }),
    // Placeholder before the first decision; never stored.
    state: 'waiting',
    wait: { startedAt: context.now, rankedFrom: context.now, bonusMs: 0, tried: [] },
    nextStepAt: context.now,
  };
  const blank = withScore(unscored, context);
  const isHistory = input.imported?.mode === 'history';
  const notes: Note[] = [
    {
      kind: 'created',
      by: importerOf(input.imported),
      data: {
        inquiryId: inquiry.id,
        kind: inquiry.kind,
        ...(facts.liveCall?.direction === 'inbound' && !facts.liveCall.neverInLine && { isOnLine: true }),
        ...(input.imported && { importId: input.imported.importId }),
        ...(isHistory && { isHistory }),
        ...(input.previousLeadId !== undefined && { previousLeadId: input.previousLeadId }),
      },
    },
  ];
  const step =
    input.spamReasons.length > 0
      ? enterClosed(
          blank,
          'spam',
          [...notes, { kind: 'closed', by: SYSTEM, data: { outcome: 'spam', reasons: input.spamReasons } }],
          context.now,
        )
      : enterAsAsked(blank, inquiry, context, notes, acknowledgements(inquiry, consent, context));
  // F60: what was known before is no arrival of today.
  if (isHistory) {
    const closed: Note = { kind: 'closed', by: SYSTEM, data: { outcome: 'imported', isHistory } };
    const kept = enterClosed(blank, 'imported', [...notes, closed], context.now);
    if (kept.kind === 'changed') return kept;
  }
  if (step.kind !== 'changed') throw new PlainError('opening a lead always changes it');
  return step;
}

/** Who did what a file says: the person who imported it; otherwise the customer. */
export function importerOf(imported: ImportOrigin | undefined): Actor {
  return imported ? { kind: 'supervisor', id: imported.by } : PROSPECT;
}
