// Takes screenshots of every page of the demo: light and dark, mobile and desktop, English and Korean.
// node scripts/screenshots.mjs [--out DIR] [--only SUBSTRING]   (docs/images/all, not kept in the repository)
// node scripts/screenshots.mjs --readme                          the two in the README, docs/images/
// Starts the built demo on a free port with its own data, and leaves nothing behind except the pictures.
/* global Buffer, fetch, localStorage */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const root = new URL('..', import.meta.url).pathname;
const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'docs/images/all') },
    only: { type: 'string', default: '' },
    readme: { type: 'boolean', default: false },
  },
});
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PASSWORD = 'leadbell-demo';
const WINDOWS = { 1280: { width: 1280, height: 800 }, 360: { width: 360, height: 740 } };
const SCHEMES = ['light', 'dark'];
const LANGUAGES = ['en', 'ko'];
const WITH_PREVIEW = ['basics', 'form', 'consent'];
const CAMPAIGN_SECTIONS = [
  ...['basics', 'form', 'consent', 'hours', 'people', 'timing', 'callbacks', 'script', 'outcomes', 'share'],
];

const MARIA = {
  name: 'Maria Lopez',
  phone: '+12025550143',
  email: 'maria@example.com',
  interest: 'roof',
  message: 'The roof faces south, and the bill in summer is about $240. Could somebody come by this week?',
  home: 'house',
  bill: 240,
};
/** Twice, with two numbers. */
const TWICE = { name: 'Rosa Marin', email: 'rosa@example.com' };
const JIEUN = { name: '이지은', phone: '+12135550190', interest: 'battery', language: 'ko' };

const executablePath = [process.env.CHROME_PATH ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path));
if (!executablePath) throw new Error('no browser: install chromium, or set CHROME_PATH');
await import('./build.mjs');
if (!options.readme) await mkdir(options.out, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'lb-pictures-'));
const { child, url } = await startDemo();
const browser = await chromium.launch({
  executablePath,
  args: [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic'],
    // A microphone that beeps and is allowed, and peers on this machine only: people talk, and can leave a message.
    ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--allow-loopback-in-peer-connection'],
  ],
});
try {
  await (options.readme ? takeForReadme() : takeAll());
} finally {
  await browser.close();
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  await rm(folder, { recursive: true, force: true });
}

async function startDemo() {
  const service = spawn(process.execPath, [join(root, 'dist/main.js'), '--demo'], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const address = await new Promise((resolve, reject) => {
    service.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const match = /Leadbell demo\s+(http:\/\/localhost:\d+)/.exec(printed);
      if (match && printed.includes('Stop: Ctrl-C')) resolve(match[1]);
    });
    service.on('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${printed}`)));
  });
  return { child: service, url: address };
}

