/**
 * An edit conflict: who saved a newer version and when, and both values of each field that they changed. Fields that both
 * changed have no default choice. Nothing is saved here; editing continues with the result.
 */
import { useState } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Dialog } from '../../base/ui/Dialog.tsx';
import { Value } from '../ui/Value.tsx';
import { withNames, type Names } from '../ui/withNames.ts';
import { labelOf } from './labels.ts';
import { isChosen, applyChoices, mergeFields, proposeChoices, type Choices, type MergeField } from './merge.ts';
import type { Draft, EditConflict } from './useDraft.ts';

interface Props<F> {
  readonly draft: Draft<F>;
  readonly meanwhile: EditConflict<F>;
  /** Of what the fields name by ID. */
  readonly names: Names;
}

export function EditConflictDialog<F>({ draft, meanwhile, names }: Props<F>) {
  const t = useText(adminText);
  const reads = useStore(language);
  const { theirs, by, at } = meanwhile;
  const [fields] = useState(() => mergeFields(draft.base.fields, draft.fields, theirs.fields));
  const [choices, setChoices] = useState<Choices>(() => proposeChoices(fields));
  return (
    <Dialog wide title={t('meanwhile.title', { name: by })} onClose={draft.closeMeanwhile}>
      <p>{t('meanwhile.body', { name: by, when: whenOf(at, serverNow(), reads) })}</p>
      {fields.length === 0 ? <p class="notice">{t('meanwhile.same')}</p> : null}
      <div class="stack">
        {fields.map((field) => (
          <ChoiceOf
            key={field.path}
            field={field}
            by={by}
            names={names}
            chosen={choices[field.path]}
            choose={(side) => setChoices({ ...choices, [field.path]: side })}
          />
        ))}
      </div>
      <div class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!isChosen(fields, choices)}
          onClick={() => draft.takeUp(applyChoices(draft.fields, fields, choices))}
        >
          {t('meanwhile.goOn')}
        </button>
        <button type="button" class="button button-danger" onClick={() => draft.takeUp(theirs.fields)}>
          {t('meanwhile.reload')}
        </button>
        <button type="button" class="button" onClick={draft.closeMeanwhile}>
          {t('meanwhile.later')}
        </button>
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly field: MergeField;
  readonly by: string;
  readonly names: Names;
  readonly chosen: 'mine' | 'theirs' | undefined;
  readonly choose: (side: 'mine' | 'theirs') => void;
}

function ChoiceOf({ field, by, names, chosen, choose }: ChoiceProps) {
  const t = useText(adminText);
  const fieldsText = useText(adminFieldsText);
  const side = (name: 'mine' | 'theirs', label: string) => (
    <label class="side">
      <span class="row">
        <input
          type="radio"
          name={field.path}
          checked={chosen === name}
          onChange={() => {
            choose(name);
          }}
        />
        <strong>{label}</strong>
      </span>
      <Value path={field.path} value={withNames(field[name], names)} />
    </label>
  );
  return (
    <fieldset class="stack-tight">
      <legend class="label">
        {withNames(labelOf(field.path, fieldsText), names)}{' '}
        {field.isConflict ? <span class="badge badge-warn">{t('meanwhile.both')}</span> : null}
      </legend>
      <div class="pair">
        {side('mine', t('meanwhile.mine'))}
        {side('theirs', t('meanwhile.theirs', { name: by }))}
      </div>
    </fieldset>
  );
}
