/**
 * A dossier's body as the customer gets it (L83): without what agents and administrators wrote, the reasons for which
 * agents were offered a lead, and scripts. An entry that is left out keeps its digest, as if it was erased, so the chain
 * of the history stays whole. Pure.
 */
import type { DossierBody, DossierLead } from '../../evidence/dossier.ts';
import { digestOf } from '../../evidence/chain.ts';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { SealedEntry } from '../../ports/leads.ts';
import { dossierText } from '../../shared/text/dossier.ts';

export function ownCopy(body: DossierBody): DossierBody {
  const { leads, campaigns, doNotCall, notProved } = body;
  return {
    ...body,
    leads: leads.map(withoutInternals),
    campaigns: campaigns.map((campaign) => ({ ...campaign, script: '' })),
    doNotCall: {
      ...doNotCall,
      marks: doNotCall.marks.map(({ reason, ...mark }) => ({
        ...mark,
        ...(reason !== undefined && mark.by.kind === PROSPECT.kind && { reason }),
      })),
    },
    notProved: [...notProved, dossierText['not.own'].en],
  };
}

function withoutInternals({ history, offers, ...lead }: DossierLead): DossierLead {
  return {
    ...lead,
    history: history.map(withoutNote),
    decisions: [],
    offers: offers.map(({ seq }) => ({ seq, decision: null })),
  };
}

function withoutNote(entry: SealedEntry): SealedEntry {
  const { salt: _salt, ...kept } = entry;
  const isTheirs = entry.by.kind === PROSPECT.kind;
  if (isTheirs || entry.data['note'] === undefined || entry.salt === undefined) return entry;
  return { ...kept, data: {}, digest: digestOf(entry) };
}