async function takeAll() {
  const signedOut = await person();
  await take(signedOut, 'home', '/', '.people');
  await take(signedOut, 'sign-in', '/sign-in?next=/desk', 'form');
  await takeLinks();
  await take(signedOut, 'not-found', '/nothing-here', 'h1');
  await take(signedOut, 'form', '/f/demo', 'form');
  await take(signedOut, 'form-missing', '/f/nothing', 'h1');
  await take(signedOut, 'form-errors', '/f/demo', 'form', async (page) => {
    await page.locator('#name').fill('Iris Plain');
    await page.locator('button[type=submit]').click();
    await page.locator('.form-summary').waitFor();
  });
  await take(signedOut, 'forgot', '/reset', 'form');
  await takeAdministration(await person('admin@demo.test'));

  const ana = await person('ana@demo.test');
  // Dialed by hand: a network call would continue while pictures are taken, and has its own pictures.
  await ana.addInitScript(() => localStorage.setItem('leadbell.talk', 'off'));
  await take(ana, 'desk-off', '/desk', '.idle .button');
  const desk = await startShift(ana);
  await take(ana, 'desk-idle', '/desk', '.idle-bell-on');

  await take(ana, 'why', '/why', '.card');
  await take(ana, 'week', '/week', '.chart canvas');

  const receipt = await submit(MARIA);
  const waiting = await submit(JIEUN);
  const sam = await person('sam@demo.test');
  // An offer lasts 20 seconds and is made again if missed, so each picture waits for the card.
  await take(ana, 'desk-ringing', '/desk', '.offer', undefined, () => available(desk));
  await take(sam, 'floor', '/floor', '.table .age');
  await take(sam, 'reports', '/reports?by=source', '.chart canvas');
  await take(sam, 'reports-agents', '/reports/agents?last=7', '.chart canvas');
  await take(sam, 'reports-callers', '/reports/callers?last=7', '.reports-figures');
  await take(sam, 'reports-survey', '/reports/survey?last=7&by=source', '.reports-filters');
  await take(sam, 'reports-compliance', '/reports/compliance?last=7&by=source', '.reports-cards');
  await take(signedOut, 'receipt-finding', receipt, '[data-step]');
  await available(desk);
  await desk.locator('.offer .button-primary').click();
  await desk.locator('.number-line').waitFor();
  await take(ana, 'desk-connecting', '/desk', '.number-line');
  await take(signedOut, 'receipt-connecting', receipt, '[data-step]');
  await desk.locator('.steps .button-primary').click({ delay: 700 });
  await desk.waitForTimeout(700);
  if ((await desk.locator('.outcomes').count()) === 0) await desk.locator('.steps .button-primary').click();
  await desk.locator('.outcomes').waitFor();
  await take(ana, 'desk-talking', '/desk', '.outcomes');
  await desk.locator('.steps .button-primary').click();
  await desk.locator('.steps').waitFor({ state: 'detached' });
  await take(ana, 'desk-wrap-up', '/desk', '.outcomes', (page) => page.locator('.check input').first().check());
  await take(sam, 'lead', await leadPath('Maria'), '.timeline');
  await take(sam, 'lead-close', await leadPath('Walter'), '.timeline');
  await take(sam, 'lead-dialog', await leadPath('Lucía'), '.actions', async (page) => {
    await page.locator('.actions .button').nth(2).click();
    await page.locator('dialog[open]').waitFor();
  });
  await submit({ ...TWICE, phone: '+12025550171' });
  await submit({ ...TWICE, phone: '+12025550172' });
  await take(sam, 'leads', '/leads', '[data-lead]');
  await take(sam, 'leads-unknown', '/leads?campaign=gone&outcome=won', '.notice-bad');
  await take(
    sam,
    'leads-complete',
    '/leads?state=open&missing=any&columns=state,missing',
    '.leads-gaps',
    async (page) => {
      await page.locator('.leads-gaps').first().click();
      await page.locator('dialog[open] .profile-inputs').waitFor();
    },
  );
  await take(sam, 'duplicates', '/leads/duplicates', '[data-group]');
  await take(signedOut, 'receipt-promised', waiting, '[data-step]');
  await take(signedOut, 'receipt-time', `${waiting}/time`, 'form');
  await take(signedOut, 'outbox', '/outbox', '.outbox-rows');
  await takeCall(sam);
  await take(signedOut, 'phone', '/phone#+12025550143', '.phone-entries');
  await take(signedOut, 'phone-in-line', '/phone#+12025550144', '.phone-entries', async (page) => {
    await page.locator('.phone-actions :is(.button-danger, .button-primary:enabled)').waitFor();
    await joinLine(page);
  });
}

/** The pages behind one-time links: with one that works, as the server is made to say here, and with one that does not. */
async function takeLinks() {
  const invited = await person();
  await invited.route(/\/check$/, (route) => route.fulfill({ json: {} }));
  for (const name of ['setup', 'welcome', 'reset']) await take(invited, name, `/${name}#token`, 'form');
  await take(await person(), 'link-gone', '/welcome#token', '.notice-warn');
}

/**
 * A caller from the line to the conversation. The pictures are of the pages with the phones: only they are in the call.
 */
