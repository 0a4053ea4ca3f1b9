/** Checks a dossier with public keys alone: no server, no database, no clock. Each check says what is wrong, and where. */
import type { PublicKey, SignedRoot } from '../ports/evidence.ts';
import { headsOf, isWhole } from './chain.ts';
import { sha256 } from './digest.ts';
import {
  FORMAT,
  isDossierSigned,
  partsOf,
  textOf,
  WHY_NONE,
  type Dossier,
  type DossierLead,
  type Proof,
} from './dossier.ts';
import { rootFrom } from './merkle.ts';
import { follows, isRootSigned, leafOfCertificate, leafOfDecision, leafOfLead } from './roots.ts';

export interface Check {
  readonly name: string;
  /** One sentence for each problem, with its place. Empty: passed. */
  readonly problems: readonly string[];
  /** What passed, counted. */
  readonly said: string;
  /** What this check couldn't say, one sentence each. */
  readonly unproved?: readonly string[];
}

type Checked = Omit<Check, 'name'>;
type Checking = (dossier: Dossier, keys: readonly PublicKey[]) => Checked;

/** In order of what each relies on. */
const CHECKS: Readonly<Record<string, Checking>> = {
  'Signature of the file': (dossier, keys) => ({
    problems: isDossierSigned(dossier, keys)
      ? []
      : [`signature: not made by key ${dossier.signature.keyId} over this text`],
    said: `signed by key ${dossier.signature.keyId}`,
  }),
  'Every part has its digest': ({ body, parts }) => {
    const [signed, now] = [new Map(Object.entries(parts)), partsOf(body)];
    const places = [...new Set([...signed.keys(), ...now.keys()])];
    const problems = places.flatMap((place) => {
      if (signed.get(place) === now.get(place)) return [];
      const what = !now.has(place) ? 'is missing' : signed.has(place) ? 'was changed' : 'was added';
      return [`${place}: ${what}`];
    });
    const inOrder = [...now.keys()];
    const moved = problems.length > 0 ? undefined : places.find((place, index) => place !== inOrder[index]);
    if (moved !== undefined) problems.push(`${moved}: is out of order`);
    return { problems, said: `${places.length} parts` };
  },
  'Signed roots': ({ body: { roots } }, keys) => ({
    problems: roots.flatMap((root, index) => {
      const before = roots[index - 1];
      return [
        ...(isRootSigned(root, keys) ? [] : [`body.roots[${index}]: not signed by key ${root.keyId}`]),
        ...(before && before.n >= root.n ? [`body.roots[${index}]: out of order`] : []),
        ...(before && before.n + 1 === root.n && !follows(root, before)
          ? [`body.roots[${index}]: doesn’t follow the one before it`]
          : []),
      ];
    }),
    said: `${roots.length} roots`,
  }),
  'Certificates of inquiries': ({ body }) => {
    const proofs = body.inquiries.map(({ certificate, salt, proof }, index) => ({
      place: `body.inquiries[${index}]`,
      leaf: leafOfCertificate(certificate, salt),
      at: certificate.receivedAt,
      proof,
    }));
    return checkProofs(proofs, body.roots);
  },
  'Exact wordings': ({ body: { wordings, inquiries } }) => {
    const wrong = Object.entries(wordings).filter(([digest, text]) => sha256(text) !== digest);
    const missing = inquiries.flatMap(({ certificate }, index) =>
      certificate.boxes
        .filter(({ wording }) => wording !== undefined && !Object.hasOwn(wordings, wording))
        .map(({ box }) => `body.inquiries[${index}].certificate.boxes: the wording of “${box}” is missing`),
    );
    return {
      problems: [...wrong.map(([digest]) => `body.wordings.${digest}: another text`), ...missing],
      said: `${Object.keys(wordings).length} texts`,
    };
  },
  'Histories of leads': ({ body }) => ({
    problems: body.leads.flatMap((lead, index) => historyProblems(lead, `body.leads[${index}]`)),
    said: `${body.leads.reduce((sum, { history }) => sum + history.length, 0)} entries, chained`,
  }),
  'Histories under signed roots': ({ body }) => {
    const proofs = body.leads.map(({ id, proof }, index) => ({
      place: `body.leads[${index}].proof`,
      leaf: leafOfLead({ id, ...proof }),
      proof: proof.proof,
    }));
    return checkProofs(proofs, body.roots);
  },
  'Routing decisions': ({ body }) => {
    const all = body.leads.flatMap(({ decisions }, lead) =>
      decisions.map((one, index) => ({ ...one, place: `body.leads[${lead}].decisions[${index}]` })),
    );
    const wrong = all.filter(({ decision, digest }) => leafOfDecision(decision) !== digest);
    const offers = body.leads.flatMap((lead, index) => offerProblems(lead, `body.leads[${index}]`));
    const proofs = all.map(({ place, digest, proof }) => ({ place, leaf: digest, proof }));
    const { problems, ...rest } = checkProofs(proofs, body.roots);
    return { ...rest, problems: [...wrong.map(({ place }) => `${place}: another digest`), ...offers, ...problems] };
  },
};

