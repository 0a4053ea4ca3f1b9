/** A phone network that does what it’s asked and records the orders. A test can make it answer differently. */
import type { Phone } from '../../src/ports/calls.ts';

export interface FakePhone extends Phone {
  /** In order: the method and its argument. */
  readonly orders: string[];
}

export function fakePhone(answers: Partial<Phone> = {}): FakePhone {
  const orders: string[] = [];
  const done = (order: string) => {
    orders.push(order);
    return Promise.resolve('done' as const);
  };
  return {
    orders,
    place: ({ callId }) => Promise.resolve({ kind: 'placed', sid: `CA_${callId}` }),
    refresh: ({ id }) => done(`refresh ${id}`),
    end: (sid) => done(`end ${sid}`),
    setVoice: (_name, sid) => done(`voice ${sid}`),
    sendKeys: (_name, sid) => done(`keys ${sid}`),
    find: () => Promise.resolve(null),
    startedSince: () => Promise.resolve([]),
    sendText: ({ to }) => done(`text ${to}`).then(() => ({ kind: 'sent' }) as const),
    hasText: () => Promise.resolve(false),
    recordingsOf: () => Promise.resolve([]),
    openRecording: () => Promise.resolve(null),
    deleteRecording: (sid) => done(`delete ${sid}`).then(() => undefined),
    softphone: () => ({ kind: 'none' }),
    ...answers,
  };
}
