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
  readonly detection: { readonly waitsForBeep: boolean; readonly callback: Target | null } | null;
  readonly records: Recording['callback'] | 'no';
}

/** Opens the call and returns it at once, still queued; it rings by itself. */
export function placeCall(net: Exchange, placed: Placed): Call {
  const call = openCall(net, {
    direction: 'outbound-api',
    from: placed.from,
    to: placed.to,
    numberSid: net.numbers.at(placed.from)?.sid ?? null,
    fallback: placed.fallback,
    progress: placed.progress,
  });
  // The answer to the request leaves first: it says "queued".
  net.clock.after(0, () => void connectPlaced(net, call, placed));
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
  detect(net, call, placed.detection);
  startFlow(net, call, placed.source);
}

/** The network knows what answered; a real one has to guess. */
function detect(net: Exchange, call: Call, detection: Placed['detection']): void {
  if (!detection) return;
  const isMachine = call.device?.nature === 'machine';
  const answeredBy = isMachine ? (detection.waitsForBeep ? 'machine_end_beep' : 'machine_start') : 'human';
  if (!detection.callback) {
    call.answeredBy = answeredBy;
    return;
  }
  const parameters = {
    ...callParameters(net.account.sid, call),
    AnsweredBy: answeredBy,
    MachineDetectionDuration: '0',
  };
  // Told beside the document, which does not wait for it and does not know it.
  void tell(net, 'status', detection.callback, `Detection says ${answeredBy}`, parameters, call.sid).then(() => {
    call.answeredBy = answeredBy;
  });
}
