/** Time left for an offer, as a ring around the seconds, computed from the server's deadline. */
import { secondsLeft } from '../base/format.ts';

export function Countdown({ leftMs, totalMs }: { leftMs: number; totalMs: number }) {
  const share = Math.min(1, Math.max(0, leftMs / totalMs));
  const seconds = secondsLeft(leftMs);
  return (
    <span class={`countdown ${seconds <= 5 ? 'countdown-late' : ''}`} aria-hidden="true">
      <svg viewBox="0 0 64 64" width="64" height="64">
        <circle cx="32" cy="32" r="28" pathLength="100" class="countdown-track" />
        <circle
          cx="32"
          cy="32"
          r="28"
          pathLength="100"
          class="countdown-left"
          stroke-dasharray="100"
          stroke-dashoffset={100 - share * 100}
        />
      </svg>
      {/* At zero, wait for the server's decision. */}
      <span class="countdown-number">{seconds === 0 ? '…' : seconds}</span>
    </span>
  );
}
