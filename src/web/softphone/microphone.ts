/** The microphone: whether there is one and it may be used, and how loud it is. */

/** `none`: there is no microphone, or the browser gives none here (on plain http it does not); `denied`: the person said no. */
export type MicrophoneState = 'unknown' | 'on' | 'none' | 'denied';

/** Asks for the microphone; whoever gets its stream stops it. */
export async function openMicrophone(): Promise<MediaStream | 'none' | 'denied'> {
  // Missing on plain http, which the types do not know.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return 'none';
  try {
    return await devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none';
  }
}

/** Brings the browser's question up now, at a click, and lets the microphone go again. */
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
/** Root mean square of the samples; a quiet room is below it, speech at arm's length above. */
const LOUD = 0.02;
/** Pauses between words are part of talking. */
const STILL_TALKING_MS = 700;

/** Tells when somebody begins and stops talking into it. Returns its stop, which says that nobody does. */
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
