/** Imports over HTTP, as the page makes them. */
import type { ImportSettingsBody, ImportView } from '../../src/shared/imports.ts';
import { until } from './patience.ts';

interface Sender {
  readonly cookie: string;
  get(path: string): Promise<Response>;
  send(method: string, path: string, body?: unknown): Promise<Response>;
}

export const SETTINGS: ImportSettingsBody = {
  campaignId: 'demo',
  mapping: ['name', 'phone', 'email'],
  hasHeading: true,
  mode: 'history',
  perHour: 60,
  basis: { kind: 'written', at: Date.parse('2026-01-05'), statement: 'Card at the spring fair' },
};

export async function upload(url: string, { cookie }: Sender, file: string | Buffer, name = 'leads.csv') {
  const headers = { cookie, 'x-file-name': encodeURIComponent(name), 'content-type': 'application/octet-stream' };
  const response = await fetch(`${url}/api/imports`, { method: 'POST', headers, body: file as BodyInit });
  return { status: response.status, view: (await response.json()) as ImportView };
}

export async function view(client: Sender, id: string): Promise<ImportView> {
  return (await (await client.get(`/api/imports/${id}`)).json()) as ImportView;
}

/** Waits until the import is in this state. */
export async function reaches(client: Sender, id: string, state: ImportView['state']): Promise<ImportView> {
  let now = await view(client, id);
  await until(async () => (now = await view(client, id)).state === state, `an import is ${state}`);
  return now;
}

/** Sends the file, maps and checks it. */
export async function checked(
  url: string,
  client: Sender,
  file: string | Buffer,
  settings: Partial<ImportSettingsBody> = {},
): Promise<ImportView> {
  const { status, view: stored } = await upload(url, client, file);
  if (status !== 201) throw new Error(`the file was refused: ${JSON.stringify(stored)}`);
  const trying = await client.send('POST', `/api/imports/${stored.id}/check`, { ...SETTINGS, ...settings });
  if (trying.status !== 200) throw new Error(`the check was refused: ${await trying.text()}`);
  return reaches(client, stored.id, 'checked');
}

export async function act(client: Sender, id: string, verb: 'start' | 'cancel' | 'undo'): Promise<number> {
  return (await client.send('POST', `/api/imports/${id}/${verb}`)).status;
}

/** `count` people with numbers of their own, from `first` on. */
export function people(count: number, first = 0): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const digits = String(first + index).padStart(6, '0');
    return `Person ${first + index},(202) 5${digits.slice(0, 2)}-${digits.slice(2)},p${first + index}@a.example`;
  });
  return `Name,Phone,Email\n${rows.join('\n')}\n`;
}
