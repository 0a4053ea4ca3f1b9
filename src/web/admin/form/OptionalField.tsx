/** An optional part: a checkbox, and its settings while it is on. Turning it off and on again restores its value. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useField } from './context.ts';
import { Note, useLabel } from './fields.tsx';

interface Props<T> {
  readonly path: string;
  /** Replaces the catalog's label. */
  readonly label?: string;
  /** The initial value. */
  readonly start: T;
  readonly children: ComponentChildren;
}

/** Off is null. */
export function OptionalField<T>(props: Props<T>) {
  return <CheckedPart {...props} off={null} />;
}

/** Off means that the field is absent. */
export function SwitchField<T>(props: Props<T>) {
  return <CheckedPart {...props} off={undefined} />;
}

function CheckedPart<T>({ path, label, start, children, off }: Props<T> & { off: null | undefined }) {
  const known = useLabel(path);
  const { value, set, id, described } = useField<T | null | undefined>(path);
  const isOn = value !== off;
  const kept = useRef<T>(start);
  if (isOn) kept.current = value as T;
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          id={id}
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => set(currentTarget.checked ? kept.current : off)}
          {...described}
        />
        <span>{label ?? known}</span>
      </label>
      <Note path={path} />
      {isOn ? children : null}
    </div>
  );
}
