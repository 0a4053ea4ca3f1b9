/**
 * What people request from a running service, each several times: medians in milliseconds, one size, and how many
 * searches are refused as too broad.
 */
import { quantiles } from '../measure.ts';
import { telOf } from './invent.ts';

const TIMES = 7;

const SEARCHES: Readonly<Record<string, string>> = {
  'search, common name': 'q=maria',
  'search, two words': 'q=lee%20ingrid',
  'search, whole number': `q=${encodeURIComponent(telOf(17, 'closed'))}`,
  'search, last four digits': 'q=0017',
  'search, mail address': 'q=person.closed.18%40example.com',
  'search, common outcome': 'outcome=won',
  'search, rare outcome': 'outcome=abandoned',
  'search, campaign': 'campaign=past3',
  'leads page, open leads to complete': 'state=open&missing=any',
  'leads page, a missing detail of many': 'missing=email',
  'search, name and outcome': 'q=maria&outcome=doNotCall',
};

export async function askOverHttp(url: string, cookie: string): Promise<Record<string, number>> {
  const tooBroad = new Set<string>();
  const ask = async (path: string) => {
    const response = await fetch(url + path, { headers: { cookie } });
    const text = await response.text();
    if (!response.ok) {
      if ((JSON.parse(text) as { code: string }).code !== 'too-broad')
        throw new Error(`${path}: ${response.status} ${text}`);
      tooBroad.add(path);
    }
    return text;
  };
  const timed = async (paths: readonly string[]) => {
    const times: number[] = [];
    for (let round = 0; round < TIMES; round += 1) {
      const began = performance.now();
      await Promise.all(paths.map(ask));
      times.push(performance.now() - began);
    }
    return quantiles(times).p50;
  };

  const figures: Record<string, number> = {};
  figures['floor'] = await timed(['/api/floor']);
  figures['floor (kB)'] = Math.round((await ask('/api/floor')).length / 1000);
  figures['conservation'] = await timed(['/api/floor/conservation']);
  figures['metrics'] = await timed(['/metrics']);
  for (const [name, query] of Object.entries(SEARCHES)) figures[name] = await timed([`/api/leads?${query}`]);
  figures['search, far page'] = await timed([await farPage('/api/leads?outcome=won', ask)]);
  const lead = '/api/leads/ld_many_closed_17';
  figures['lead page'] = await timed([lead, `${lead}/timeline`, `${lead}/decisions`]);
  figures['callbacks'] = await timed(['/api/callbacks']);
  figures['callbacks, far page'] = await timed([await farPage('/api/callbacks?limit=200', ask)]);
  figures['searches refused as too broad'] = tooBroad.size;
  return figures;
}

const FAR_PAGES = 20;

/** Some pages further, as far as there are any. */
async function farPage(first: string, ask: (path: string) => Promise<string>): Promise<string> {
  let path = first;
  const joint = first.includes('?') ? '&' : '?';
  for (let page = 0; page < FAR_PAGES; page += 1) {
    const { next } = JSON.parse(await ask(path)) as { next: string | null };
    if (next === null) return path;
    path = `${first}${joint}cursor=${next}`;
  }
  return path;
}