/** `trusted`: keys from elsewhere. Without them the file's own are used, which only shows that it fits together. */
export function verifyDossier(text: string, trusted?: readonly PublicKey[]): readonly Check[] {
  let dossier: Dossier;
  try {
    dossier = JSON.parse(text) as Dossier;
  } catch (error) {
    return [{ name: 'File', problems: [`not JSON: ${(error as Error).message}`], said: '' }];
  }
  const isDossier = (dossier as Partial<Dossier> | null)?.format === FORMAT;
  const checks: readonly (readonly [string, Checking])[] = [
    ['File', () => ({ problems: fileProblems(dossier, text), said: `${text.length} characters` })],
    ...(isDossier ? Object.entries(CHECKS) : []),
  ];
  return checks.map(([name, check]) => {
    try {
      return { name, ...check(dossier, trusted ?? dossier.body.keys) };
    } catch {
      return { name, problems: ['can’t be read: a part has another shape'], said: '' };
    }
  });
}

function fileProblems(dossier: Dossier, text: string): readonly string[] {
  const { format } = (dossier as Partial<Dossier> | null) ?? {};
  if (format !== FORMAT) return [`format: not a dossier that this version can check (${FORMAT})`];
  const exact = textOf(dossier);
  if (exact === text) return [];
  let at = 0;
  while (exact[at] === text[at]) at += 1;
  return [`line ${text.slice(0, at).split('\n').length}: not in the form in which dossiers are written`];
}

interface Proved {
  readonly place: string;
  readonly leaf: string;
  readonly at?: number;
  readonly proof: Proof;
}

function checkProofs(all: readonly Proved[], roots: readonly SignedRoot[]): Checked {
  // Our own words, not the file’s.
  const unproved = all.flatMap(({ place, proof }) =>
    'none' in proof && Object.hasOwn(WHY_NONE, proof.none) ? [`${place}: ${WHY_NONE[proof.none]}`] : [],
  );
  const problems = all.flatMap(({ place, leaf, at, proof }) => {
    if ('none' in proof) return Object.hasOwn(WHY_NONE, proof.none) ? [] : [`${place}: no proof, and no known reason`];
    const root = roots.find(({ n }) => n === proof.root);
    if (!root) return [`${place}: root ${proof.root} isn’t in the file`];
    if (rootFrom(leaf, proof.path) !== root.root) return [`${place}: not under root ${root.n}`];
    return at === undefined || (at >= root.from && at < root.until) ? [] : [`${place}: not from the time of its root`];
  });
  const said = `${all.length - unproved.length} of ${all.length} under a signed root`;
  return { problems, said, unproved };
}

function historyProblems({ history, headHash, proof }: DossierLead, place: string): readonly string[] {
  const gap = history.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap >= 0) return [`${place}.history[${gap}]: an entry is missing, or out of order`];
  if (!isWhole(history, headHash)) return [`${place}.history: the chain doesn’t end in ${headHash.slice(0, 12)}…`];
  return headsOf(history)[proof.entryCount] === proof.headHash
    ? []
    : [`${place}.proof: not the head after ${proof.entryCount} entries`];
}

function offerProblems({ history, offers, decisions }: DossierLead, place: string): readonly string[] {
  const digests = new Set(decisions.map(({ digest }) => digest));
  const named = new Map(offers.map(({ seq, decision }) => [seq, decision]));
  return history.flatMap(({ kind, seq }, index) => {
    if (kind !== 'offered') return [];
    const decision = named.get(seq);
    if (decision === undefined) return [`${place}.history[${index}]: the offer names no decision`];
    return decision === null || digests.has(decision)
      ? []
      : [`${place}.offers: the decision of entry ${seq} is missing`];
  });
}
