/** The national do-not-call registry as administrators see it, over HTTP. */
import type { RegistryFileKind } from '../core/law/registry.ts';

export interface RegistryProgress {
  readonly id: string;
  readonly state: 'reading' | 'done' | 'failed';
  readonly kind: RegistryFileKind;
  readonly by: string;
  readonly startedAt: number;
  /** Bytes of the file as sent; `size` null if unknown. */
  readonly received: number;
  readonly size: number | null;
  /** Lines read so far. */
  readonly numbers: number;
}

/** How far the promised calls were looked at again. */
export interface RegistryScrub {
  readonly isDone: boolean;
  readonly checked: number;
  /** Listed, without anything that permits a call: their leads are closed. */
  readonly closed: number;
}

/** The version in force. */
export interface RegistryView {
  readonly numbers: number;
  readonly areas: readonly {
    readonly areaCode: string;
    readonly asOf: number;
    readonly count: number;
    /** Too old to rely on. */
    readonly isStale: boolean;
  }[];
  /** Of the import that runs, or ran last; null if there was none. */
  readonly progress: RegistryProgress | null;
  /** Of the promised calls, looked at again with the version in force; null before the first one. */
  readonly scrub: RegistryScrub | null;
}
