/** Which columns the table has. */
import { useId } from 'preact/hooks';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { useMenu } from '../base/ui/useMenu.ts';
import { COLUMNS, type Column } from './view.ts';

interface Props {
  columns: readonly Column[];
  onColumns: (columns: readonly Column[]) => void;
}

export function ColumnMenu({ columns, onColumns }: Props) {
  const t = useText(leadsText);
  const id = useId();
  const { open, setOpen, ref, onKeyDown } = useMenu();
  return (
    <div class="leads-menu" ref={ref} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="button button-small"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t('columns')}
      </button>
      <div id={id} class="leads-popover leads-popover-end card" hidden={!open}>
        <fieldset class="stack-tight">
          <legend class="visually-hidden">{t('columns')}</legend>
          {COLUMNS.map((column) => (
            <label class="check" key={column}>
              <input
                type="checkbox"
                checked={columns.includes(column)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  onColumns(COLUMNS.filter((one) => (one === column ? checked : columns.includes(one))));
                }}
              />
              <span>{t(`column.${column}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </div>
  );
}
