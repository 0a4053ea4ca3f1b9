/** An optional value: a checkbox, and its settings while it is on. Turning it off (null) and on again restores the value. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useField } from './context.ts';
import { Note, useLabel } from './fields.tsx';

interface Props<T> {
  readonly path: string;
  /** The initial value. */
  readonly start: T;
  readonly children: ComponentChildren;
}

export function OptionalField<T>({ path, start, children }: Props<T>) {
  const label = useLabel(path);
  const { value, set, id, described } = useField<T | null>(path);
  const kept = useRef<T>(start);
  if (value !== null) kept.current = value;
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          id={id}
          type="checkbox"
          checked={value !== null}
          onChange={({ currentTarget }) => set(currentTarget.checked ? kept.current : null)}
          {...described}
        />
        <span>{label}</span>
      </label>
      <Note path={path} />
      {value === null ? null : children}
    </div>
  );
}
