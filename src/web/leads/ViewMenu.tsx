/** Saved views: open one, save the current one, share or remove them. */
import { useId, useState } from 'preact/hooks';
import type { LeadView, LeadViews } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useResource } from '../base/useResource.ts';
import { ask } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { useMenu } from '../base/ui/useMenu.ts';
import { addressOf, viewIn, type View } from './view.ts';

interface Props {
  view: View;
  onShow: (view: View) => void;
  isSupervisor: boolean;
}

type Whose = keyof LeadViews;

export function ViewMenu({ view, onShow, isSupervisor }: Props) {
  const t = useText(leadsText);
  const common = useText(commonText);
  const id = useId();
  const nameId = useId();
  const { open, setOpen, close, ref, onKeyDown } = useMenu();
  const { data: views, put } = useResource<LeadViews>('/api/leads/views');
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const [trouble, setTrouble] = useState('');
  const current = addressOf(view, []);

  const save = async (whose: Whose, list: readonly LeadView[]): Promise<boolean> => {
    if (!views) return false;
    const body = { version: views[whose].version, views: list };
    const answer = await ask<LeadViews>(`/api/leads/views/${whose}`, { method: 'PUT', body });
    if (answer.ok) put(answer.data);
    else {
      const stored = (answer.trouble.problem as { current?: LeadViews } | undefined)?.current;
      if (stored) put(stored);
      setTrouble(troubleText(answer.trouble));
    }
    return answer.ok;
  };
  const add = async () => {
    const whose: Whose = isShared && isSupervisor ? 'shared' : 'own';
    const title = name.trim();
    if (!views || title === '') return;
    setTrouble('');
    const others = views[whose].views.filter((one) => one.name !== title);
    const query = Object.fromEntries(new URLSearchParams(current));
    if (await save(whose, [...others, { name: title, query }])) setName('');
  };
  const listed = (whose: Whose) =>
    views && views[whose].views.length > 0 ? (
      <div class="stack-tight">
        <span class="label">{t(`views.${whose}`)}</span>
        <ul class="leads-views" aria-label={t(`views.${whose}`)}>
          {views[whose].views.map((one) => {
            const address = `?${new URLSearchParams(one.query).toString()}`;
            return (
              <li key={one.name} class="row-apart">
                <a
                  href={`/leads${address}`}
                  aria-current={address === current ? 'true' : undefined}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    onShow(viewIn(address));
                    close();
                  }}
                >
                  <bdi>{one.name}</bdi>
                </a>
                {whose === 'own' || isSupervisor ? (
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={t('views.remove', { name: one.name })}
                    title={t('views.remove', { name: one.name })}
                    onClick={() =>
                      void save(
                        whose,
                        views[whose].views.filter((other) => other !== one),
                      )
                    }
                  >
                    <Icon name="remove" size={12} />
                  </button>
                ) : null}
              </li>
            );
          })}
        </ul>
      </div>
    ) : null;
  return (
    <div class="leads-menu" ref={ref} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="button button-small"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t('views')}
      </button>
      <div id={id} class="leads-popover leads-popover-views card" hidden={!open}>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          {listed('own')}
          {listed('shared')}
          <div class="field">
            <label for={nameId}>{t('views.save')}</label>
            <input
              id={nameId}
              class="input"
              maxLength={80}
              autocomplete="off"
              placeholder={t('views.name')}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </div>
          {isSupervisor ? (
            <label class="check">
              <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />
              <span>{t('views.share')}</span>
            </label>
          ) : null}
          <p class="field-error live" role="alert">
            {trouble}
          </p>
          <button type="submit" class="button button-small" disabled={name.trim() === ''}>
            {common('save')}
          </button>
        </form>
      </div>
    </div>
  );
}
