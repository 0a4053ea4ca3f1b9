/** Teams, skills or sites: who uses each, rename in place, remove if unused, add at the end. */
import { useId, useState } from 'preact/hooks';
import type { NamedItemView } from '../../../shared/admin.ts';
import { adminTeamsText } from '../../../shared/text/adminTeams.ts';
import { ask, type Trouble } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../../base/troubleText.ts';
import { NamedItemLine } from './NamedItemLine.tsx';

interface Props {
  readonly kind: 'teams' | 'skills' | 'sites';
  readonly list: readonly NamedItemView[];
  readonly reload: () => void;
}

export function NamedItemCard({ kind, list, reload }: Props) {
  const t = useText(adminTeamsText);
  const titleId = useId();
  return (
    <section class="card card-flush" aria-labelledby={titleId}>
      <div class="card-head">
        <h2 id={titleId}>{t(kind)}</h2>
        <span class="badge">{list.length}</span>
      </div>
      {list.length === 0 ? <p class="empty">{t(`${kind}.none`)}</p> : null}
      <ul class="lines">
        {list.map((item) => (
          <NamedItemLine key={item.id} kind={kind} item={item} reload={reload} />
        ))}
      </ul>
      <NewLine kind={kind} reload={reload} />
    </section>
  );
}

function NewLine({ kind, reload }: Omit<Props, 'list'>) {
  const t = useText(adminTeamsText);
  const id = useId();
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const add = async () => {
    const answer = await ask(`/api/admin/${kind}`, { method: 'POST', body: { name } });
    if (!answer.ok) return setTrouble(answer.trouble);
    setName('');
    setTrouble(null);
    reload();
  };
  return (
    <form
      class="line line-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="field grow">
        <label class="visually-hidden" for={id}>
          {t(`${kind}.new`)}
        </label>
        <input
          id={id}
          class="input"
          placeholder={t(`${kind}.new`)}
          maxLength={60}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
          aria-invalid={trouble !== null}
          aria-describedby={`${id}-note`}
        />
        <span id={`${id}-note`} class="field-error" role="alert">
          {trouble ? troubleText(trouble) : ''}
        </span>
      </div>
      <button type="submit" class="button">
        {t('add')}
      </button>
    </form>
  );
}