async function takeCall(sam) {
  await leaveMessage();
  await take(sam, 'lead-message', await leadPath('2025550177'), '.sounds');

  const ben = await person('ben@demo.test');
  const desk = await startShift(ben);
  await desk.getByRole('button', { name: 'Phone connected' }).waitFor();
  const caller = await (await person()).newPage();
  await caller.goto('/phone#+12025550166');
  await joinLine(caller);
  await take(ben, 'desk-caller', '/desk', '.offer .badge-good', undefined, () => available(desk), desk);
  const connect = desk.locator('.call .button-primary').filter({ hasText: '1' });
  // A phone rings for 20 seconds, so each picture has its own ring.
  const ring = async () => {
    const giveBack = desk.locator('.call .button-quiet');
    if (await giveBack.isVisible()) await giveBack.click({ delay: 700 });
    await available(desk);
    await desk.locator('.offer .button-primary').click();
    await connect.waitFor();
  };
  await take(ben, 'desk-connect', '/desk', '.call .button-primary', undefined, ring, desk);
  // The ring of the last picture may end at any moment: ring again until a call is answered.
  const talking = desk.locator('.steps-call');
  const answer = async () => {
    if (!(await connect.isVisible())) await ring();
    await connect.click({ timeout: 5_000 });
    await talking.waitFor({ timeout: 10_000 });
  };
  for (let tries = 0; tries < 5 && !(await talking.isVisible()); tries++) await answer().catch(() => undefined);
  await talking.waitFor();
  await take(ben, 'desk-call', '/desk', '.steps-call', undefined, undefined, desk);
  await take(ben, 'desk-keypad', '/desk', '.steps-call', (page) => openDialog(page, 2), undefined, desk);
  await take(ben, 'desk-transfer', '/desk', '.steps-call', (page) => openDialog(page, 3), undefined, desk);
  await take(ben, 'desk-elsewhere', '/desk', '.steps-call', undefined, undefined);
  await desk.locator('.steps-call .button').nth(1).click();
  await desk.locator('.call .badge-warn').waitFor();
  await take(ben, 'desk-hold', '/desk', '.steps-call', undefined, undefined, desk);
  await desk.locator('.steps-call .button').nth(1).click();
  await desk.locator('.call .badge-warn').waitFor({ state: 'detached' });

  await take(sam, 'floor-call', '/floor', '.agents [role=group]');
  const floor = await sam.newPage();
  const supervise = (nth, mark) => async (page) => {
    await page.locator('.agents [role=group] button').nth(nth).click();
    await page.locator(`.supervise-panel [aria-pressed=true]:nth-child(${nth + 1})`).waitFor();
    await mark?.();
  };
  await take(sam, 'floor-listening', '/floor', '.agents [role=group]', supervise(0), undefined, floor);
  const joined = () => desk.locator('.call-head-row .badge').waitFor();
  await take(sam, 'floor-joined', '/floor', '.agents [role=group]', supervise(2, joined), undefined, floor);
  // With --only, the supervisor may not have joined.
  if ('floor-joined'.includes(options.only))
    await take(ben, 'desk-joined', '/desk', '.call-head-row .badge', undefined, undefined, desk);
  await floor.close();
  await take(
    null,
    'phone-call',
    '/phone#+12025550166',
    '.phone-display[data-state=talking]',
    undefined,
    undefined,
    caller,
  );
  await ben.close();
}

async function openDialog(page, nth) {
  await page.locator('.steps-call .button').nth(nth).click();
  await page.locator('dialog[open]').waitFor();
}

/** A caller who wouldn’t wait, and leaves a message. */
async function leaveMessage() {
  const caller = await (await person()).newPage();
  await caller.goto('/phone#+12025550177');
  await joinLine(caller);
  await caller.keyboard.press('2');
  await caller.locator('.phone-captions').getByText('after the tone').waitFor();
  // As long as that takes to say, plus some seconds of message.
  await caller.waitForTimeout(16_000);
  await caller.keyboard.press('#');
  await caller.locator('.phone-display[data-state=idle]').waitFor();
  await caller.close();
}

