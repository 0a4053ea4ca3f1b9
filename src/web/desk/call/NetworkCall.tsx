/** A call over the network, from the own telephone's ring to the end: one part for each stage that the server tells. */
import type { DeskCall, DeskLead } from '../../../shared/desk.ts';
import { OnLine } from './times.tsx';
import { RingingAgent, RingingPerson } from './Connecting.tsx';
import { Talking } from './Talking.tsx';
import { Mailbox, NotReached } from './Unreached.tsx';

export function NetworkCall({ lead, call }: { lead: DeskLead; call: DeskCall }) {
  return (
    <div class="call stack">
      <OnLine call={call} />
      <Stage lead={lead} call={call} />
    </div>
  );
}

function Stage({ lead, call }: { lead: DeskLead; call: DeskCall }) {
  switch (call.stage) {
    case 'ringingAgent':
      return <RingingAgent lead={lead} call={call} />;
    case 'ringingPerson':
      return <RingingPerson lead={lead} call={call} />;
    case 'mailbox':
      return <Mailbox lead={lead} />;
    case 'notReached':
      return <NotReached lead={lead} call={call} />;
    case 'talking':
      return <Talking lead={lead} call={call} />;
    case 'onLine':
      return null;
  }
}
