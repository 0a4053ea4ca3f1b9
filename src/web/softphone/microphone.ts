/** The microphone: availability, permission and level. */

/** `none`: no microphone, or none available on plain HTTP; `denied`: the user refused permission. */
export type MicrophoneState = 'unknown' | 'on' | 'none' | 'denied';

/** Requests the microphone. The caller must stop the stream. */
export async function openMicrophone(): Promise<MediaStream | 'none' | 'denied'> {
  // Undefined on plain HTTP, despite its type.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return 'none';
  try {
    return await devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none';
  }
}

/** Asks for permission at a click, and releases the microphone. */
export async function askForMicrophone(): Promise<MicrophoneState> {
  const stream = await openMicrophone();
  if (typeof stream === 'string') return stream;
  close(stream);
  return 'on';
}

export function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

const LOOK_EVERY_MS = 100;
/** RMS of the samples: a quiet room is below it, speech at arm's length above. */
const LOUD = 0.02;
/** Pauses between words count as talking. */
const STILL_TALKING_MS = 700;

/** Reports when the user starts and stops talking. Returns a function that stops it and reports silence. */
export function watchTalking(
  context: AudioContext,
  stream: MediaStream,
  tell: (isTalking: boolean) => void,
): () => void {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let isTalking = false;
  let loudAt = -Infinity;
  const say = (now: boolean) => {
    if (now === isTalking) return;
    isTalking = now;
    tell(now);
  };
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    if (level > LOUD) loudAt = performance.now();
    say(performance.now() - loudAt < STILL_TALKING_MS);
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    source.disconnect();
    say(false);
  };
}