/** An import at each step where a person decides, and the list of them. */
async function takeImport(admin) {
  await take(admin, 'admin-import-empty', '/admin/import', '.empty');
  const table =
    'Name,Phone,Email,Product,Signed up\nIda Berg,(202) 555-0131,ida@example.com,Roof,2026-03-02\n' +
    'Jon Ode,202 555 01,jon@example.com,Battery,2026-04-11\n이지은,213-555-0190,,Roof,2026-05-20\n';
  const headers = { origin: url, 'content-type': 'application/octet-stream', 'x-file-name': 'spring-fair.csv' };
  const { id } = await (await admin.request.post('/api/imports', { data: Buffer.from(table), headers })).json();
  const path = `/admin/import/${id}`;
  await take(admin, 'admin-import-settings', path, 'form');
  await take(admin, 'admin-import-mistakes', path, 'form', async (page) => {
    await page.locator('.save-bar button[type=submit]').click();
    await page.locator('.summary').waitFor();
  });
  const settings = {
    campaignId: 'demo',
    mapping: ['name', 'phone', 'email', 'interest', 'consentDate'],
    hasHeading: true,
    mode: 'open',
    perHour: 60,
    basis: { kind: 'written', at: Date.parse('2026-03-02'), statement: 'Card at the spring fair' },
  };
  await admin.request.post(`/api/imports/${id}/check`, { data: settings, headers: { origin: url } });
  await take(admin, 'admin-import-checked', path, '.import-failed');
  await admin.request.post(`/api/imports/${id}/start`, { headers: { origin: url } });
  await take(admin, 'admin-import-running', path, '.import-progress');
  await admin.request.post(`/api/imports/${id}/cancel`, { headers: { origin: url } });
  await take(admin, 'admin-import-ended', path, '.button-primary');
  await take(admin, 'admin-import', '/admin/import', '.table');
}

async function takeAdministration(admin) {
  await admin.request.post('/api/admin/teams', { data: { name: 'Residential' }, headers: { origin: url } });
  await admin.request.post('/api/admin/skills', { data: { name: 'Batteries' }, headers: { origin: url } });
  await take(admin, 'admin', '/admin', '.admin-page .card');
  await take(admin, 'admin-business', '/admin/business', 'form');
  await take(admin, 'admin-people', '/admin/people', '.table');
  await take(admin, 'admin-person', '/admin/people/user_ana', 'form');
  await take(admin, 'admin-deactivate', '/admin/people/user_ana', 'form', async (page) => {
    await page.locator('.button-danger').click();
    await page.locator('dialog[open]').waitFor();
  });
  await take(admin, 'admin-do-not-call', '/admin/do-not-call', '.admin-page .card fieldset');
  await take(admin, 'admin-invite', '/admin/people/new', 'form');
  await take(admin, 'admin-teams', '/admin/teams', '.lines .line');
  await take(admin, 'admin-campaigns', '/admin/campaigns', '.table');
  for (const section of CAMPAIGN_SECTIONS) {
    await take(admin, `admin-campaign-${section}`, `/admin/campaigns/demo#${section}`, 'form', async (page) => {
      if (!WITH_PREVIEW.includes(section)) return;
      await page.frameLocator('.preview-frame').locator('h1').waitFor();
    });
  }
  await take(admin, 'admin-mistakes', '/admin/campaigns/demo#script', 'textarea', async (page) => {
    await page.locator('textarea').first().fill('Hello {naem}!');
    await page.keyboard.press('Control+s');
    await page.locator('.summary').waitFor();
  });
  await take(admin, 'admin-calls', '/admin/campaigns/demo/calls', '.outline-line');
  await take(admin, 'admin-calls-connection', '/admin/campaigns/demo/calls', '.outline-line', async (page) => {
    await page.locator('.connection .button').first().click();
    await page.locator('.connection-list').first().waitFor();
  });
  await take(admin, 'admin-calls-mistakes', '/admin/campaigns/demo/calls', '.outline-line', async (page) => {
    await page.locator('[id="calls.numbers.0"]').fill('555');
    await page.locator('[id="calls.limits.perCallerPerHour"]').fill('5000');
    await page.keyboard.press('Control+s');
    await page.locator('.summary').waitFor();
  });
  await takeImport(admin);
  await take(admin, 'admin-customer', '/admin/customer', '.admin-page .card', async (page) => {
    await page.getByRole('search').locator('input').fill(MARIA.phone);
    await page.keyboard.press('Enter');
    await page.locator('.consequences').waitFor();
  });
  await take(admin, 'admin-law', '/admin/law', '.table');
  await take(admin, 'admin-costs', '/admin/costs', '.admin-page .card');
  await take(admin, 'admin-keys', '/admin/keys', '.admin-page .card');
  await take(admin, 'admin-scoring', '/admin/scoring', '.admin-page .card');
  await take(admin, 'admin-retention', '/admin/retention', '.kept');
  await take(admin, 'admin-mail', '/admin/mail', '.admin-page .card');
  await take(admin, 'admin-audit', '/admin/audit', '.lines', (page) => page.locator('summary').first().click());
}

