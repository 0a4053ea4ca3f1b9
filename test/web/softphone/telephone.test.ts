/** What a phone in the browser shows and plays for its events. */
import { describe, expect, test } from '@jest/globals';
import type { HandsetEvent as NetworkEvent } from '../../../packages/twilio-network/src/handsets/handset.ts';
import type { LogEntry as NetworkLogEntry } from '../../../packages/twilio-network/src/log.ts';
import type { HandsetEvent, LogEntry, Sound } from '../../../src/shared/phone.ts';
import { eventReader } from '../../../src/web/softphone/eventStream.ts';
import { advanceView, INITIAL_VIEW, type PhoneView } from '../../../src/web/softphone/phoneView.ts';
import { captionOf, stateOf } from '../../../src/web/softphone/simulatedSoftphone.ts';
import { frequenciesOf } from '../../../src/web/softphone/tones.ts';

/** Compiles only while the network's events match ours. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const areSame: { event: Same<NetworkEvent, HandsetEvent>; entry: Same<NetworkLogEntry, LogEntry> } = {
  event: true,
  entry: true,
};

type Happening = HandsetEvent extends infer E ? (E extends unknown ? Omit<E, 'n' | 'at' | 'callSid'> : never) : never;
function viewAfter(...happenings: readonly Happening[]): PhoneView {
  return happenings
    .map((happening, place) => ({ n: place + 1, at: 1000 * place, callSid: 'CA1', ...happening }))
    .reduce(advanceView, INITIAL_VIEW);
}
const state = (name: PhoneView['state'], other: string | null = null, reason: string | null = null): Happening => ({
  kind: 'state',
  state: name,
  with: other,
  reason,
});
const hears = (sound: Sound): Happening => ({ kind: 'hears', sound });
const say = (text: string) => hears({ kind: 'say', text, language: 'en-US', voice: 'man' });
const audio = (...others: string[]): Happening => ({ kind: 'audio', audio: { hears: others, heardBy: others } });

describe('the stream', () => {
  test('[H5] events are complete however the stream is split', () => {
    const whole = 'retry: 1000\n\nid: 1\ndata: {"n":1}\n\n: still here\n\nid: 2\ndata: {"n":2,"text":"다"}\n\n';
    for (let cut = 0; cut <= whole.length; cut++) {
      const take = eventReader();
      expect([...take(whole.slice(0, cut)), ...take(whole.slice(cut))]).toEqual(['{"n":1}', '{"n":2,"text":"다"}']);
    }
  });

  test('[H5] our types match the network’s events', () => {
    expect(areSame).toEqual({ event: true, entry: true });
  });
});

describe('the view', () => {
  test('[H6] it plays ringback while dialing, then shows captions', () => {
    const dialling = viewAfter(state('dialling', '+18005550100'));
    expect(dialling).toMatchObject({ state: 'dialling', other: '+18005550100', background: 'ringback', captions: [] });
    const talking = viewAfter(state('dialling', '+18005550100'), state('talking', '+18005550100'), say('Welcome.'));
    expect(talking).toMatchObject({ state: 'talking', since: 1000, background: 'none' });
    expect(talking.captions).toEqual([{ n: 3, at: 2000, kind: 'said', text: 'Welcome.', language: 'en-US' }]);
  });

  test('[H6] music plays until a prompt or a voice is heard', () => {
    const music = [state('talking', 'x'), hears({ kind: 'music', url: null })] as const;
    expect(viewAfter(...music).background).toBe('music');
    expect(viewAfter(...music, hears({ kind: 'digits', digits: '1' })).background).toBe('music');
    expect(viewAfter(...music, say('You are next.')).background).toBe('none');
    expect(viewAfter(...music, audio('client:ana')).background).toBe('none');
    expect(viewAfter(...music, state('idle', null, 'completed')).background).toBe('none');
  });

  test('[H6] a failed call shows and plays the reason; the next one starts empty', () => {
    const busy = viewAfter(state('dialling', 'x'), say('One moment.'), state('idle', null, 'busy'));
    expect(busy).toMatchObject({ state: 'idle', other: 'x', ended: 'busy', background: 'busy' });
    expect(busy.captions).toHaveLength(1);
    const next = advanceView(busy, {
      n: 4,
      at: 9000,
      callSid: 'CA2',
      kind: 'state',
      state: 'ringing',
      with: 'y',
      reason: null,
    });
    expect(next).toMatchObject({ state: 'ringing', other: 'y', ended: null, captions: [], background: 'none' });
    const hungUp = viewAfter(state('talking', 'x'), say('Goodbye.'), state('idle', null, 'completed'));
    expect(hungUp.captions.map(({ text }) => text)).toEqual(['Goodbye.']);
  });
});

describe('the desk’s softphone', () => {
  test.each([
    ['off', 'idle', { kind: 'off' }],
    ['connecting', 'idle', { kind: 'connecting' }],
    ['open', 'idle', { kind: 'ready' }],
    ['open', 'ringing', { kind: 'ringing' }],
    ['open', 'talking', { kind: 'inCall', since: 7 }],
    ['connecting', 'talking', { kind: 'inCall', since: 7 }],
    ['taken', 'talking', { kind: 'failed', why: 'elsewhere' }],
    ['refused', 'idle', { kind: 'failed', why: 'notAllowed' }],
  ] as const)('[H7] with the link %s and the telephone %s it is %j', (link, phone, expected) => {
    expect(stateOf(link, { state: phone, since: 7 })).toEqual(expected);
  });

  test('[H7] the whisper is a caption until people talk; keys are not captions', () => {
    const whisper = [state('talking', 'x'), say('Roof, Korean. Press 1.')] as const;
    expect(captionOf(viewAfter(...whisper))).toBe('Roof, Korean. Press 1.');
    expect(captionOf(viewAfter(...whisper, hears({ kind: 'digits', digits: '1' })))).toBe('');
    expect(captionOf(viewAfter(...whisper, audio('+12025550143')))).toBe('');
    const voice = hears({ kind: 'voice', text: 'Hello?', from: '+12025550143' });
    expect(captionOf(viewAfter(...whisper, audio('+12025550143'), voice))).toBe('Hello?');
    expect(captionOf(viewAfter(...whisper, state('idle', null, 'completed')))).toBe('');
  });
});

test('[H6] keys play standard DTMF tones', () => {
  expect(frequenciesOf('1')).toEqual([697, 1209]);
  expect(frequenciesOf('#')).toEqual([941, 1477]);
  expect(frequenciesOf('0')).toEqual([941, 1336]);
  expect(frequenciesOf('w')).toEqual([]);
});
