import { expect, test } from '@jest/globals';
import { countedSource } from '../../src/core/vocabulary/touch.ts';
import { SOURCES } from '../../src/intake/sources/index.ts';
import { newCall, TEST_FLOW, TOLL_FREE } from '../support/calls.ts';
import { testCampaign } from '../support/world.ts';

const sourceOf = (numberSources: (typeof TEST_FLOW)['numberSources']) =>
  SOURCES.call.read(testCampaign({ calls: { ...TEST_FLOW, numberSources } }), { call: newCall(), what: 'rang' })
    .submission.source;

test('[K82] a call counts under the source of the number that was called', () => {
  const source = sourceOf([{ number: TOLL_FREE, source: ' 봄 TV 광고 ' }]);
  expect(source).toEqual({ dialed: TOLL_FREE, dialedSource: '봄 TV 광고' });
  expect(countedSource(source)).toBe('봄 tv 광고');
});

test('[K82] a call to a number without a source keeps the number and counts under none', () => {
  const source = sourceOf([{ number: '+18005550199', source: 'TV' }]);
  expect(source).toEqual({ dialed: TOLL_FREE });
  expect(countedSource(source)).toBeUndefined();
});
