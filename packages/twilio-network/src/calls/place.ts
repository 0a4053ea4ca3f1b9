/** Calls created over the API. Once answered, they execute their document. */
import type { Target } from '../webhooks/webhooks.ts';
import { callParameters } from '../webhooks/parameters.ts';
import { isOver } from './call.ts';
import type { Call, Progress, Source, Recording } from './records.ts';
import type { Exchange } from './exchange.ts';
import { startFlow } from './flow.ts';
import { endCall, openCall, ring, notify } from './lifecycle.ts';
import { endRecording, startRecording } from './recording.ts';

export interface CallOrder {
  readonly from: string;
  readonly to: string;
  readonly source: Source;
  readonly fallback: Target | null;
  readonly progress: Progress | null;
  readonly timeoutMs: number;
  readonly timeLimitMs: number | null;
  readonly sendDigits: string | null;
  /** Answering machine detection; null if it was not requested. */
  readonly detection: Detection | null;
  readonly records: Recording['callback'] | 'no';
}

export interface Detection {
  readonly waitsForBeep: boolean;
  readonly timeoutMs: number;
  /** Where the result is sent while the document runs. Without it the document waits for the result. */
  readonly callback: Target | null;
}

/** Returns the call at once, still queued. It is placed as soon as the account's call rate allows. */
export function placeCall(net: Exchange, order: CallOrder): Call {
  const call = openCall(net, {
    direction: 'outbound-api',
    from: order.from,
    to: order.to,
    numberSid: net.numbers.at(order.from)?.sid ?? null,
    fallback: order.fallback,
    progress: order.progress,
  });
  call.queueTimeMs = net.account.settings.takeCallSlot();
  // The API response, which says "queued", is sent first.
  net.clock.after(call.queueTimeMs, () => void connectCall(net, call, order));
  return call;
}

async function connectCall(net: Exchange, call: Call, order: CallOrder): Promise<void> {
  if (isOver(call)) return;
  const answer = await ring(net, call, order.timeoutMs);
  if (answer === 'over') return;
  if (answer !== 'answered') return endCall(net, call, answer);
  if (order.timeLimitMs !== null) {
    const cancel = net.clock.after(order.timeLimitMs, () => endCall(net, call, 'completed'));
    void call.ended.promise.then(cancel);
  }
  if (order.records !== 'no') {
    const recording = startRecording(net, { callSid: call.sid, source: 'OutboundAPI', callback: order.records });
    void call.ended.promise.then(() => endRecording(net, recording));
  }
  if (order.sendDigits !== null) call.device?.hear({ kind: 'digits', digits: order.sendDigits });
  const { detection } = order;
  if (detection?.callback) detectInBackground(net, call, detection, detection.callback);
  if (!detection || detection.callback) return startFlow(net, call, order.source);
  const { flow } = call;
  net.clock.after(detectionMs(net, call, detection), () => {
    call.answeredBy = detectionResult(net, call, detection);
    // Redirected or over during detection.
    if (call.flow === flow) startFlow(net, call, order.source);
  });
}

/** The detection result. The simulation knows the answer; only the time is realistic. */
function detectionResult(net: Exchange, call: Call, { waitsForBeep, timeoutMs }: Detection): string {
  const { nature = 'human' } = call.device ?? {};
  if (nature === 'unclear' || net.limits.detectionMs > timeoutMs) return 'unknown';
  return nature === 'machine' ? (waitsForBeep ? 'machine_end_beep' : 'machine_start') : nature;
}

function detectionMs(net: Exchange, call: Call, { timeoutMs }: Detection): number {
  return call.device?.nature === 'unclear' ? timeoutMs : Math.min(net.limits.detectionMs, timeoutMs);
}

/** Sends the detection result to its callback while the document runs without it. */
function detectInBackground(net: Exchange, call: Call, detection: Detection, callback: Target): void {
  const ms = detectionMs(net, call, detection);
  net.clock.after(ms, () => {
    if (isOver(call)) return;
    const answeredBy = detectionResult(net, call, detection);
    const parameters = {
      ...callParameters(net.account.sid, call),
      AnsweredBy: answeredBy,
      MachineDetectionDuration: String(ms),
    };
    void notify(net, 'status', callback, `Detection says ${answeredBy}`, parameters, call.sid).then(() => {
      call.answeredBy = answeredBy;
    });
  });
}
