/** What callers in line hear between two announcements. */
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import type { Prompt } from '../../../../src/core/call/hearing.ts';
import { LINE_MUSIC_S, lineMusic } from '../../../../src/http/calls/twilio/lineMusic.ts';
import { twimlOf } from '../../../../src/http/calls/twilio/twiml.ts';
import type { Parts } from '../../../../src/ports/parts.ts';
import { mountedNetwork } from '../../../support/mounted.ts';
import { SILENT_LOG } from '../../../support/world.ts';

describe('[K36] the music of the line', () => {
  const plays = (url: string | null, seconds: number) => {
    const music: Prompt = { do: 'music', url, seconds };
    return twimlOf([{ do: 'ask', prompts: [music], digits: 1, timeoutS: 1, silenceIsAnswer: false }], {
      where: 'queue',
    });
  };

  test('is the service’s own where none is set, as often as it takes to the next announcement', () => {
    expect(plays(null, 30)).toContain('<Play loop="3">/twilio/sounds/line.wav</Play>');
    expect(plays(null, 5)).toContain('<Play loop="1">');
    expect(plays('https://sounds.example/wait.mp3', 30)).toContain(
      '<Play loop="1">https://sounds.example/wait.mp3</Play>',
    );
  });

  test('is served to the network without a signature, as audio that phones can carry', async () => {
    const app = express();
    const parts = { log: SILENT_LOG } as unknown as Parts;
    app.use(mountedNetwork(parts, { authTokens: [], publicUrl: () => 'https://leads.example.com' }));
    const { body, headers } = await request(app).get('/twilio/sounds/line.wav').responseType('blob').expect(200);
    expect(headers['content-type']).toBe('audio/wav');
    const file = body as Buffer;
    expect([file.toString('latin1', 0, 4), file.toString('latin1', 8, 12)]).toEqual(['RIFF', 'WAVE']);
    const bytesPerSecond = file.readUInt32LE(28);
    expect(file.readUInt32LE(40) / bytesPerSecond).toBe(LINE_MUSIC_S);
    expect(file.length).toBe(44 + file.readUInt32LE(40));
  });

  test('is heard, is never as loud as speech, and neither begins nor ends with a click', () => {
    const file = lineMusic();
    const samples = Array.from({ length: (file.length - 44) / 2 }, (_none, index) => file.readInt16LE(44 + 2 * index));
    const loudest = Math.max(...samples.map(Math.abs)) / 32_768;
    expect(loudest).toBeGreaterThan(0.1);
    expect(loudest).toBeLessThan(0.4);
    expect([samples[0], samples.at(-1)].every((edge) => Math.abs(edge ?? 1e9) < 50)).toBe(true);
  });
});
