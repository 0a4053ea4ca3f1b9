/** The file’s columns: heading, first values, and what each holds. */
import type { ColumnMapping } from '../../../core/capture/importColumns.ts';
import { wordingIn } from '../../../core/vocabulary/language.ts';
import type { FormField } from '../../../core/vocabulary/form.ts';
import type { ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { importText } from '../../../shared/text/imports.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { noteId, useField } from '../form/context.ts';
import { Mistake } from '../form/fields.tsx';
import { columnsOf, type FileColumn } from './importSteps.ts';

const STANDARD = [
  ...(['name', 'firstName', 'lastName', 'phone', 'email', 'interest', 'message', 'language'] as const),
  ...(['source', 'consentDate'] as const),
];

interface Props {
  readonly view: ImportView;
  /** Of the campaign. */
  readonly fields: readonly FormField[];
}

export function ColumnFields({ view, fields }: Props) {
  const t = useText(adminImportText);
  const { value: hasHeading } = useField<boolean>('hasHeading');
  const { described } = useField<ColumnMapping>('mapping');
  return (
    <fieldset class="field" id="mapping" tabIndex={-1} aria-describedby={described['aria-describedby']}>
      <legend class="import-legend">{t('columns.title')}</legend>
      <p class="muted small">{t('columns.about')}</p>
      <Mistake path="mapping" />
      <ul class="lines import-columns">
        {columnsOf(view, hasHeading).map((column, index) => (
          <ColumnField key={index} column={column} index={index} fields={fields} />
        ))}
      </ul>
    </fieldset>
  );
}

function ColumnField({ column, index, fields }: { column: FileColumn; index: number; fields: readonly FormField[] }) {
  const t = useText(adminImportText);
  const own = useText(importText);
  const reads = useStore(language);
  const { id, value, set, mistake, described } = useField<ColumnMapping[number]>(`mapping.${index}`);
  const { heading, examples } = column;
  return (
    <li class="import-column">
      <label for={id}>
        {heading === '' ? t('columns.of', { n: index + 1 }) : <bdi class="user-text">{heading}</bdi>}
      </label>
      <span class="small muted import-examples" id={`${id}-examples`}>
        {examples.length === 0
          ? t('columns.blank')
          : examples.map((example, n) => (
              <bdi class="clip" key={n} title={example.slice(0, 200)}>
                {example.slice(0, 200)}
              </bdi>
            ))}
      </span>
      <span class="stack-tight">
        <select
          id={id}
          class="input"
          value={value ?? ''}
          onChange={({ currentTarget }) => set((currentTarget.value || null) as ColumnMapping[number])}
          aria-invalid={described['aria-invalid']}
          aria-describedby={`${id}-examples ${noteId(id)}`}
        >
          <option value="">{t('columns.not')}</option>
          <optgroup label={t('columns.standard')}>
            {STANDARD.map((target) => (
              <option key={target} value={target} selected={target === value}>
                {own(`target.${target}`)}
              </option>
            ))}
          </optgroup>
          {fields.length === 0 ? null : (
            <optgroup label={t('columns.own')}>
              {fields.map(({ name, label }) => (
                <option key={name} value={`answer:${name}`} selected={`answer:${name}` === value}>
                  {wordingIn(label, reads)}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        {mistake === undefined ? null : <Mistake path={id} />}
      </span>
    </li>
  );
}
