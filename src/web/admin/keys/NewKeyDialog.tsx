/** Creates an API key: its name and permissions. */
import { useId, useState } from 'preact/hooks';
import type { ApiScope, NewKey } from '../../../shared/admin.ts';
import { API_SCOPES } from '../../../shared/admin.ts';
import { adminKeysText } from '../../../shared/text/adminKeys.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

export function NewKeyDialog({ onMade, onClose }: { onMade: (made: NewKey) => void; onClose: () => void }) {
  const t = useText(adminKeysText);
  const id = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly ApiScope[]>(['leads:create']);
  return (
    <ConfirmDialog<NewKey>
      title={t('new')}
      act={t('make')}
      harmless
      send={() => ask('/api/admin/keys', { method: 'POST', body: { name, scopes } })}
      onDone={onMade}
      onClose={onClose}
    >
      <div class="field">
        <label for={id}>{t('name')}</label>
        <input
          id={id}
          class="input"
          maxLength={60}
          required
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </div>
      <fieldset class="field">
        <legend class="label">{t('scopes')}</legend>
        {API_SCOPES.map((scope) => (
          <label class="check" key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={({ currentTarget: { checked } }) =>
                setScopes(API_SCOPES.filter((one) => (one === scope ? checked : scopes.includes(one))))
              }
            />
            <span>
              {t(`scope.${scope}`)} <code class="muted small">{scope}</code>
            </span>
          </label>
        ))}
      </fieldset>
    </ConfirmDialog>
  );
}
