/** An optional part: a checkbox, and its settings while it is on. Off means that the field is absent. */
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

export function SwitchField<T>({ path, start, children }: Props<T>) {
  const label = useLabel(path);
  const { value, set, id, described } = useField<T | undefined>(path);
  const kept = useRef<T>(start);
  if (value !== undefined) kept.current = value;
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          id={id}
          type="checkbox"
          checked={value !== undefined}
          onChange={({ currentTarget }) => set(currentTarget.checked ? kept.current : undefined)}
          {...described}
        />
        <span>{label}</span>
      </label>
      <Note path={path} />
      {value === undefined ? null : children}
    </div>
  );
}
