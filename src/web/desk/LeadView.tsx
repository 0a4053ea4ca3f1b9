/** The current lead: customer and request on the left, next steps on the right. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useText } from '../base/text.ts';
import { Lazy } from '../base/ui/Lazy.tsx';
import { Name, UserText } from '../base/ui/UserText.tsx';
import { ConsentFacts } from '../lead/ConsentFacts.tsx';
import { InquiryList } from '../lead/Inquiries.tsx';
import { OtherLeads } from '../lead/OtherLeads.tsx';
import { WantsCard, WhoFacts } from '../lead/PersonFacts.tsx';
import { AskFor, EditDetails, useAskedPaths } from '../lead/profile/ProfileFields.tsx';
import { Tags } from '../lead/profile/Tags.tsx';
import { Timeline } from '../lead/Timeline.tsx';
import { NetworkCall } from './call/NetworkCall.tsx';
import { CallSteps } from './CallSteps.tsx';
import { DoNotCallButton } from './DoNotCallButton.tsx';
import { NumberLine } from './NumberLine.tsx';
import { useDeskSaver } from './useDeskSaver.ts';
import { WrapForm } from './WrapForm.tsx';

const BADGE = {
  connecting: 'badge-accent',
  talking: 'badge-good',
  wrapUp: 'badge-warn',
} as const satisfies Partial<Record<DeskLead['state'], string>>;

/** Most campaigns have neither steps nor cards. */
const loadPanel = () => import('./ScriptPanel.tsx').then((module) => module.ScriptPanel);
/** Nor a survey. */
const loadSurvey = () => import('../lead/survey/SurveyPanel.tsx').then((module) => module.SurveyPanel);

export function LeadView({ lead }: { lead: DeskLead }) {
  const t = useText(deskText);
  const about = useText(leadText);
  const { state } = lead;
  const saver = useDeskSaver(lead);
  const asked = useAskedPaths(lead);
  const heading = useRef<HTMLHeadingElement>(null);
  // The clicked button is gone. Move focus to the lead, unless the agent is typing.
  useLayoutEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  // An incoming call from the customer does not change the steps of a call that we dial by hand.
  const call = lead.call?.stage === 'onLine' ? undefined : lead.call;
  const badge = state in BADGE ? BADGE[state as keyof typeof BADGE] : '';
  return (
    <div class="lead">
      <section class="card lead-facts stack">
        <div class="stack-tight">
          <div class="row-apart">
            <span class="small muted clip grow">
              <bdi>{lead.campaign.name}</bdi>
            </span>
            <span class={`badge ${badge}`}>{about(`state.${state}`)}</span>
          </div>
          <h1 class="lead-name" ref={heading} tabIndex={-1}>
            <UserText text={lead.person.name} lines={2} />
            {lead.person.name.trim() === '' ? <Name name="" /> : null}
          </h1>
          <Tags lead={lead} saver={saver} />
          {lead.attempts > 0 ? <p class="small muted">{about('attempts', { count: lead.attempts })}</p> : null}
        </div>
        <WantsCard lead={lead} />
        {/* The request comes from the first inquiry. Later messages are shown only here. */}
        {lead.inquiries.length > 1 ? <InquiryList inquiries={lead.inquiries} /> : null}
        <WhoFacts lead={lead} />
        <EditDetails lead={lead} saver={saver} except={asked} />
        <section class="stack-tight">
          <h2 class="subhead">{about('consent')}</h2>
          <ConsentFacts consent={lead.consent} />
        </section>
        <Relatives lead={lead} />
        <section class="stack-tight">
          <h2 class="subhead">{about('history')}</h2>
          <Timeline items={lead.history} />
        </section>
      </section>
      <section class="lead-work stack">
        <div class="card stack">
          <p class="narrow-only label">
            <Name name={lead.person.name} />
          </p>
          {call ? (
            <>
              <NetworkCall lead={lead} call={call} />
              <NumberLine person={lead.person} isQuiet />
            </>
          ) : (
            <>
              <NumberLine person={lead.person} />
              {lead.call ? <p class="notice notice-good">{t('call.ringsUs')}</p> : null}
              <CallSteps lead={lead} />
            </>
          )}
          <DoNotCallButton lead={lead} />
        </div>
        {lead.script ? (
          <details class="card script" open={state === 'connecting' || state === 'talking'}>
            <summary>{t('script')}</summary>
            <UserText text={lead.script} />
            {lead.scriptSteps.length + lead.objections.length > 0 ? (
              <Lazy
                load={loadPanel}
                props={{ leadId: lead.id, scriptSteps: lead.scriptSteps, objections: lead.objections }}
              />
            ) : null}
          </details>
        ) : null}
        {lead.survey.length > 0 ? <Lazy load={loadSurvey} props={{ items: lead.survey, saver }} /> : null}
        <AskFor lead={lead} saver={saver} paths={asked} />
        <WrapForm lead={lead} outcomes={lead.outcomes} />
      </section>
    </div>
  );
}

function Relatives({ lead }: { lead: DeskLead }) {
  const about = useText(leadText);
  return (
    <>
      {lead.previousLeadId === undefined ? null : <OtherLeads leadId={lead.id} opensApart />}
      {lead.suspectedDuplicates > 0 ? (
        <p class="notice notice-warn small">{about('duplicates', { count: lead.suspectedDuplicates })}</p>
      ) : null}
    </>
  );
}