async function takeForReadme() {
  const desk = await startShift(await person('ana@demo.test'));
  const floor = await (await person('sam@demo.test')).newPage();
  await submit(MARIA);
  await submit(JIEUN);
  await available(desk);
  await desk.setViewportSize({ width: 1280, height: 480 });
  await desk.screenshot({ path: join(root, 'docs/images/desk.png') });
  await floor.emulateMedia({ colorScheme: 'dark' });
  await floor.setViewportSize({ width: 1280, height: 690 });
  await floor.goto('/floor');
  await floor.getByText('offered to').waitFor();
  await floor.screenshot({ path: join(root, 'docs/images/floor.png') });
}

/** Calls the toll-free number and goes to the line. A page that was called back is already in it. */
async function joinLine(page) {
  const said = page.locator('.phone-captions');
  if ((await page.locator('.phone-display[data-state=idle]').count()) > 0) {
    await page.locator('.phone-actions .button-primary').click();
    await said.getByText('For English').waitFor();
    await page.keyboard.press('1');
    await said.getByText('What can we help you with').waitFor();
    await page.keyboard.press('1');
  }
  await said.getByText('in line').first().waitFor();
  await page.locator('summary').first().click();
}

async function startShift(context) {
  const desk = await context.newPage();
  await desk.goto('/desk');
  await desk.locator('.idle .button').click();
  await desk.locator('.idle-bell-on').waitFor();
  return desk;
}

function person(email) {
  return browser.newContext({ baseURL: url, reducedMotion: 'reduce' }).then(async (context) => {
    if (email === undefined) return context;
    const answer = await context.request.post('/api/session', {
      data: { email, password: PASSWORD },
      headers: { origin: url },
    });
    if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
    return context;
  });
}

async function submit(fields) {
  const answer = await fetch(`${url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fields, consent: { call: true, now: true, email: fields.email !== undefined } }),
  });
  if (!answer.ok) throw new Error(`the form was refused: ${await answer.text()}`);
  const { statusUrl } = await answer.json();
  return new URL(statusUrl, url).pathname;
}

async function leadPath(name) {
  const context = await person('sam@demo.test');
  const answer = await context.request.get(`/api/leads?q=${encodeURIComponent(name)}`);
  const { leads } = await answer.json();
  await context.close();
  return `/leads/${leads[0].id}`;
}

/** Two missed offers set an agent to Away; one click undoes it. */
async function available(desk) {
  const back = desk.locator('.strip .button-primary');
  const ringing = desk.locator('.offer');
  await back.or(ringing).first().waitFor();
  if (await back.isVisible()) await back.click();
  await ringing.waitFor();
}

/** `own`: the page to photograph, which stays open. Otherwise a new one. */
async function take(context, name, path, sign, prepare, before, own) {
  if (!name.includes(options.only)) return;
  const page = own ?? (await context.newPage());
  for (const language of LANGUAGES) {
    for (const [label, size] of Object.entries(WINDOWS)) {
      await before?.();
      await page.setViewportSize(size);
      // A signed-in person’s pages are in the language of their account.
      await page.context().request.put('/api/me/language', { data: { language }, headers: { origin: url } });
      await page.goto(path);
      // The server renders the form and the receipt in the language of the URL.
      if (/^\/(f|r)\//.test(path)) await page.goto(`${path}?lang=${language}`);
      else {
        await page.evaluate((value) => localStorage.setItem('leadbell.language', value), language);
        await page.reload();
      }
      await page.locator(sign).first().waitFor();
      await prepare?.(page);
      // What sticks to the bottom of the window belongs at the bottom of the picture.
      if (name.startsWith('admin')) {
        const height = await page.evaluate(() => globalThis.document.documentElement.scrollHeight);
        await page.setViewportSize({ ...size, height: Math.max(size.height, Math.min(height, 4000)) });
      }
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: join(options.out, `${name}-${label}-${language}-${colorScheme}.png`),
          fullPage: true,
        });
      }
    }
  }
  if (own) await page.keyboard.press('Escape');
  else await page.close();
  console.log(name);
}
