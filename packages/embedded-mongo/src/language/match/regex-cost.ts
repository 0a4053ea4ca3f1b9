/**
 * An upper bound for the cost of a translated regular expression: the number of paths that a backtracking engine can take.
 * Below a limit the expression runs directly, above it under a time limit.
 */
import vm from 'node:vm';
import { MongoError } from '../errors.ts';
import type { Work } from '../work.ts';
import { PatternBudgets } from './pattern-budgets.ts';

/** Takes a few milliseconds at most. */
const FREE_STEPS = 500_000;

type Node =
  | { readonly kind: 'one' }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

/** The test of a regular expression on a text. Throws 50 when it takes too long. */
export function guardedTest(regex: RegExp, work?: Work): (text: string) => boolean {
  const { source } = regex;
  const tree = parse(source);
  const isAnchored = source.startsWith(TEXT_START) && !source.includes('|');
  const isFree = new Map<number, boolean>();
  return (text) => {
    // Lengths are rounded up to powers of two, so that few have to be computed.
    const length = 2 ** Math.ceil(Math.log2(text.length + 2));
    let free = isFree.get(length);
    if (free === undefined) {
      const starts = isAnchored ? 1 : length;
      free = starts * pathsThrough(tree, length, true) * sizeOf(tree) <= FREE_STEPS;
      isFree.set(length, free);
    }
    return free ? regex.test(text) : guarded(regex, text, work);
  };
}

const TEXT_START = '(?<![\\s\\S])';

// V8 looks for interrupts while it backtracks, so the watchdog of vm stops a regular expression too.
const sandbox: { run: () => boolean } = { run: () => false };
const context = vm.createContext(sandbox);
const script = new vm.Script('run()');

const budgets = new PatternBudgets();

/** At least so much is needed for any text. */
const LEAST_MS = 1;
/** So that the operation looks at its clock afterwards. */
const GUARDED_STEPS = 1000;

function guarded(regex: RegExp, text: string, work: Work | undefined): boolean {
  const pattern = String(regex);
  const budget = budgets.of(pattern, performance.now());
  const timeout = Math.ceil(Math.max(Math.min(budget, work?.leftMs ?? Infinity), LEAST_MS));
  sandbox.run = () => regex.test(text);
  try {
    return script.runInContext(context, { timeout }) as boolean;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    if (timeout >= budget) budgets.ranOut(pattern, performance.now());
    throw new MongoError(50, 'MaxTimeMSExpired', `a regular expression took longer than ${timeout} ms on one value`);
  } finally {
    work?.spend(GUARDED_STEPS);
  }
}

/** `isLast`: nothing follows that could fail, so the engine never backtracks into it. */
function pathsThrough(node: Node, length: number, isLast: boolean): number {
  switch (node.kind) {
    case 'one':
      return 1;
    case 'sequence':
      return node.parts.reduce(
        (paths, part, i) => paths * pathsThrough(part, length, isLast && i === node.parts.length - 1),
        1,
      );
    case 'choice':
      return node.parts.reduce((paths, part) => paths + pathsThrough(part, length, isLast), 0);
    case 'repeat': {
      const most = Math.min(node.most, length);
      const inner = pathsThrough(node.part, length, false);
      if (inner === 1) return isLast ? 1 : Math.max(most - node.least, 0) + 1;
      return inner ** most * (most + 1);
    }
  }
}

/** How many characters one path reads, counting repeated ones as often as they must occur. */
function sizeOf(node: Node): number {
  switch (node.kind) {
    case 'one':
      return 1;
    case 'sequence':
    case 'choice':
      return node.parts.reduce((size, part) => size + sizeOf(part), 1);
    case 'repeat':
      return 1 + sizeOf(node.part) * Math.max(node.least, 1);
  }
}

const CLASS = /\[(?:\\[\s\S]|[^\]\\])*\]/y;
const ESCAPE = /\\(?:[upPx]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/y;
const GROUP = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;
const CHARACTER = /[\s\S]/uy;

function parse(source: string): Node {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const atom = (): Node => {
    if (take(GROUP)) {
      const inner = choice();
      at += 1;
      return inner;
    }
    if (!take(CLASS) && !take(ESCAPE)) take(CHARACTER);
    return { kind: 'one' };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const part = atom();
      const quantifier = take(QUANTIFIER);
      parts.push(quantifier ? { kind: 'repeat', part, ...range(quantifier) } : part);
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'sequence', parts };
  };
  const choice = (): Node => {
    const parts = [sequence()];
    while (source[at] === '|') {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  };
  return choice();
}

function range([, symbol, least, comma, most]: RegExpExecArray): { least: number; most: number } {
  if (symbol !== undefined) return { least: symbol === '+' ? 1 : 0, most: symbol === '?' ? 1 : Infinity };
  const lower = Number(least);
  return { least: lower, most: comma === '' ? lower : most === '' ? Infinity : Number(most) };
}
