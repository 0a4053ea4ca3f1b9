/**
 * The customer's name, edited during the call: open when the name is missing, behind a button otherwise. Saved on blur and
 * on Enter. A save waits for the one in progress, because it is based on its result.
 */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { useText } from '../base/text.ts';
import { useLine } from './context.ts';
import { SavedLabel } from './SavedLabel.tsx';
import { pendingFor } from './store.ts';

/** The server's limit. */
const LONGEST = 200;

export function NameField({ lead }: { lead: DeskLead }) {
  const t = useText(deskText);
  const [isOpen, setOpen] = useState(lead.person.name.trim() === '');
  const isAsked = useRef(false);
  if (isOpen) return <Field lead={lead} isFocused={isAsked.current} />;
  const open = () => {
    isAsked.current = true;
    setOpen(true);
  };
  return (
    <p>
      <button type="button" class="link-button small" onClick={open}>
        {t('name.change')}
      </button>
    </p>
  );
}

function Field({ lead, isFocused }: { lead: DeskLead; isFocused: boolean }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const id = useId();
  const { id: leadId } = lead;
  const saved = lead.person.name;
  const [name, setName] = useState(saved);
  const [wanted, setWanted] = useState<string | null>(null);
  const isSaving = pendingFor(state, 'lead:name', leadId) !== undefined;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isFocused) return;
    input.current?.focus();
    input.current?.select();
  }, [isFocused]);
  // Show the server's cleaned-up name, or another desk's change, but not while the agent is typing.
  useEffect(() => {
    if (document.activeElement !== input.current) setName(saved);
  }, [saved]);
  useEffect(() => {
    if (wanted === null || isSaving) return;
    setWanted(null);
    if (wanted !== '' && wanted !== saved)
      line.ask({ event: 'lead:name', body: { leadId, name: wanted, before: saved } });
  }, [line, leadId, wanted, isSaving, saved]);

  const save = () => setWanted(name.trim());
  const isSaved = name.trim() === saved.trim();
  return (
    <div class="field">
      <SavedLabel of={id} label={t('name.label')} isSaving={isSaving} isSaved={isSaved} isEmpty={saved.trim() === ''} />
      <input
        id={id}
        ref={input}
        class="input"
        maxLength={LONGEST}
        dir="auto"
        autocomplete="off"
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
    </div>
  );
}
