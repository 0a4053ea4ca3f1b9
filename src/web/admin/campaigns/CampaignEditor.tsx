/** One campaign in sections of a single form, validated and saved as a whole, with a preview beside it. */
import type { ComponentChildren } from 'preact';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useStore } from '../../base/createStore.ts';
import { useText } from '../../base/text.ts';
import { Form } from '../form/Form.tsx';
import { navigate, place } from '../route.ts';
import { CallbacksSection } from './CallbacksSection.tsx';
import { BasicsSection } from './BasicsSection.tsx';
import { ConsentSection } from './ConsentSection.tsx';
import { namesIn } from './useCampaignData.ts';
import { FormSection } from './FormSection.tsx';
import { CampaignHoursSection } from './CampaignHoursSection.tsx';
import { OutcomesSection } from './OutcomesSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PolicyAside } from './PolicyAside.tsx';
import { PolicyVersions } from './PolicyVersions.tsx';
import { Preview } from './Preview.tsx';
import { ScoringPreview } from './ScoringPreview.tsx';
import { ScoringSection } from './ScoringSection.tsx';
import { ScriptSection } from './ScriptSection.tsx';
import { useIdle } from './idle.ts';
import { findSection, mistakesBySection, sectionOf, type Section } from './sections.ts';
import { SectionNav } from './SectionNav.tsx';
import { ShareSection } from './ShareSection.tsx';
import { SurveySection } from './SurveySection.tsx';
import { TimingSection } from './TimingSection.tsx';
import type { SectionProps } from './sectionProps.ts';

/** Sections that change what visitors see. */
const WITH_PREVIEW: readonly Section[] = ['basics', 'form', 'consent'];

interface Props extends SectionProps {
  readonly save?: string;
  readonly state?: string;
  /** Reads the campaign again; absent for a new one. */
  readonly reload?: () => void;
}

export function CampaignEditor({ draft, surroundings, view, save, state, reload }: Props) {
  const section = findSection(useStore(place).section);
  const wrong = mistakesBySection(draft.mistakes);
  const { people } = surroundings;
  const idle = useIdle(draft.fields, { people, scoring: draft.fields.scoring, calls: view?.calls ?? null });
  return (
    <div
      class={
        section === 'timing' || section === 'scoring' || WITH_PREVIEW.includes(section)
          ? 'editor editor-preview'
          : 'editor'
      }
    >
      <SectionNav id={view?.id ?? null} current={section} wrong={wrong} />
      <div class="editor-form">
        <Form
          draft={draft}
          names={namesIn(surroundings)}
          idle={idle}
          reveal={(path) => navigate(`#${sectionOf(path)}`, 'replace')}
          {...(save !== undefined && { save })}
          {...(state !== undefined && { state })}
        >
          <SectionCard name={section}>{renderSection(section, { draft, surroundings, view })}</SectionCard>
        </Form>
        {section === 'timing' && view && reload ? (
          <PolicyVersions draft={draft} surroundings={surroundings} view={view} onChanged={reload} />
        ) : null}
      </div>
      {section === 'timing' ? <PolicyAside draft={draft} surroundings={surroundings} view={view} idle={idle} /> : null}
      {section === 'scoring' && view ? <ScoringPreview id={view.id} fields={draft.fields} /> : null}
      {WITH_PREVIEW.includes(section) ? <Preview fields={draft.fields} /> : null}
    </div>
  );
}

function SectionCard({ name, children }: { name: Section; children: ComponentChildren }) {
  const t = useText(adminCampaignsText);
  return (
    <section class="card stack" aria-labelledby="section-title">
      <h2 id="section-title">{t(`section.${name}`)}</h2>
      {children}
    </section>
  );
}

function renderSection(section: Section, props: SectionProps): ComponentChildren {
  switch (section) {
    case 'basics':
      return <BasicsSection {...props} />;
    case 'form':
      return <FormSection />;
    case 'consent':
      return <ConsentSection {...props} />;
    case 'hours':
      return <CampaignHoursSection {...props} />;
    case 'people':
      return <PeopleSection {...props} />;
    case 'timing':
      return <TimingSection {...props} />;
    case 'scoring':
      return <ScoringSection {...props} />;
    case 'callbacks':
      return <CallbacksSection />;
    case 'script':
      return <ScriptSection {...props} />;
    case 'survey':
      return <SurveySection {...props} />;
    case 'outcomes':
      return <OutcomesSection {...props} />;
    case 'share':
      return <ShareSection {...props} />;
  }
}
