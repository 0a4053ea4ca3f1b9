/** Calls that the API asks for: placed, and once they are answered, their document is executed. */
import type { Target } from '../webhooks/webhooks.ts';
import { callParameters } from '../webhooks/parameters.ts';
import { isOver, type Call, type Progress } from './call.ts';
import type { Exchange } from './exchange.ts';
import { startFlow } from './flow.ts';
import { endCall, openCall, ring, tell } from './lifecycle.ts';
import type { Source } from './outcome.ts';
import { endRecording, startRecording, type Recording } from './recording.ts';

export interface Placed {
  readonly from: string;
  readonly to: string;
  readonly source: Source;
  readonly fallback: Target | null;
  readonly progress: Progress | null;
  readonly timeoutMs: number;
  readonly timeLimitMs: number | null;
  readonly sendDigits: string | null;
  /** Whether to say who answered, and how: before the document, or to an address of its own. */
  readonly detection: Detection | null;
  readonly records: Recording['callback'] | 'no';
}

export interface Detection {
  readonly waitsForBeep: boolean;
  readonly timeoutMs: number;
  /** Where it is told beside the document; without one the document waits for it. */
  readonly callback: Target | null;
}

/** Opens the call and returns it at once, still queued; it is placed as soon as the account's calls per second allow it. */
export function placeCall(net: Exchange, placed: Placed): Call {
  const call = openCall(net, {
    direction: 'outbound-api',
    from: placed.from,
    to: placed.to,
    numberSid: net.numbers.at(placed.from)?.sid ?? null,
    fallback: placed.fallback,
    progress: placed.progress,
  });
  call.queueTimeMs = net.account.settings.takeCallSlot();
  // The answer to the request leaves first: it says "queued".
  net.clock.after(call.queueTimeMs, () => void connectPlaced(net, call, placed));
  return call;
}

async function connectPlaced(net: Exchange, call: Call, placed: Placed): Promise<void> {
  if (isOver(call)) return;
  const answer = await ring(net, call, placed.timeoutMs);
  if (answer === 'over') return;
  if (answer !== 'answered') return endCall(net, call, answer);
  if (placed.timeLimitMs !== null) {
    const cancel = net.clock.after(placed.timeLimitMs, () => endCall(net, call, 'completed'));
    void call.ended.promise.then(cancel);
  }
  if (placed.records !== 'no') {
    const recording = startRecording(net, { callSid: call.sid, source: 'OutboundAPI', callback: placed.records });
    void call.ended.promise.then(() => endRecording(net, recording));
  }
  if (placed.sendDigits !== null) call.device?.hear({ kind: 'digits', digits: placed.sendDigits });
  const { detection } = placed;
  if (detection?.callback) detectBeside(net, call, detection, detection.callback);
  if (!detection || detection.callback) return startFlow(net, call, placed.source);
  const { flow } = call;
  net.clock.after(listeningMs(net, call, detection), () => {
    call.answeredBy = answererOf(net, call, detection);
    // Sent elsewhere, or over, while the network listened.
    if (call.flow === flow) startFlow(net, call, placed.source);
  });
}

/** The network knows what answered, after as long as a real one needs to guess. */
function answererOf(net: Exchange, call: Call, { waitsForBeep, timeoutMs }: Detection): string {
  const { nature = 'human' } = call.device ?? {};
  if (nature === 'unclear' || net.limits.detectionMs > timeoutMs) return 'unknown';
  return nature === 'machine' ? (waitsForBeep ? 'machine_end_beep' : 'machine_start') : nature;
}

function listeningMs(net: Exchange, call: Call, { timeoutMs }: Detection): number {
  return call.device?.nature === 'unclear' ? timeoutMs : Math.min(net.limits.detectionMs, timeoutMs);
}

/** Told beside the document, which does not wait for it and does not know it. */
function detectBeside(net: Exchange, call: Call, detection: Detection, callback: Target): void {
  const ms = listeningMs(net, call, detection);
  net.clock.after(ms, () => {
    if (isOver(call)) return;
    const answeredBy = answererOf(net, call, detection);
    const parameters = {
      ...callParameters(net.account.sid, call),
      AnsweredBy: answeredBy,
      MachineDetectionDuration: String(ms),
    };
    void tell(net, 'status', callback, `Detection says ${answeredBy}`, parameters, call.sid).then(() => {
      call.answeredBy = answeredBy;
    });
  });
}
