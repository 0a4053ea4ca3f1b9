/** How pages of other sites send a form. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { isForm, readForm } from '../../../src/http/intake/formBody.ts';
import { errorHandler } from '../../../src/http/plumbing/problems.ts';
import { startService, type Service } from '../../support/service.ts';
import { SILENT_LOG, testCampaign } from '../../support/world.ts';

const URL_ENCODED = 'application/x-www-form-urlencoded';

describe('[F25] a form is read', () => {
  const app = express();
  app.post(
    '/',
    ...readForm({ limit: '64kb', mostFields: 3, verify: () => undefined, languageOf: () => Promise.resolve('ko') }),
    (req, res) => {
      res.json({ isForm: isForm(req), body: (req.body as unknown) ?? null });
    },
  );
  app.use(errorHandler(SILENT_LOG));
  const send = (type: string, bytes: Buffer) =>
    request(app)
      .post('/')
      .set('content-type', type)
      .serialize((body) => body as string)
      .send(bytes);
  const multipart = (parts: string, type = 'multipart/form-data; boundary=x') =>
    send(type, Buffer.from(parts.replaceAll('\n', '\r\n'), 'latin1'));
  const TYPED = (charset: string) =>
    `--x\nContent-Disposition: form-data; name=a\nContent-Type: text/plain; ${charset}\n\n\xe9\n`;
  const part = (name: string, value: string, more = '') =>
    `--x\nContent-Disposition: form-data; name="${name}"${more}\n\n${value}\n`;

  test.each([
    ['in UTF-8', URL_ENCODED, Buffer.from('name=Jos%C3%A9+Mu%C3%B1oz&a=1&a=2'), { name: 'José Muñoz', a: ['1', '2'] }],
    ['in UTF-8 that is not escaped', URL_ENCODED, Buffer.from('name=José'), { name: 'José' }],
    ['in latin-1 that nobody names', URL_ENCODED, Buffer.from('name=Jos%E9'), { name: 'José' }],
    ['in latin-1 that is not escaped', URL_ENCODED, Buffer.from('name=José', 'latin1'), { name: 'José' }],
    [
      'in latin-1 that is named',
      `${URL_ENCODED}; charset=ISO-8859-1`,
      Buffer.from('name=M%FCller'),
      { name: 'Müller' },
    ],
    ['in windows-1252', `${URL_ENCODED}; charset=windows-1252`, Buffer.from('name=%80'), { name: '€' }],
    [
      'in Korean that is no UTF-8',
      `${URL_ENCODED}; charset=euc-kr`,
      Buffer.from('name=%C8%AB%B1%E6%B5%BF'),
      { name: '홍길동' },
    ],
    [
      'in Korean that nobody names, on a Korean form',
      URL_ENCODED,
      Buffer.from('name=%C8%AB%B1%E6%B5%BF'),
      { name: '홍길동' },
    ],
    [
      'in latin-1, whatever it would be in Korean, on a form in English',
      URL_ENCODED,
      Buffer.from('name=%C8%AB%B1%E6%B5%BF&language=en'),
      { name: 'È«±æµ¿', language: 'en' },
    ],
    ['in latin-1 on a Korean form', URL_ENCODED, Buffer.from('name=%C1lvaro'), { name: 'Álvaro' }],
    [
      'in the encoding that the browser names in a field, which is no field',
      URL_ENCODED,
      Buffer.from('name=%C8%AB%B1%E6%B5%BF&_charset_=EUC-KR&language=en'),
      { name: '홍길동', language: 'en' },
    ],
    [
      'with characters outside its encoding, as browsers write them',
      `${URL_ENCODED}; charset=iso-8859-1`,
      Buffer.from('name=%26%2344608%3B%26%23128512%3B+%26%2365%3B+%26%2355296%3B+%E9'),
      { name: '김😀 &#65; &#55296; é' },
    ],
    [
      'with a reference that someone typed in UTF-8',
      URL_ENCODED,
      Buffer.from('name=%26%2344608%3B'),
      { name: '&#44608;' },
    ],
    ['with a stray percent sign and an empty field', URL_ENCODED, Buffer.from('name=100%&b&'), { name: '100%', b: '' }],
    ['with a name of an object’s own', URL_ENCODED, Buffer.from('__proto__=x&name=a'), { name: 'a' }],
  ])('%s', async (_what, type, bytes, body) => {
    const answer = await send(type, bytes).expect(200);
    expect(answer.body).toMatchObject({ isForm: true, body });
  });

  test('as multipart, including a file field without a file', async () => {
    const file = part('file', '', '; filename=""\nContent-Type: application/octet-stream');
    const sent = await multipart(`${part('name', Buffer.from('José').toString('latin1'))}${file}--x--\n`).expect(200);
    expect(sent.body).toEqual({ isForm: true, body: { name: 'José' } });
    const latin = await multipart(`${part('name', 'José')}--x--\n`).expect(200);
    expect(latin.body).toMatchObject({ body: { name: 'José' } });
  });

  test('as multipart whose names are not quoted, and whose parts name their own encoding', async () => {
    const bare = '--x\nContent-Disposition: form-data; name=phone\n\n202\n';
    const korean =
      '--x\nContent-Disposition: form-data; name="name"\nContent-Type: text/plain; charset=euc-kr\n\n\xc8\xab\n';
    const utf8 = part('city', Buffer.from('Zürich').toString('latin1'));
    const answer = await multipart(`preamble\n${bare}${korean}${utf8}--x--`).expect(200);
    expect(answer.body).toEqual({ isForm: true, body: { phone: '202', name: '홍', city: 'Zürich' } });
  });

  test('as multipart in the encoding that its field names', async () => {
    const answer = await multipart(`${part('_charset_', 'euc-kr')}${part('name', '\xc8\xab')}--x--\n`).expect(200);
    expect(answer.body).toEqual({ isForm: true, body: { name: '홍' } });
  });

  test.each([
    [
      'a file',
      415,
      () => multipart(`${part('cv', 'hello', '; filename="cv.txt"\nContent-Type: text/plain')}--x--\n`),
      /Files/,
    ],
    ['a part in an encoding that nobody knows', 415, () => multipart(`${TYPED('charset=klingon')}--x--\n`), /UTF-8/],
    ['a part that is not in its encoding', 400, () => multipart(`${TYPED('charset=utf-8')}--x--\n`), /Content-Type/],
    ['no end', 400, () => multipart(part('name', 'Ann')), /Content-Type/],
    [
      'a part without a name',
      400,
      () => multipart('--x\nContent-Disposition: form-data\n\nAnn\n--x--\n'),
      /Content-Type/,
    ],
    ['no boundary', 400, () => multipart('hello', 'multipart/form-data'), /Content-Type/],
    ['an encoding that nobody knows', 415, () => send(`${URL_ENCODED}; charset=klingon`, Buffer.from('a=1')), /UTF-8/],
    ['too many fields', 413, () => send(URL_ENCODED, Buffer.from('a=1&b=2&c=3&d=4')), /too many fields/],
    ['too much', 413, () => send(URL_ENCODED, Buffer.alloc(70_000, 'a')), /too large/],
  ])('and is refused with %s', async (_what, status, ask, words) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(words);
  });

  test('while other bodies are left alone', async () => {
    const answer = await send('text/plain', Buffer.from('a=1')).expect(200);
    expect(answer.body).toEqual({ isForm: false, body: null });
  });
});

describe('[F25] over the whole service', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ seed: false });
    await service.parts.campaigns.save(testCampaign({ embedOrigins: ['https://shop.example', 'https://한국.KR/'] }));
  });
  afterAll(() => service.close());
  const person = async (receipt: string) => (await service.parts.inquiries.byReceipt(receipt))?.person.name;

  test('a page’s multipart becomes a lead, and so does a latin-1 one; a file is refused in words', async () => {
    const form = new FormData();
    for (const [name, value] of [
      ['name', 'José'],
      ['phone', '202 555 0143'],
      ['consent.call', 'yes'],
    ] as const)
      form.set(name, value);
    const page = await fetch(`${service.url}/f/solar`, { method: 'POST', body: form, redirect: 'manual' });
    expect(page.status).toBe(303);
    expect(await person(page.headers.get('location')?.slice(3) ?? '')).toBe('José');
    const latin = await request(service.url)
      .post('/api/forms/solar/leads')
      .set('content-type', URL_ENCODED)
      .send('name=M%FCller&phone=2025550144&consent.call=yes')
      .expect(201);
    expect(await person((latin.body as { receiptId: string }).receiptId)).toBe('Müller');
    form.set('file', new Blob(['hello']), 'cv.txt');
    const refused = await fetch(`${service.url}/f/solar`, { method: 'POST', body: form });
    expect([refused.status, await refused.text()]).toEqual([415, expect.stringContaining('send it without files')]);
  });

  test.each(['en', 'ko'] as const)(
    '[F27] a form that can’t be read says that nothing was sent (%s)',
    async (language) => {
      const words = {
        en: ['We couldn’t take your form', 'nothing was sent', 'Go back'],
        ko: ['접수하지 못했습니다', '전송되지 않았습니다', '이전 화면'],
      }[language];
      for (const [type, body, status] of [
        ['multipart/form-data; boundary=x', '--x\r\nnot a part\r\n--x--\r\n', 400],
        ['multipart/mixed; boundary=x', '--x--\r\n', 415],
        ['application/json', '{"name":"Ann"}', 415],
        ['text/plain', 'name=Ann', 415],
        [URL_ENCODED, `a=${'a'.repeat(70_000)}`, 413],
      ] as const) {
        const headers = { 'content-type': type, 'accept-language': language };
        const answer = await fetch(`${service.url}/f/solar`, { method: 'POST', headers, body });
        const page = await answer.text();
        expect([type, answer.status]).toEqual([type, status]);
        expect(page).not.toMatch(/is safe|안전하게 보관/);
        for (const word of words) expect(page.toLowerCase()).toContain(word.toLowerCase());
      }
    },
  );

  test('[F26] JSON that isn’t UTF-8 is refused', async () => {
    const send = (type: string, body: Buffer) =>
      fetch(`${service.url}/api/forms/solar/leads`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Uint8Array.from(body),
      });
    const latin = await send('application/json', Buffer.from('{"name":"José"}', 'latin1'));
    expect([latin.status, await latin.json()]).toMatchObject([400, { detail: 'The body isn’t valid UTF-8.' }]);
    const wide = await send('application/json; charset=utf-16le', Buffer.from('{"name":"José"}', 'utf16le'));
    expect(wide.status).toBe(415);
  });

  test('[F24] a site of any script may show the form', async () => {
    const { headers } = await request(service.url).get('/f/solar');
    expect(headers['content-security-policy']).toContain(
      "frame-ancestors 'self' https://shop.example https://xn--3e0b707e.kr",
    );
  });
});
