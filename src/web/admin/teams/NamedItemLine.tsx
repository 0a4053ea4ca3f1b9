/** One team, skill or site. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { NamedItemView } from '../../../shared/admin.ts';
import { adminTeamsText } from '../../../shared/text/adminTeams.ts';
import { commonText } from '../../../shared/text/common.ts';
import { focusAtOnce } from '../../base/focus.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { Dialog } from '../../base/ui/Dialog.tsx';
import { Name } from '../../base/ui/UserText.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { troubleText } from '../../base/troubleText.ts';

interface Props {
  readonly kind: 'teams' | 'skills' | 'sites';
  readonly item: NamedItemView;
  readonly reload: () => void;
}

export function NamedItemLine({ kind, item, reload }: Props) {
  const t = useText(adminTeamsText);
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  const wasRenaming = useRef(false);
  if (doing === 'rename') wasRenaming.current = true;
  const { name } = item;
  const use = useUsage(item);
  const done = () => {
    setDoing(null);
    reload();
  };
  return (
    <li class="line">
      {doing === 'rename' ? (
        <RenameForm kind={kind} item={item} onDone={done} onClose={() => setDoing(null)} />
      ) : (
        <>
          <div class="grow">
            <strong>
              <Name name={name} />
            </strong>
            <div class="small muted">{use}</div>
          </div>
          <button
            type="button"
            class="button button-small button-quiet"
            ref={wasRenaming.current ? focusAtOnce : undefined}
            aria-label={t('rename.item', { name })}
            onClick={() => setDoing('rename')}
          >
            {t('rename')}
          </button>
          <button
            type="button"
            class="button button-small button-quiet"
            aria-label={`${t('remove')}: ${name}`}
            onClick={() => setDoing('remove')}
          >
            {t('remove')}
          </button>
        </>
      )}
      {doing === 'remove' ? (
        <RemoveDialog kind={kind} item={item} onDone={done} onClose={() => setDoing(null)} />
      ) : null}
    </li>
  );
}

/** How many people and campaigns use it. */
function useUsage({ people, campaigns }: NamedItemView): string {
  const t = useText(adminTeamsText);
  const parts = [
    ...(people.length > 0 ? [t('people', { count: people.length })] : []),
    ...(campaigns.length > 0 ? [t('campaigns', { count: campaigns.length })] : []),
  ];
  return parts.join(' · ') || t('unused');
}

interface DoingProps extends Omit<Props, 'reload'> {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function RenameForm({ kind, item, onDone, onClose }: DoingProps) {
  const t = useText(adminTeamsText);
  const common = useText(commonText);
  const [name, setName] = useState(item.name);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    inputRef.current?.focus();
    inputRef.current?.select();
  }, []);
  const save = async () => {
    const path = `/api/admin/${kind}/${encodeURIComponent(item.id)}`;
    const answer = await ask(path, { method: 'PUT', body: { version: item.version, name } });
    if (answer.ok) onDone();
    else setTrouble(answer.trouble);
  };
  return (
    <form
      class="line-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="field grow">
        <input
          class="input"
          aria-label={t('rename.to', { name: item.name })}
          ref={inputRef}
          maxLength={60}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
          aria-invalid={trouble !== null}
        />
        <span class="field-error" role="alert">
          {trouble ? troubleText(trouble) : ''}
        </span>
      </div>
      <button type="submit" class="button button-small button-primary">
        {common('save')}
      </button>
      <button type="button" class="button button-small" onClick={onClose}>
        {common('cancel')}
      </button>
    </form>
  );
}

/** Removes an unused item. For an item in use, lists who uses it. */
function RemoveDialog({ kind, item, onDone, onClose }: DoingProps) {
  const t = useText(adminTeamsText);
  const common = useText(commonText);
  const users = [...item.people, ...item.campaigns];
  const title = t('remove.title', { name: item.name });
  if (users.length > 0) {
    return (
      <Dialog title={title} onClose={onClose}>
        <p>{t('remove.used')}</p>
        <ul class="consequences">
          {users.map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
        <div class="row">
          <button type="button" class="button" onClick={onClose}>
            {common('close')}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      title={title}
      act={t('remove')}
      send={() => ask(`/api/admin/${kind}/${encodeURIComponent(item.id)}`, { method: 'DELETE' })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('remove.body')}</p>
    </ConfirmDialog>
  );
}
