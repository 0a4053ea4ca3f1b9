/** The facts on the lead page: customer, request, consent, callback, inquiries and note. */
import type { DeskLead } from '../../shared/desk.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { surveyText } from '../../shared/text/survey.ts';
import { useStore } from '../base/createStore.ts';
import { moneyOf, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { knownKey, useText } from '../base/text.ts';
import { UserText } from '../base/ui/UserText.tsx';
import { ConsentFacts } from './ConsentFacts.tsx';
import { LawLine } from './LawLine.tsx';
import { Inquiries } from './Inquiries.tsx';
import { OtherLeads } from './OtherLeads.tsx';
import { EditDetails } from './profile/ProfileFields.tsx';
import type { ProfileSaver } from './profile/profileSaver.ts';
import { Tags } from './profile/Tags.tsx';
import { useRequestSaver } from './profile/useRequestSaver.ts';
import { ScoreFacts } from './ScoreFacts.tsx';
import { SurveyQuestions } from './survey/SurveyPanel.tsx';
import { Touches } from './Touches.tsx';
import { WantsCard, WhoFacts } from './PersonFacts.tsx';

/** `onChange`: the lead was changed here. */
export function LeadFacts({ lead, onChange }: { lead: DeskLead; onChange: () => void }) {
  const t = useText(leadPageText);
  const reads = useStore(language);
  const saver = useRequestSaver(lead.id, onChange);
  return (
    <section class="card stack">
      <Tags lead={lead} saver={saver} />
      {lead.score ? <ScoreFacts score={lead.score} /> : null}
      <WantsCard lead={lead} />
      <PhoneLine person={lead.person} />
      <WhoFacts lead={lead} />
      <Touches lead={lead} />
      <EditDetails lead={lead} saver={saver} />
      <LeadSurvey lead={lead} saver={saver} />
      <div class="stack-tight">
        <h2 class="subhead">{t('consent')}</h2>
        <ConsentFacts consent={lead.consent} />
      </div>
      <div class="stack-tight">
        <h2 class="subhead">{t('page.promise')}</h2>
        <PromiseLine promise={lead.promise} />
      </div>
      {lead.appointment ? (
        <div class="stack-tight">
          <h2 class="subhead">{t('appointment')}</h2>
          <p>
            {whenOf(lead.appointment.at, serverNow(), reads)}
            {' · '}
            <bdi>{lead.appointment.place ?? t('appointment.byPhone')}</bdi>
          </p>
        </div>
      ) : null}
      {lead.saleValue === undefined ? null : (
        <div class="stack-tight">
          <h2 class="subhead">{t('page.sale')}</h2>
          <p>{moneyOf(lead.saleValue, lead.currency, reads)}</p>
        </div>
      )}
      {lead.note ? (
        <div class="stack-tight">
          <h2 class="subhead">{t('page.note')}</h2>
          <p>
            <UserText text={lead.note} />
          </p>
        </div>
      ) : null}
      <Inquiries lead={lead} />
      <OtherLeads leadId={lead.id} />
      {lead.continuedAs === undefined ? null : (
        <a href={`/leads/${encodeURIComponent(lead.continuedAs)}`}>{t('continued')}</a>
      )}
      {lead.mergedInto === undefined ? null : (
        <a href={`/leads/${encodeURIComponent(lead.mergedInto)}`}>{t('mergedInto')}</a>
      )}
      {lead.suspectedDuplicates > 0 ? (
        <p class="notice notice-warn">{t('duplicates', { count: lead.suspectedDuplicates })}</p>
      ) : null}
    </section>
  );
}

/** The answers; all questions to those who may change them. */
function LeadSurvey({ lead, saver }: { lead: DeskLead; saver: ProfileSaver }) {
  const t = useText(surveyText);
  const { survey, profile } = lead;
  const given = survey.filter(({ answer }) => answer !== '');
  const canEdit = profile.length > 0;
  if (canEdit ? survey.length === 0 : given.length === 0) return null;
  return (
    <div class="stack-tight">
      <h2 class="subhead">{t('survey')}</h2>
      {given.length > 0 ? (
        <dl class="facts">
          {given.map(({ path, label, answer }) => (
            <div key={path}>
              <dt>
                <UserText text={label} />
              </dt>
              <dd>
                <UserText text={answer} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {canEdit ? (
        <details class="edit-details">
          <summary>{t('edit')}</summary>
          <SurveyQuestions items={survey} saver={saver} />
        </details>
      ) : null}
    </div>
  );
}

function PhoneLine({ person }: { person: DeskLead['person'] }) {
  const t = useText(leadPageText);
  if (person.tel === undefined) {
    const code = person.whyNoTel ?? 'no-number';
    const key = knownKey(leadPageText, `mayNot.${code}`);
    return (
      <>
        <p class="notice">{key ? t(key) : code}</p>
        <LawLine person={person} />
      </>
    );
  }
  return (
    <>
      <p>
        <span class="muted">{t('number')}</span> <a href={`tel:${person.tel}`}>{person.telShown ?? person.tel}</a>{' '}
        {person.isUnknownRange ? <span class="badge badge-warn">{t('number.unknownRange')}</span> : null}
      </p>
      <LawLine person={person} />
    </>
  );
}

function PromiseLine({ promise }: { promise: DeskLead['promise'] }) {
  const t = useText(leadPageText);
  const reads = useStore(language);
  if (!promise) return <p class="muted">{t('page.promise.none')}</p>;
  const now = serverNow();
  return (
    <p>
      {t('page.promise.due', { when: whenOf(promise.dueAt, now, reads) })},{' '}
      {t('page.promise.window', { when: whenOf(promise.windowUntil, now, reads) })}
      {promise.owner === undefined ? null : (
        <>
          {', '}
          <bdi>{t('page.promise.by', { name: promise.owner })}</bdi>
        </>
      )}
      <span class="muted"> · {t(`why.${promise.why}`)}</span>
    </p>
  );
}
