/** A process that crashes before its n-th write: that write and all later ones never happen. */
import { StoreUnavailable } from '../../src/ports/basics.ts';
import type { Parts } from '../../src/ports/parts.ts';

const WRITES = {
  leads: ['create', 'swap'],
  inquiries: ['attach', 'move'],
  outbox: ['delivered'],
  audit: ['intend', 'add', 'settle'],
  business: ['replace'],
  campaigns: ['add', 'replace'],
  users: ['add', 'edit', 'takeLink'],
  teams: ['add', 'replace', 'remove'],
  apiKeys: ['add', 'revoke'],
  settings: ['replace'],
  mails: ['resend'],
} as const;

/** The parts of that process. `writes()` returns how many writes were attempted. */
export function crashingBefore(parts: Parts, nth: number): { readonly parts: Parts; readonly writes: () => number } {
  let count = 0;
  const withCrash = <T extends object>(store: T, names: readonly (keyof T)[]): T => {
    const copy = { ...store };
    for (const name of names) {
      const write = store[name] as (...args: unknown[]) => Promise<unknown>;
      copy[name] = (async (...args: unknown[]) => {
        count += 1;
        if (count >= nth) throw new StoreUnavailable('dead');
        return write(...args);
      }) as T[keyof T];
    }
    return copy;
  };
  const dying: Parts = {
    ...parts,
    leads: withCrash(parts.leads, WRITES.leads),
    inquiries: withCrash(parts.inquiries, WRITES.inquiries),
    outbox: withCrash(parts.outbox, WRITES.outbox),
    audit: withCrash(parts.audit, WRITES.audit),
    business: withCrash(parts.business, WRITES.business),
    campaigns: withCrash(parts.campaigns, WRITES.campaigns),
    users: withCrash(parts.users, WRITES.users),
    teams: withCrash(parts.teams, WRITES.teams),
    apiKeys: withCrash(parts.apiKeys, WRITES.apiKeys),
    settings: withCrash(parts.settings, WRITES.settings),
    mails: withCrash(parts.mails, WRITES.mails),
  };
  return { parts: dying, writes: () => count };
}

/** Runs the task in a process that crashes before its n-th write. Returns whether it crashed. */
export async function crashesAt(parts: Parts, nth: number, task: (parts: Parts) => Promise<unknown>): Promise<boolean> {
  const dying = crashingBefore(parts, nth);
  await task(dying.parts).catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
  });
  return dying.writes() >= nth;
}
