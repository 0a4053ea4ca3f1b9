/** docs/language.md is a promise: what it lists is there, and what is there is listed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { EXPRESSION_OPERATORS, SYSTEM_VARIABLES } from '../../src/language/expressions.ts';
import { compileFilter, QUERY_OPERATORS } from '../../src/language/matcher.ts';
import { ACCUMULATORS, PIPELINE_STAGES } from '../../src/language/pipeline.ts';
import { UPDATE_OPERATORS } from '../../src/language/update.ts';
import { TYPE_NUMBERS } from '../../src/language/values.ts';
import { MongoError } from '../../src/language/errors.ts';

const PAGE = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');

/** The code words in the first column of a section's first table. */
function listed(section: string): string[] {
  const text = PAGE.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  const [table = ''] = /(?:^\|.*\n)+/m.exec(text) ?? [];
  const firstColumns = table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1] ?? '');
  return firstColumns.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')).sort();
}

describe('the published table', () => {
  test.each<[string, readonly string[]]>([
    ['BSON types', Object.keys(TYPE_NUMBERS)],
    ['Filters', QUERY_OPERATORS],
    ['Updates', UPDATE_OPERATORS],
    ['Stages', PIPELINE_STAGES],
    ['Accumulators', ACCUMULATORS],
    ['Variables', SYSTEM_VARIABLES.map((name) => `$$${name}`)],
    ['Expressions', EXPRESSION_OPERATORS],
  ])('%s', (section, implemented) => {
    expect(listed(section)).toEqual([...implemented].sort());
  });

  test('every type number on the page is the right one', () => {
    for (const [name, number] of Object.entries(TYPE_NUMBERS))
      expect(PAGE).toMatch(new RegExp(`\\| \`${name}\` +\\| ${number} +\\|`));
  });

  test.each(QUERY_OPERATORS)('the filter knows %s', (op) => {
    const problems = [{ [op]: null }, { field: { [op]: null } }].map((filter) => {
      try {
        compileFilter(filter);
        return 'known';
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        return /^unknown (?:top level )?operator|does not support the query operator/.test(error.message)
          ? 'unknown'
          : 'known';
      }
    });
    expect(problems).toContain('known');
  });
});
