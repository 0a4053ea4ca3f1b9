/** Exports the dossier of one person (L90), or their own copy of it (L83). The audit log has it before anything is shown. */
import { headsOf } from '../../evidence/chain.ts';
import { certificateOf, wordingsOf } from '../../evidence/certificate.ts';
import {
  signDossier,
  textOf,
  WHY_NONE,
  type Dossier,
  type DossierBody,
  type DossierCall,
  type DossierLead,
  type Proof,
} from '../../evidence/dossier.ts';
import { pathTo } from '../../evidence/merkle.ts';
import { leafOfCertificate, leafOfDecision, leafOfLead } from '../../evidence/roots.ts';
import type { Call } from '../../core/call/call.ts';
import { soundsOf } from '../../core/call/sounds.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Decision } from '../../core/routing/decision.ts';
import type { SignedRoot } from '../../ports/evidence.ts';
import type { SealedEntry } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import { dossierText, NOT_PROVED } from '../../shared/text/dossier.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import { CUSTOMER, type Administrator } from '../admin/refusals.ts';
import { knownPerson, listEntryOf } from '../persons/findPerson.ts';
import { agentsIn } from '../persons/requiredRecords.ts';
import { recordsToSeal } from '../persons/sealPerson.ts';
import { ownCopy } from './ownCopy.ts';
import { ITEMS, VERSION } from './statements.ts';
import { saltOf } from './signRoots.ts';

/** For pages, which may not see how it is signed. */
export type DossierView = Dossier;

export async function exportDossier(
  parts: Parts,
  by: Administrator,
  key: string,
): Promise<{ readonly ok: true; readonly dossier: Dossier; readonly text: string } | Failure> {
  const person = await knownPerson(parts, key);
  const at = parts.clock.now();
  const subjectId = parts.random.id('do');
  const entry = await listEntryOf(parts, person);
  if (person.leads.length === 0 && person.calls.length === 0 && !entry)
    return failure('not-found', 'Nothing is stored about this person.');
  // Which leads, but not whose: the log outlives an erasure.
  const after = { leads: person.leads.length, calls: person.calls.length };
  await recordAudit(parts, { by: by.id, what: 'dossier', subjectId, action: 'export', after, version: 1, at });

  const prover = createProver(parts, await parts.evidence.firstRoot());
  const inquiries = person.leads.flatMap((one) => one.inquiries).sort((a, b) => a.receivedAt - b.receivedAt);
  const certified = [];
  for (const inquiry of inquiries) {
    const [certificate, salt] = [certificateOf(inquiry), await saltOf(parts.signer, inquiry.id)];
    const proof = await prover.prove(leafOfCertificate(certificate, salt), inquiry.receivedAt);
    certified.push({ certificate, salt, proof });
  }
  const leads: DossierLead[] = [];
  for (const { lead } of person.leads) leads.push(await leadIn(parts, lead, prover));
  const [business, campaigns, keys] = await Promise.all([
    parts.business.get(),
    parts.campaigns.stored(),
    parts.evidence.keys(at),
  ]);
  const used = new Set([...inquiries, ...person.leads.map(({ lead }) => lead)].map(({ campaignId }) => campaignId));
  const { tel, emails, names } = person;
  const body: DossierBody = {
    exportedAt: at,
    exportedBy: by.id,
    business: business?.name ?? '',
    version: VERSION,
    person: { ...(tel !== undefined && { tel }), emails, names },
    records: (await recordsToSeal(parts, person, at)).map(({ record }) => record),
    items: ITEMS,
    inquiries: certified,
    wordings: wordingsOf(inquiries),
    leads,
    calls: person.calls.map(callIn),
    doNotCall: {
      since: tel === undefined ? null : await parts.doNotCall.since(tel),
      marks: entry?.marks ?? [],
    },
    registry: tel === undefined ? null : parts.registry.statusOf(tel, at),
    campaigns: campaigns
      .filter(({ id }) => used.has(id))
      .map(({ id, name, version, script, survey = [] }) => ({
        ...{ id, name: name.en, version, script: script.en },
        ...(survey.length > 0 && { survey }),
      })),
    agents: Object.fromEntries(await parts.users.names(agentsIn(person, leads))),
    roots: prover.roots(),
    keys: keys.all,
    notProved: NOT_PROVED.map((name) => dossierText[name].en),
  };
  const dossier = signDossier(by.id === CUSTOMER.id ? ownCopy(body) : body, keys.current);
  return { ok: true, dossier, text: textOf(dossier) };
}

