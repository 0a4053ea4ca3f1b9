/**
 * A call over the network, from the agent's ringing phone to the end, with one component per stage. One status element
 * serves all stages: it is announced, and takes focus when a step completes.
 */
import type { DeskLead } from '../../../shared/desk.ts';
import type { DeskCall } from '../../../shared/deskCall.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useStepFocus } from '../../base/focus.ts';
import { useText } from '../../base/text.ts';
import { useAnnouncedText } from '../../base/useAnnouncedText.ts';
import { OnLine } from './CallTimes.tsx';
import { RingingAgent, RingingPerson, useAnswerPrompt } from './Connecting.tsx';
import { OnCall } from './OnCall.tsx';
import { Voicemail, NoAnswer } from './NoAnswer.tsx';

export function NetworkCall({ lead, call }: { lead: DeskLead; call: DeskCall }) {
  const head = useAnnouncedText(useHead(call));
  const place = useStepFocus(call.stage);
  // The conversation shows its duration instead, which is not announced every second.
  const isTalking = call.stage === 'talking';
  return (
    <div class="call stack">
      <OnLine call={call} />
      <p class={isTalking ? 'visually-hidden' : 'call-head'} role="status" ref={place} tabIndex={-1} data-focus>
        {head}
      </p>
      <Stage lead={lead} call={call} />
    </div>
  );
}

function useHead({ stage, isPersonOnLine, result }: DeskCall): string {
  const t = useText(deskText);
  const about = useText(leadText);
  const answering = useAnswerPrompt();
  switch (stage) {
    case 'ringingAgent':
      return t(answering.head);
    case 'ringingPerson':
      return t(isPersonOnLine ? 'call.bridging' : 'call.dialling');
    case 'mailbox':
      return t('mailbox.head');
    case 'notReached':
      return t(`missed.${result ?? 'noAnswer'}`);
    case 'talking':
      return about('state.talking');
    case 'onLine':
      return '';
  }
}

function Stage({ lead, call }: { lead: DeskLead; call: DeskCall }) {
  switch (call.stage) {
    case 'ringingAgent':
      return <RingingAgent lead={lead} call={call} />;
    case 'ringingPerson':
      return <RingingPerson lead={lead} call={call} />;
    case 'mailbox':
      return <Voicemail lead={lead} />;
    case 'notReached':
      return <NoAnswer lead={lead} call={call} />;
    case 'talking':
      return <OnCall lead={lead} call={call} />;
    case 'onLine':
      return null;
  }
}
