/**
 * The dossier of one person: everything that proves what they agreed to and what was done, in one file that can be
 * checked without us. One signature covers the whole text. Each part has a digest besides, so that a check can name the
 * part that was changed.
 */
import type { Call } from '../core/call/call.ts';
import type { DoNotCallMark } from '../core/law/doNotCall.ts';
import type { RegistryStatus } from '../core/law/registry.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Decision } from '../core/routing/decision.ts';
import type { SurveyQuestion } from '../core/vocabulary/survey.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { PublicKey, SignedRoot, SigningKey } from '../ports/evidence.ts';
import type { SealedEntry } from '../ports/leads.ts';
import type { SealedRecord } from '../ports/persons.ts';
import type { Certificate } from './certificate.ts';
import { sha256 } from './digest.ts';
import { isSignedBy, signText } from './keys.ts';
import type { Path } from './merkle.ts';

export const FORMAT = 'leadbell-dossier/1';
const PURPOSE = 'dossier';

/**
 * Why a digest isn't under a signed root: `pending`: stored in the last minutes; `open`: of a lead that hasn't closed;
 * `before`: from before roots were kept; `notCovered`: no root has it as it is now. In English, as the law that a dossier
 * cites.
 */
export const WHY_NONE = {
  pending: 'stored in the last minutes: signed with this file only, not yet by a root of its time',
  open: 'of a lead that is open: signed with this file only, and by a root once the lead closes',
  before: 'no certificate: from before this installation began to sign',
  notCovered: 'not under the signed root of its time: it was imported, stored late, changed or erased since',
} as const;

/** Where a digest is under a signed root; or why it isn't. */
export type Proof =
  { readonly root: number; readonly path: Path } | { readonly none: keyof typeof WHY_NONE; readonly said: string };

export interface DossierInquiry {
  readonly certificate: Certificate;
  readonly salt: string;
  readonly proof: Proof;
}

export interface DossierLead {
  readonly id: string;
  readonly campaignId: string;
  readonly state: Lead['state'];
  readonly createdAt: Moment;
  readonly consents: Lead['consents'];
  readonly attempts: Lead['attempts'];
  /** All of it, oldest first; `headHash` is the end of its chain. */
  readonly history: readonly SealedEntry[];
  readonly headHash: string;
  /** How much of the history the root covers: what it was when the lead closed. */
  readonly proof: { readonly entryCount: number; readonly headHash: string; readonly proof: Proof };
  readonly decisions: readonly { readonly decision: Decision; readonly digest: string; readonly proof: Proof }[];
  /** The routing decision behind each offer: the sequence number in the history, and its digest. */
  readonly offers: readonly { readonly seq: number; readonly decision: string | null }[];
}

export interface DossierCall extends Pick<Call, 'id' | 'role' | 'campaignId' | 'from' | 'to' | 'startedAt'> {
  readonly leadId?: string;
  readonly agentId?: string;
  readonly talkingAt?: Moment;
  readonly endedAt?: Moment;
  readonly how?: string;
  readonly recordings: readonly { readonly at: Moment; readonly seconds: number }[];
}

export interface DossierBody {
  readonly exportedAt: Moment;
  readonly exportedBy: string;
  readonly business: string;
  /** Version of the program. */
  readonly version: string;
  readonly person: { readonly tel?: string; readonly emails: readonly string[]; readonly names: readonly string[] };
  /** The records that 16 CFR 310.5(a) lists, oldest first. Empty without a number. */
  readonly records: readonly SealedRecord[];
  /** Item by item of 16 CFR 310.5(a): where it is in this file, or why it isn't. */
  readonly items: readonly { readonly item: string; readonly where: string }[];
  readonly inquiries: readonly DossierInquiry[];
  /** Exact texts by SHA-256. */
  readonly wordings: Readonly<Record<string, string>>;
  readonly leads: readonly DossierLead[];
  readonly calls: readonly DossierCall[];
  readonly doNotCall: { readonly since: Moment | null; readonly marks: readonly DoNotCallMark[] };
  readonly registry: RegistryStatus | null;
  readonly campaigns: readonly {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly script: string;
    /** What the IDs of answers in histories mean. */
    readonly survey?: readonly SurveyQuestion[];
  }[];
  /** Names of agents by ID. */
  readonly agents: Readonly<Record<string, string>>;
  readonly roots: readonly SignedRoot[];
  readonly keys: readonly PublicKey[];
  readonly notProved: readonly string[];
}

export interface Dossier {
  readonly format: typeof FORMAT;
  readonly body: DossierBody;
  /** Digest of each part of the body, by its place. They only name the place of a change. */
  readonly parts: Readonly<Record<string, string>>;
  /** Over the text of `format`, `body` and `parts`, in this order. */
  readonly signature: { readonly keyId: string; readonly value: string };
}

export function signDossier(body: DossierBody, key: SigningKey): Dossier {
  const plain = JSON.parse(JSON.stringify(body)) as DossierBody;
  const unsigned = { format: FORMAT, body: plain, parts: Object.fromEntries(partsOf(plain)) } as const;
  return { ...unsigned, signature: { keyId: key.id, value: signText(key, PURPOSE, signedText(unsigned)) } };
}

/** The file's exact text. It has these members and no others: the check refuses any other text. */
export function textOf({ format, body, parts, signature: { keyId, value } }: Dossier): string {
  return `${JSON.stringify({ format, body, parts, signature: { keyId, value } }, null, 2)}\n`;
}

export function isDossierSigned(dossier: Dossier, keys: readonly PublicKey[]): boolean {
  const { keyId, value } = dossier.signature;
  const key = keys.find(({ id }) => id === keyId);
  return key !== undefined && isSignedBy(key, PURPOSE, signedText(dossier), value);
}

/** Digest of the JSON text without spaces, in the file's own order: nothing in it can change unnoticed, order included. */
function signedText({ format, body, parts }: Omit<Dossier, 'signature'>): string {
  return sha256(JSON.stringify({ format, body, parts }));
}

/** Fine enough to name one entry of a history, coarse enough to stay small. */
const DEPTH = 4;

const PLAIN_NAME = /^\w+$/;

/** The digest of each part, by its place: `body.leads[0].history[3]`, `body.wordings["a.b"]`. No two have the same. */
export function partsOf(body: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, place: string, depth: number) => {
    const inner = typeof value === 'object' && value !== null && depth < DEPTH ? Object.entries(value) : [];
    if (inner.length === 0) found.set(place, sha256(JSON.stringify(value)));
    for (const [name, item] of inner) {
      const quoted = PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
      visit(item, place + (Array.isArray(value) ? `[${name}]` : quoted), depth + 1);
    }
  };
  visit(body, 'body', 0);
  return found;
}
