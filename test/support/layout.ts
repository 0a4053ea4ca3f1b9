/**
 * Faults of a page's layout as a reader sees them: text outside the window, text over other text, words broken inside, and
 * pages that no visible link leads to. Looks at what is drawn, so it needs no knowledge of the page.
 */
import type { Frame, Page } from 'playwright-core';

/** One sentence per fault; empty for a good page. */
export async function layoutFaults(page: Page | Frame): Promise<readonly string[]> {
  const faults = await faultsIn(page);
  if (faults.length === 0) return faults;
  // A preview is drawn again after its window changes: a fault is one that is still there when its styles are loaded.
  await page.waitForLoadState('networkidle');
  const lasting = await faultsIn(page);
  return faults.filter((fault) => lasting.includes(fault));
}

/** A preview that is drawn again while it is looked at is looked at once more. */
async function faultsIn(page: Page | Frame): Promise<readonly string[]> {
  for (;;) {
    await page.waitForLoadState();
    const found = await page.evaluate(findFaults).catch((error: unknown) => {
      if (String(error).includes('because of a navigation')) return null;
      throw error;
    });
    if (found) return found;
  }
}

/** Runs in the page, so it can use nothing from this module. */
function findFaults(): string[] {
  interface Piece {
    readonly text: string;
    readonly node: Text;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
    readonly layer: Element | null;
  }
  const SLACK = 1.5;
  const OVER = 3;
  const faults = new Set<string>();
  const short = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, 60);

  const chainOf = (node: Node) => {
    const chain: Element[] = [];
    for (let at = node.parentElement; at; at = at.parentElement) chain.push(at);
    return chain;
  };
  /** The element that lifts a text over the page, such as a menu: it covers others on purpose. */
  const layerOf = (chain: readonly Element[]) =>
    chain.find((element) => ['absolute', 'fixed', 'sticky'].includes(getComputedStyle(element).position)) ?? null;
  const isForReadersOnly = (chain: readonly Element[]) =>
    chain.some((element) => {
      const { clipPath, visibility, display } = getComputedStyle(element);
      return clipPath !== 'none' || visibility === 'hidden' || display === 'none' || element.matches('.skip-link');
    }) || chain[0]?.checkVisibility() === false;
  /** The part of a line that its scrolling or clipping ancestors leave visible; null if none. */
  const visiblePart = (rect: DOMRect, chain: readonly Element[]) => {
    let { left, right, top, bottom } = rect;
    for (const element of chain) {
      if (element === document.body || element === document.documentElement) continue;
      const { overflowX, overflowY, position } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      if (position === 'fixed') break;
    }
    return right - left > 0.5 && bottom - top > 0.5 ? { left, right, top, bottom } : null;
  };

  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.data.trim() === '' || node.parentElement?.closest('script, style, textarea, option, noscript')) continue;
    const chain = chainOf(node);
    if (isForReadersOnly(chain)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const layer = layerOf(chain);
    for (const rect of range.getClientRects()) {
      const part = visiblePart(rect, chain);
      if (!part) continue;
      pieces.push({ text: short(node.data), node, layer, ...part });
      if (part.left < -SLACK || part.right > innerWidth + SLACK)
        faults.add(`outside the window (${Math.round(part.left)} to ${Math.round(part.right)}): ${short(node.data)}`);
    }
    // What people typed may break anywhere.
    if (node.parentElement?.closest('bdi, code, pre, .user-text')) continue;
    for (const { index, 0: word } of node.data.matchAll(/[\p{L}\p{N}’']+/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) faults.add(`broken inside a word: ${word} in ${short(node.data)}`);
    }
  }

  pieces.sort((a, b) => a.top - b.top);
  pieces.forEach((one, index) => {
    for (const other of pieces.slice(index + 1)) {
      if (other.top > one.bottom - OVER) break;
      if (other.node === one.node || other.layer !== one.layer) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > OVER && high > OVER) faults.add(`one text over another: ${one.text} / ${other.text}`);
    }
  });

  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && !isForReadersOnly([element, ...chainOf(element)]);
  };
  /** A closed menu or a closed detail is a way too, if what opens it is visible. */
  const isInMenu = (element: Element) =>
    chainOf(element).some((around) => {
      if (around.matches('details')) return [...around.querySelectorAll('summary')].some(isSeen);
      const buttons = around.id === '' ? [] : document.querySelectorAll(`[aria-controls="${CSS.escape(around.id)}"]`);
      return [...buttons].some(isSeen);
    });
  /** Hidden in the document, and not by a menu: the page doesn't offer it now. */
  const isOffered = (element: Element) => {
    const hidden = element.closest('[hidden]');
    if (!hidden) return true;
    return hidden.id !== '' && document.querySelector(`[aria-controls="${CSS.escape(hidden.id)}"]`) !== null;
  };
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].filter(isOffered);
  const targets = links.filter(({ origin, pathname }) => origin === location.origin && pathname !== location.pathname);
  for (const path of new Set(targets.map(({ pathname }) => pathname))) {
    const ways = targets.filter(({ pathname }) => pathname === path);
    if (!ways.some((link) => isSeen(link) || isInMenu(link))) faults.add(`no visible link to ${path}`);
  }
  return [...faults];
}
