/**
 * Numbers with built-in behavior. `n` and `mm` are digits of the number itself.
 *
 * | number         | does                                                                           |
 * | -------------- | ------------------------------------------------------------------------------ |
 * | `+15005552000` | is busy                                                                        |
 * | `+15005552001` | rings, and no one answers                                                      |
 * | `+15005552002` | cannot be reached: the call fails                                              |
 * | `+15005552003` | is not in service: the call fails, with the code that says so                  |
 * | `+15005553nmm` | a person answers after n seconds and hangs up mm seconds later (00: never)     |
 * | `+15005554nmm` | voicemail answers after n seconds, greets for mm seconds, beeps and listens    |
 */
import type { Clock } from '../clock.ts';
import type { Device, Line, Rejection } from './device.ts';

const GREETING = 'You have reached the voice mailbox. Please leave a message after the tone.';
/** Voicemail hangs up after this long. */
const LONGEST_MESSAGE_MS = 60_000;

/** The robot of a magic number, new for each call. Null for any other number. */
export function magicDevice(address: string, clock: Clock): Device | null {
  const parts = /^\+1500555([234])(\d)(\d\d)$/.exec(address);
  if (!parts) return null;
  const [, kind, n, mm] = parts;
  const answersAfterMs = Number(n) * 1000;
  const thenMs = Number(mm) * 1000;
  if (kind === '2') return refusing(address, `${n ?? ''}${mm ?? ''}`);
  return kind === '3'
    ? robot(address, 'human', clock, answersAfterMs, (line) => {
        if (thenMs > 0) clock.after(thenMs, () => line.hangUp());
      })
    : robot(address, 'machine', clock, answersAfterMs, (line) => {
        line.speak(GREETING, thenMs);
        clock.after(thenMs, () => line.beep());
        clock.after(thenMs + LONGEST_MESSAGE_MS, () => line.hangUp());
      });
}

const REFUSALS: Readonly<Record<string, Rejection>> = { '000': 'busy', '002': 'failed', '003': 'not-in-service' };

function refusing(address: string, ending: string): Device | null {
  const how = REFUSALS[ending];
  if (how === undefined && ending !== '001') return null;
  return silent(address, 'human', (line) => {
    if (how !== undefined) line.reject(how);
  });
}

function robot(
  address: string,
  nature: Device['nature'],
  clock: Clock,
  answersAfterMs: number,
  afterwards: (line: Line) => void,
): Device {
  let line: Line | null = null;
  return {
    ...silent(address, nature, (incoming) => {
      line = incoming;
      clock.after(answersAfterMs, () => incoming.answer());
    }),
    connected() {
      if (line) afterwards(line);
    },
  };
}

const silent = (address: string, nature: Device['nature'], ring: Device['ring']): Device => ({
  address,
  nature,
  ring,
  connected: () => undefined,
  hear: () => undefined,
  audio: () => undefined,
  signal: () => undefined,
  over: () => undefined,
});
