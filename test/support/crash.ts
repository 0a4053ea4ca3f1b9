/** A process that dies before its n-th write: that write and every later one never happen. */
import { StoreUnavailable, type Parts } from '../../src/ports.ts';

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

/** The parts of that process. `writes()` says how many it had begun. */
export function dyingBefore(parts: Parts, nth: number): { readonly parts: Parts; readonly writes: () => number } {
  let count = 0;
  const mortal = <T extends object>(store: T, names: readonly (keyof T)[]): T => {
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
    leads: mortal(parts.leads, WRITES.leads),
    inquiries: mortal(parts.inquiries, WRITES.inquiries),
    outbox: mortal(parts.outbox, WRITES.outbox),
    audit: mortal(parts.audit, WRITES.audit),
    business: mortal(parts.business, WRITES.business),
    campaigns: mortal(parts.campaigns, WRITES.campaigns),
    users: mortal(parts.users, WRITES.users),
    teams: mortal(parts.teams, WRITES.teams),
    apiKeys: mortal(parts.apiKeys, WRITES.apiKeys),
    settings: mortal(parts.settings, WRITES.settings),
    mails: mortal(parts.mails, WRITES.mails),
  };
  return { parts: dying, writes: () => count };
}

/** Runs the task in a process that dies before its n-th write. True when it died on the way. */
export async function killedAt(parts: Parts, nth: number, task: (parts: Parts) => Promise<unknown>): Promise<boolean> {
  const dying = dyingBefore(parts, nth);
  await task(dying.parts).catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
  });
  return dying.writes() >= nth;
}
