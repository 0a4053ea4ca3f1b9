/** Use cases without a service around them: desks hear nothing, and no engine answers the bell. */
import type { Parts } from '../src/ports/parts.ts';
import { seenMarks } from '../src/usecases/routing/seenMarks.ts';
import { runEffects } from '../src/usecases/effects/runEffects.ts';

type OutsideParts = Omit<Parts, 'desk' | 'bell' | 'vitals' | 'intake' | 'seen' | 'runEffects'>;

export function systemParts(outside: Omit<OutsideParts, 'tables'>): Parts {
  const ignore = () => undefined;
  return {
    ...outside,
    tables: { read: () => Promise.reject(new Error('no files here')) },
    runEffects,
    vitals: {
      routingBegins: () => undefined,
      routed: () => undefined,
      removed: () => undefined,
      effectFailed: () => undefined,
      textEnded: () => undefined,
      textUnmatched: () => undefined,
      unhandled: () => undefined,
      turnedAway: () => undefined,
    },
    intake: {
      hasRoom: () => true,
      admit: (_id, work) => work(),
      always: (_id, work) => work(),
      inTurn: (_person, work) => work(),
      isUnderWay: () => false,
      goFirst: (work) => work,
    },
    seen: seenMarks(),
    bell: { ring: ignore, answeredBy: () => ignore },
    desk: {
      offer: ignore,
      offerEnded: ignore,
      lead: ignore,
      consult: ignore,
      presence: ignore,
      promisesChanged: ignore,
      dayChanged: ignore,
      floorChanged: ignore,
      disconnect: ignore,
    },
  };
}
