/** Use cases without a service around them: nobody is told anything, and no engine answers the bell. */
import { callingCodeOf, readPerson } from '../src/http/numbers.ts';
import type { Parts } from '../src/ports.ts';

type OutsideParts = Omit<Parts, 'desk' | 'bell' | 'vitals' | 'intake' | 'readPerson' | 'callingCodeOf'>;

export function systemParts(outside: OutsideParts): Parts {
  const nobody = () => undefined;
  return {
    ...outside,
    readPerson,
    callingCodeOf,
    vitals: {
      routingBegins: () => undefined,
      routed: () => undefined,
      removed: () => undefined,
      textEnded: () => undefined,
      unhandled: () => undefined,
      turnedAway: () => undefined,
    },
    intake: { admit: (_id, work) => work(), always: (_id, work) => work(), isUnderWay: () => false },
    bell: { ring: nobody, answeredBy: () => nobody },
    desk: {
      offer: nobody,
      offerEnded: nobody,
      lead: nobody,
      consult: nobody,
      presence: nobody,
      promisesChanged: nobody,
      dayChanged: nobody,
      floorChanged: nobody,
      disconnect: nobody,
    },
  };
}
