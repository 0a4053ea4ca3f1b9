/** Tests the connection to the phone network for a campaign's saved numbers, and sets their webhooks. */
import {
  judgeConnection,
  NO_NETWORK,
  troubleResult,
  type CheckResult,
  type ConnectionCheck,
  type ConnectionFacts,
  type Webhook,
  type WebhookChange,
} from '../../core/call/connection.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { PhoneSetup } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { withAudit } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

/** The network limits concurrent requests. */
const NUMBERS_AT_ONCE = 5;

export async function testConnection(parts: Parts, campaignId: string): Promise<Saved<ConnectionCheck>> {
  const numbers = await numbersOf(parts, campaignId);
  if (!numbers) return failure('not-found', 'Campaign not found.');
  if (!parts.phoneSetup) return { ok: true, saved: NO_NETWORK };
  return { ok: true, saved: judgeConnection(await readConnectionFacts(parts.phoneSetup, numbers)) };
}

/** Points the webhooks that the test found wrong at this service, number by number. Returns a new test result. */
export async function setWebhooks(
  parts: Parts,
  by: Administrator,
  campaignId: string,
): Promise<Saved<ConnectionCheck>> {
  const numbers = await numbersOf(parts, campaignId);
  if (!numbers) return failure('not-found', 'Campaign not found.');
  const { phoneSetup } = parts;
  if (!phoneSetup) return { ok: true, saved: NO_NETWORK };
  const before = await readConnectionFacts(phoneSetup, numbers);
  const { changes } = judgeConnection(before);
  const refused: CheckResult[] = [];
  for (const { tel, answer } of before.numbers) {
    const own = changes.filter(({ number }) => number === tel);
    if (!answer.ok || !answer.value || own.length === 0) continue;
    const { sid } = answer.value;
    const result = await withAudit(
      parts,
      {
        by: by.id,
        what: 'campaign',
        subjectId: campaignId,
        action: 'webhooks',
        before: { webhooks: addresses(own, 'from') },
        after: { number: tel, webhooks: addresses(own, 'to') },
      },
      () => phoneSetup.setWebhooks(sid, addresses(own, 'to')),
      ({ ok }) => ok,
    );
    if (!result.ok) refused.push(troubleResult('change', result.trouble, tel));
  }
  const { results, changes: left } = judgeConnection(await readConnectionFacts(phoneSetup, numbers));
  return { ok: true, saved: { results: [...refused, ...results], changes: left } };
}

async function numbersOf(parts: Parts, campaignId: string): Promise<readonly string[] | null> {
  const campaign = await parts.campaigns.byId(campaignId);
  return campaign && (campaign.calls?.numbers ?? []);
}

function addresses(changes: readonly WebhookChange[], which: 'from' | 'to'): Partial<Record<Webhook, string>> {
  return Object.fromEntries(changes.map((change) => [change.webhook, change[which]]));
}

/** If the account is rejected, nothing else is requested. */
async function readConnectionFacts(setup: PhoneSetup, tels: readonly string[]): Promise<ConnectionFacts> {
  const account = await setup.account();
  const isRefused = !account.ok && account.trouble.status === 401;
  const otherRegion = isRefused ? await setup.otherRegion() : null;
  const key = await setup.key();
  const numbers: ConnectionFacts['numbers'][number][] = [];
  for (let start = 0; start < tels.length; start += NUMBERS_AT_ONCE) {
    const some = tels.slice(start, start + NUMBERS_AT_ONCE);
    const ask = async (tel: string) => ({ tel, answer: account.ok ? await setup.number(tel) : account });
    numbers.push(...(await Promise.all(some.map(ask))));
  }
  return { ...setup.facts(), account, otherRegion, key, numbers };
}
