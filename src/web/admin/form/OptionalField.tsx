/** Something that is either off (null) or there: a box, and below it what is set while it is on. Off and on again, it is as it was. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useField } from './context.ts';
import { Note, useLabel } from './fields.tsx';

interface Props<T> {
  readonly path: string;
  /** What it begins with. */
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
