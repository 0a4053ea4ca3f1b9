import { describe, expect, test } from '@jest/globals';
import type { DeskLead } from '../../src/shared/desk.ts';
import type { DeskCall } from '../../src/shared/deskCall.ts';
import { isKnownCall } from '../../src/web/desk/useOtherCall.ts';
import { FIRST_STATE, type DeskState } from '../../src/web/desk/deskState.ts';
import type { SoftphoneState } from '../../src/web/softphone/softphone.ts';

/** Whether the call is known after these states of the desk and the phone. */
function known(...steps: readonly (readonly [Partial<DeskState>, SoftphoneState['kind']])[]): boolean {
  return steps.reduce((was, [part, phone]) => isKnownCall(was, { ...FIRST_STATE, ...part }, phone), false);
}

const withCall = { lead: { call: {} as DeskCall } as DeskLead };
const withoutCall = { lead: {} as DeskLead };
const consult = { consult: {} as NonNullable<DeskState['consult']> };
const accepting = {
  requests: [{ event: 'offer:accept', body: { offerId: 'o' }, id: 1, inFlight: true, tries: 1 }],
} as const satisfies Partial<DeskState>;

describe('[W51] the call on the phone', () => {
  test('is unknown if the desk never learned what it is about', () => {
    expect(known([{}, 'ringing'], [{}, 'inCall'])).toBe(false);
    expect(known([withoutCall, 'inCall'])).toBe(false);
  });

  test.each([
    ['the lead’s, after a hang-up', withCall, withoutCall],
    ['the lead’s, after the lead was taken away', withCall, {}],
    ['an offer’s that was accepted and then refused', accepting, {}],
    ['a teammate’s consultation, after either hung up', consult, {}],
  ])('stays known until the phone is free: %s', (_what, during, after) => {
    expect(known([during, 'inCall'], [after, 'inCall'])).toBe(true);
    expect(known([during, 'inCall'], [after, 'inCall'], [{}, 'ready'], [{}, 'ringing'])).toBe(false);
  });

  test('becomes known when the lead’s news arrives after the ring', () => {
    expect(known([{}, 'ringing'], [withCall, 'ringing'])).toBe(true);
  });
});