interface Prover {
  /** `at`: the moment whose root covers it; null until the lead that it is about closes. */
  prove(leaf: string, at: Moment | null): Promise<Proof>;
  /** Those used, in order. */
  roots(): readonly SignedRoot[];
}

function createProver({ evidence }: Pick<Parts, 'evidence'>, first: SignedRoot | null): Prover {
  const used = new Map<number, { readonly root: SignedRoot; readonly leaves: readonly string[] }>();
  const none = (why: keyof typeof WHY_NONE): Proof => ({ none: why, said: WHY_NONE[why] });
  return {
    async prove(leaf, at) {
      if (at === null) return none('open');
      if (!first || at < first.from) return none('before');
      const known = [...used.values()].find(({ root }) => root.from <= at && at < root.until);
      const found = known ?? (await evidence.rootAt(at));
      if (!found) return none('pending');
      const index = found.leaves.indexOf(leaf);
      if (index < 0) return none('notCovered');
      used.set(found.root.n, found);
      return { root: found.root.n, path: pathTo(found.leaves, index) };
    },
    roots: () => [...used.values()].map(({ root }) => root).sort((a, b) => a.n - b.n),
  };
}

async function leadIn(parts: Parts, lead: Lead, prover: Prover): Promise<DossierLead> {
  const { id, campaignId, state, createdAt, consents, attempts } = lead;
  const [{ entries, headHash }, decisions] = await Promise.all([
    parts.leads.sealedTimeline(id),
    parts.decisions.ofLead(id),
  ]);
  const closedAt = state === 'closed' ? lead.closedAt : null;
  const proved = [];
  for (const decision of decisions) {
    const digest = leafOfDecision(decision);
    proved.push({ decision, digest, proof: await prover.prove(digest, closedAt) });
  }
  return {
    id,
    campaignId,
    state,
    createdAt,
    consents,
    attempts,
    history: entries,
    headHash,
    proof: await proofOfHistory(id, entries, closedAt, prover, headHash),
    decisions: proved,
    offers: offersIn(entries, decisions),
  };
}

/** The root has the history as it was when the batch ran; what was added since is signed with the file. */
async function proofOfHistory(
  id: string,
  entries: readonly SealedEntry[],
  closedAt: Moment | null,
  prover: Prover,
  headHash: string,
): Promise<DossierLead['proof']> {
  const whole = { entryCount: entries.length, headHash };
  const pending = await prover.prove(leafOfLead({ id, ...whole }), closedAt);
  if (!('none' in pending) || pending.none !== 'notCovered') return { ...whole, proof: pending };
  const heads = headsOf(entries);
  for (let entryCount = entries.length - 1; entryCount > 0; entryCount -= 1) {
    const earlier = { entryCount, headHash: heads[entryCount] ?? '' };
    const proof = await prover.prove(leafOfLead({ id, ...earlier }), closedAt);
    if (!('none' in proof)) return { ...earlier, proof };
  }
  return { ...whole, proof: pending };
}

/** The decision was made just before the offer’s entry, for the same agents. */
function offersIn(entries: readonly SealedEntry[], decisions: readonly Decision[]): DossierLead['offers'] {
  return entries
    .filter(({ kind }) => kind === 'offered')
    .map(({ seq, at, data }) => {
      const agents = String((data['agentIds'] as readonly string[] | undefined)?.toSorted());
      const mine = decisions.findLast(
        (one) => one.at <= at && String(one.winners.map(({ agentId }) => agentId).toSorted()) === agents,
      );
      return { seq, decision: mine ? leafOfDecision(mine) : null };
    });
}

function callIn(call: Call): DossierCall {
  const { id, role, campaignId, from, to, startedAt, leadId, agentId, talkingAt } = call;
  return {
    ...{ id, role, campaignId, from, to, startedAt },
    ...(leadId !== undefined && { leadId }),
    ...(agentId !== undefined && { agentId }),
    ...(talkingAt !== undefined && { talkingAt }),
    ...(call.place === 'ended' && { endedAt: call.endedAt, how: call.how }),
    recordings: soundsOf(call).map(({ at, seconds }) => ({ at, seconds })),
  };
}
