/** One field to look something up by, and why that failed. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

interface Props {
  /** The keyboard of a phone. */
  readonly keyboard: 'text' | 'tel';
  /** Characters. */
  readonly most: number;
  readonly label: string;
  readonly action: string;
  /** Empty for none. */
  readonly error: string;
  readonly onFind: (typed: string) => void;
  /** Another action with what was typed. */
  readonly other?: (typed: string) => ComponentChildren;
}

export function FindForm({ keyboard, most, label, action, error, onFind, other }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  return (
    <>
      <form
        class="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onFind(typed);
        }}
      >
        <label class="visually-hidden" for={id}>
          {label}
        </label>
        <input
          id={id}
          class="input grow"
          type="text"
          inputMode={keyboard}
          autocomplete="off"
          required
          maxLength={most}
          placeholder={label}
          aria-describedby={`${id}-error`}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class={other ? 'button' : 'button button-primary'}>
          {action}
        </button>
        {other?.(typed)}
      </form>
      <p id={`${id}-error`} class="field-error" role="alert">
        {error}
      </p>
    </>
  );
}
