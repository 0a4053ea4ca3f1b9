/** Setup steps from an empty database to the first conversation: what is done and what is next. */
import type { CampaignView, PersonView, SetupProgress } from '../../../shared/admin.ts';
import type { Me } from '../../../shared/api.ts';
import { adminOverviewText } from '../../../shared/text/adminOverview.ts';
import { useText } from '../../base/text.ts';
import { Icon } from '../../base/ui/Icon.tsx';

const STEPS = ['business', 'hours', 'campaign', 'people', 'firstLead'] as const;
type Step = (typeof STEPS)[number];

export function hasStartedSetup(state: SetupProgress): boolean {
  return STEPS.every((step) => state[step]);
}

interface Props {
  readonly state: SetupProgress;
  readonly me: Me;
  readonly campaigns: readonly CampaignView[];
  readonly people: readonly PersonView[];
}

export function FirstSteps({ state, me, campaigns, people }: Props) {
  const t = useText(adminOverviewText);
  const next = STEPS.find((step) => !state[step]);
  const done = STEPS.filter((step) => state[step]).length;
  const campaign = campaigns.find(({ active }) => active);
  const form = campaign?.formPath;
  const takesLeads = people.some(({ id, agent }) => id === me.id && agent !== null);
  return (
    <section class="card stack" aria-labelledby="first-steps">
      <div class="row-apart">
        <h2 id="first-steps">{t('first.title')}</h2>
        <span class="small muted">{t('first.progress', { done, all: STEPS.length })}</span>
      </div>
      <p class="muted">{t('first.intro')}</p>
      <ol class="steps-list">
        {STEPS.map((step) => (
          <li key={step} class={state[step] ? 'step-done' : step === next ? 'step-next' : ''}>
            <span class="step-mark" aria-hidden="true">
              {state[step] ? <Icon name="check" /> : STEPS.indexOf(step) + 1}
            </span>
            <span class="grow">
              <strong>{t(`step.${step}`)}</strong>{' '}
              {state[step] ? <span class="visually-hidden">{t('done')}</span> : null}
              {step === next ? <span class="visually-hidden">{t('next')}</span> : null}
              <span class="block muted">{t(`step.${step}.about`)}</span>
            </span>
            <span class="row step-links">
              {linksOf(step, { form, me, takesLeads }).map(({ href, text, isOutside }, index) => (
                <a
                  key={href}
                  class={`button button-small ${step === next && index === 0 ? 'button-primary' : ''}`}
                  href={href}
                  {...(text === 'go' && { 'aria-label': `${t(state[step] ? 'change' : 'go')}: ${t(`step.${step}`)}` })}
                  {...(isOutside && { target: '_blank', rel: 'noreferrer' })}
                >
                  {text === 'go' ? t(state[step] ? 'change' : 'go') : t(text)}
                  {isOutside ? ' ↗' : ''}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {state.network && !state.number && campaign ? (
        <p class="row-apart">
          <span class="muted">{t('first.number')}</span>
          <a class="button button-small" href={`/admin/campaigns/${encodeURIComponent(campaign.id)}/calls`}>
            {t('first.number.go')}
          </a>
        </p>
      ) : null}
    </section>
  );
}

interface StepLink {
  readonly href: string;
  readonly text: 'go' | 'step.people.self' | 'step.form' | 'step.desk';
  readonly isOutside?: boolean;
}

function linksOf(
  step: Step,
  { form, me, takesLeads }: { form: string | undefined; me: Me; takesLeads: boolean },
): readonly StepLink[] {
  switch (step) {
    case 'business':
      return [{ href: '/admin/business', text: 'go' }];
    case 'hours':
      return [{ href: '/admin/business#hours', text: 'go' }];
    case 'campaign':
      return [{ href: '/admin/campaigns/new', text: 'go' }];
    case 'people':
      return [
        { href: '/admin/people/new', text: 'go' },
        ...(takesLeads ? [] : [{ href: `/admin/people/${me.id}`, text: 'step.people.self' } as const]),
      ];
    case 'firstLead':
      return [
        ...(form === undefined ? [] : [{ href: form, text: 'step.form', isOutside: true } as const]),
        ...(takesLeads ? [{ href: '/desk', text: 'step.desk', isOutside: true } as const] : []),
      ];
  }
}
