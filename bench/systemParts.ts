/** Use cases without a service around them: nobody is told anything, and no engine answers the bell. */
import type { Parts } from '../src/ports.ts';

export function systemParts(outside: Omit<Parts, 'desk' | 'bell'>): Parts {
  const nobody = () => undefined;
  return {
    ...outside,
    bell: { ring: nobody, answeredBy: () => nobody },
    desk: {
      ...{ offer: nobody, offerEnded: nobody, lead: nobody, presence: nobody },
      ...{ promisesChanged: nobody, floorChanged: nobody, disconnect: nobody },
    },
  };
}
