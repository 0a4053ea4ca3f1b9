/**
 * The pages: static shells, each of which loads its script. They get their content from the API, so they are the same
 * for everyone and reveal nothing. Scripts and styles go out as they were compressed at the build.
 */
import { Router, type RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { failure } from '../core/vocabulary/errors.ts';
import { sendProblem } from './plumbing/problems.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/sign-in': 'sign-in.html',
  '/desk': 'desk.html',
  '/floor': 'floor.html',
  '/why': 'why.html',
  '/leads': 'leads.html',
  '/leads/duplicates': 'duplicates.html',
  '/leads/:id': 'lead.html',
  '/reports{/agents}': 'reports.html',
  '/reports/callers': 'reports.html',
  '/reports/survey': 'reports.html',
  '/reports/compliance': 'reports.html',
  '/week': 'week.html',
  '/admin{/*rest}': 'admin.html',
  '/welcome': 'welcome.html',
  '/reset': 'reset.html',
  '/setup': 'setup.html',
};

/** Pages that only the demo serves. */
const DEMO_PAGES: Readonly<Record<string, string>> = {
  '/outbox': 'outbox.html',
  '/phone': 'phone.html',
};

export function pageRoutes(folder: string, { demo }: { readonly demo: boolean }): Router {
  const router = Router();
  const modules = modulesIn(folder);
  for (const [path, file] of Object.entries(demo ? { ...PAGES, ...DEMO_PAGES } : PAGES)) {
    const html = readFileSync(join(folder, file), 'utf8');
    const links = linksOf(html, modules);
    // The demo says what it is from the first drawing on, so that nothing moves when the script knows.
    const page = demo ? html.replace('<html ', '<html data-demo ') : html;
    router.get(path, (_req, res) => {
      // Revalidated each time (304 if unchanged), so a page never runs with an outdated script.
      res.setHeader('cache-control', 'no-cache');
      if (links !== '') res.setHeader('link', links);
      res.type('html').send(page);
    });
  }
  router.use(
    expressStaticGzip(folder, {
      index: false,
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: {
        redirect: false,
        cacheControl: false,
        setHeaders: (res, path) => cacheBuilt(res, path, folder),
      },
    }),
  );
  return router;
}

// esbuild names shared chunks by their content; the entry scripts keep their names and are asked for again.
function cacheBuilt(res: ServerResponse, path: string, folder: string): void {
  const isNamedByContent = path.startsWith(join(folder, 'build')) && /-[A-Z0-9]{8}\.\w+(\.(br|gz))?$/.test(path);
  res.setHeader('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
}

type Modules = Readonly<Record<string, readonly string[]>>;

/** The modules of each entry script, as the build wrote them down; without that pages load as well, only later. */
function modulesIn(folder: string): Modules {
  const list = join(folder, 'build', 'modules.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Modules) : {};
}

/** Every module of a page's script, so that a browser fetches them together instead of finding each in the one before. */
function linksOf(html: string, modules: Modules): string {
  const entry = /src="\/build\/([\w-]+)\.js"/.exec(html)?.[1] ?? '';
  return (modules[entry] ?? []).map((path) => `<${path}>; rel=modulepreload`).join(', ');
}

/** Nothing here: a page for a person, a problem for a program. */
export const notFoundPage: RequestHandler = (req, res) => {
  if (req.accepts(['html', 'json']) !== 'html') {
    return sendProblem(res, failure('not-found', 'Page not found.'));
  }
  res.status(404).type('html').send(NOT_FOUND);
};

const NOT_FOUND = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Not found · Leadbell</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/build/form.css" />
  </head>
  <body class="form-page">
    <a class="skip-link" href="#main">Skip to content · <span lang="ko">본문으로 건너뛰기</span></a>
    <main class="form-sheet" id="main" tabindex="-1">
      <h1>This page doesn’t exist.</h1>
      <p>The link may be old or mistyped. <a href="/">Where to go</a></p>
      <p lang="ko">페이지를 찾을 수 없습니다. 링크가 오래되었거나 잘못 입력되었을 수 있습니다. <a href="/">처음으로</a></p>
    </main>
  </body>
</html>
`;
