/** `/admin/keys`: API keys with their permissions, creation date and last use. */
import { useState } from 'preact/hooks';
import type { KeyView, NewKey } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminKeysText } from '../../../shared/text/adminKeys.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import { useResource } from '../../base/useResource.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';

export function KeysPage() {
  const t = useText(adminKeysText);
  const asked = useResource<{ keys: readonly KeyView[] }>('/api/admin/keys');
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  return (
    <Page
      title={t('title')}
      name={t('title')}
      intro={t('intro')}
      actions={
        <button type="button" class="button button-primary" onClick={() => setMaking(true)}>
          {t('new')}
        </button>
      }
    >
      <p>
        <a href="/openapi.json">{t('api')}</a> <code>/openapi.json</code>
      </p>
      {made ? <NewKeyCard made={made} onDone={() => setMade(null)} /> : null}
      <Loaded asked={asked}>{({ keys }) => <KeyTable keys={keys} onRevoke={setRevoking} />}</Loaded>
      {isMaking ? (
        <NewKeyDialog
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
            asked.reload();
          }}
        />
      ) : null}
      {revoking ? (
        <RevokeDialog
          apiKey={revoking}
          onClose={() => setRevoking(null)}
          onDone={() => {
            setRevoking(null);
            asked.reload();
          }}
        />
      ) : null}
    </Page>
  );
}

function NewKeyCard({ made, onDone }: { made: NewKey; onDone: () => void }) {
  const t = useText(adminKeysText);
  return (
    <section class="card stack notice-good-edge">
      <h2 ref={(title) => title?.focus()} tabIndex={-1}>
        {t('made.title')}
      </h2>
      <p>{t('made.body')}</p>
      <CopyField label={made.key.name} value={made.token} />
      <div class="row">
        <button type="button" class="button" onClick={onDone}>
          {t('made.done')}
        </button>
      </div>
    </section>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly KeyView[]; onRevoke: (key: KeyView) => void }) {
  const t = useText(adminKeysText);
  const common = useText(adminText);
  const when = useWhen();
  return (
    <section class="card card-flush">
      {keys.length === 0 ? <p class="empty">{t('none')}</p> : null}
      {keys.length > 0 ? (
        <table class="table">
          <thead>
            <tr>
              <th>{t('column.name')}</th>
              <th class="wide-only">{t('column.scopes')}</th>
              <th>{t('column.used')}</th>
              <th>
                <span class="visually-hidden">{t('revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id} class={key.revokedAt === null ? '' : 'off'}>
                <td>
                  <strong>
                    <Name name={key.name} />
                  </strong>
                  <div class="small muted">{t('made', { name: key.createdBy, when: when(key.createdAt) })}</div>
                </td>
                <td class="wide-only">{key.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</td>
                <td>{key.lastUsedAt === null ? common('never') : when(key.lastUsedAt)}</td>
                <td class="number">
                  {key.revokedAt === null ? (
                    <button
                      type="button"
                      class="button button-small"
                      aria-label={`${t('revoke')}: ${key.name}`}
                      onClick={() => onRevoke(key)}
                    >
                      {t('revoke')}
                    </button>
                  ) : (
                    <span class="badge">{t('revoked', { when: when(key.revokedAt) })}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function useWhen(): (at: number) => string {
  const reads = useStore(language);
  return (at) => whenOf(at, serverNow(), reads);
}

interface RevokeProps {
  readonly apiKey: KeyView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function RevokeDialog({ apiKey: { id, name, lastUsedAt }, onDone, onClose }: RevokeProps) {
  const t = useText(adminKeysText);
  const when = useWhen();
  return (
    <ConfirmDialog
      title={t('revoke.title', { name })}
      act={t('revoke')}
      send={() => ask(`/api/admin/keys/${encodeURIComponent(id)}`, { method: 'DELETE' })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('revoke.body')}</p>
      <p class="muted">{lastUsedAt === null ? t('revoke.unused') : t('revoke.used', { when: when(lastUsedAt) })}</p>
    </ConfirmDialog>
  );
}
