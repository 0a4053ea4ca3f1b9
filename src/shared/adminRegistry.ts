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
}
