/** A list to add to, remove from and reorder. Focus follows each change, so that keyboard users keep their place. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';
import { Icon } from '../../base/ui/Icon.tsx';
import { useField } from './context.ts';
import { Mistake, Note, useLabel } from './fields.tsx';
import { focusField } from './focusField.ts';

interface Props<T> {
  readonly path: string;
  readonly make: () => T;
  readonly add: string;
  readonly children: (itemPath: string, index: number) => ComponentChildren;
  /** The most items allowed; at the limit, Add is disabled. */
  readonly max?: number;
  /** This one can be moved, but not removed. */
  readonly isFixed?: (index: number) => boolean;
  /** Sorted when saved, so items can't be moved. */
  readonly isSorted?: boolean;
  /** Each item is one field with the item's own path. */
  readonly slim?: boolean;
  /** Within a switch of the same path, which has the label, the hint and the mistake. */
  readonly isSwitched?: boolean;
}

export function ListField<T>({
  path,
  make,
  add,
  children,
  max = 50,
  isFixed,
  isSorted = false,
  slim = false,
  isSwitched = false,
}: Props<T>) {
  const label = useLabel(path);
  const { value: items, set } = useField<readonly T[]>(path);
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (target === null) return;
    focusField(target);
    setTarget(null);
  }, [target]);

  const move = (index: number, by: 1 | -1) => {
    const item = items[index];
    if (item === undefined || index + by < 0 || index + by >= items.length) return;
    set(items.toSpliced(index, 1).toSpliced(index + by, 0, item));
    setTarget(`${path}.${index + by}~${by > 0 ? 'down' : 'up'}`);
  };
  const remove = (index: number) => {
    set(items.toSpliced(index, 1));
    setTarget(`${path}~add`);
  };
  return (
    <fieldset class="field" {...(!isSwitched && { id: path, tabIndex: -1 })}>
      <legend class={isSwitched ? 'visually-hidden' : 'label'}>{label}</legend>
      {isSwitched ? null : <Note path={path} />}
      <ol class={slim ? 'list-items list-slim' : 'list-items'}>
        {items.map((_item, index) => (
          <li key={index} class="list-item">
            {slim ? (
              children(`${path}.${index}`, index)
            ) : (
              <div class="list-fields" id={`${path}.${index}`}>
                {children(`${path}.${index}`, index)}
                <Mistake path={`${path}.${index}`} />
              </div>
            )}
            <ItemButtons
              path={`${path}.${index}`}
              move={isSorted ? null : (by) => move(index, by)}
              remove={isFixed?.(index) ? null : () => remove(index)}
            />
          </li>
        ))}
      </ol>
      <div class="row">
        <button
          type="button"
          id={`${path}~add`}
          class="button button-small"
          disabled={items.length >= max}
          onClick={() => {
            set([...items, make()]);
            setTarget(`${path}.${items.length}`);
          }}
        >
          {add}
        </button>
      </div>
    </fieldset>
  );
}

interface ItemProps {
  path: string;
  move: ((by: 1 | -1) => void) | null;
  remove: (() => void) | null;
}

function ItemButtons({ path, move, remove }: ItemProps) {
  const t = useText(adminText);
  const item = useLabel(path);
  const button = (id: 'up' | 'down' | 'remove', act: () => void) => (
    <button
      type="button"
      id={`${path}~${id}`}
      class="icon-button"
      title={t(`list.${id}`)}
      aria-label={t(`list.${id}.item`, { item })}
      onClick={act}
    >
      <Icon name={id} />
    </button>
  );
  return (
    <div class="list-buttons">
      {move ? button('up', () => move(-1)) : null}
      {move ? button('down', () => move(1)) : null}
      {remove ? button('remove', remove) : null}
    </div>
  );
}
