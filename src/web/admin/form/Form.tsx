/**
 * A form around a draft: mistakes as links to their fields, the fields, and the save bar. Ctrl+S (Cmd+S) saves from anywhere
 * on the page.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../../base/troubleText.ts';
import { withNames, type Names } from '../ui/withNames.ts';
import { FormProvider } from './context.ts';
import { focusField } from './focusField.ts';
import { labelOf } from './labels.ts';
import { EditConflictDialog } from './EditConflictDialog.tsx';
import type { Draft } from './useDraft.ts';

interface Props<F> {
  readonly draft: Draft<F>;
  readonly children: ComponentChildren;
  /** The button's label; "Save" when absent. */
  readonly save?: string;
  /** Shown in the save bar while nothing is changed. */
  readonly state?: string;
  /** Of what the fields name by ID, for edit conflicts. */
  readonly names?: Names;
  /** Settings that have no effect, by path: why. */
  readonly idle?: Readonly<Record<string, string>>;
  /** Shows the part of the page that contains the field. */
  readonly reveal?: (path: string) => void;
}

const NO_NAMES: Names = {};
const NOTHING_IDLE: Readonly<Record<string, string>> = {};

export function Form<F extends object>({
  draft,
  children,
  save,
  state = '',
  names = NO_NAMES,
  idle = NOTHING_IDLE,
  reveal,
}: Props<F>) {
  const ref = useRef<HTMLFormElement>(null);
  useSaveKey(() => ref.current?.requestSubmit());
  return (
    <FormProvider value={{ ...draft, idle }}>
      <form
        ref={ref}
        class="stack admin-form"
        // The server validates everything and reports all mistakes at once.
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          draft.save();
        }}
      >
        <Summary draft={draft} names={names} reveal={reveal} />
        {children}
        <SaveBar draft={draft} save={save} state={state} />
      </form>
      {draft.meanwhile ? <EditConflictDialog draft={draft} meanwhile={draft.meanwhile} names={names} /> : null}
    </FormProvider>
  );
}

/** Inactive while a dialog is open. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyS' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!event.repeat && document.querySelector('dialog[open]') === null) latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

interface SummaryProps<F> extends Required<Pick<Props<F>, 'draft' | 'names'>> {
  readonly reveal: ((path: string) => void) | undefined;
}

/** Takes focus after each refused save, so that it is announced and the first link is next in the tab order. */
function Summary<F>({ draft, names, reveal }: SummaryProps<F>) {
  const t = useText(adminText);
  const fieldsText = useText(adminFieldsText);
  const ref = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const mistakes = Object.entries(draft.mistakes);
  const { refusals } = draft;
  useEffect(() => {
    if (refusals > 0) ref.current?.focus();
  }, [refusals]);
  if (mistakes.length === 0) return null;
  return (
    <div class="notice notice-bad stack-tight summary" ref={ref} tabIndex={-1} role="group" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('summary.title', { count: mistakes.length })}</h2>
      <ul class="stack-tight">
        {mistakes.map(([path, reason]) => (
          <li key={path}>
            <a
              href={`#${encodeURIComponent(path)}`}
              onClick={(event) => {
                event.preventDefault();
                reveal?.(path);
                // After the revealed part has rendered.
                requestAnimationFrame(() => focusField(path));
              }}
            >
              {withNames(labelOf(path, fieldsText), names)}
            </a>
            : {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Always present, so that nothing moves when something changes. */
function SaveBar<F>({ draft, save, state }: { draft: Draft<F>; save: string | undefined; state: string }) {
  const t = useText(adminText);
  const common = useText(commonText);
  const { isChanged, isBusy, trouble, mistakes } = draft;
  const isNew = draft.base.version === null;
  const say = () => {
    if (trouble) return troubleText(trouble);
    const wrong = Object.keys(mistakes).length;
    if (wrong > 0) return t('summary.title', { count: wrong });
    return isChanged ? t('save.unsaved') : state;
  };
  return (
    <div class="save-bar">
      <p class={trouble ? 'field-error grow' : 'muted small grow'} role={trouble ? 'alert' : 'status'}>
        {isBusy ? t('save.saving') : say()}
      </p>
      {isNew ? null : (
        <button type="button" class="button button-quiet" disabled={!isChanged || isBusy} onClick={draft.discard}>
          {t('save.discard')}
        </button>
      )}
      <button
        type="submit"
        class="button button-primary"
        aria-keyshortcuts="Control+S Meta+S"
        disabled={isBusy || (!isChanged && !isNew)}
      >
        {save ?? common('save')}
      </button>
    </div>
  );
}
