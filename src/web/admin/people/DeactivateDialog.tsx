/** Deactivates a person after explaining the effects, above all on the lead they have right now. */
import { useEffect, useState } from 'preact/hooks';
import type { PersonView } from '../../../shared/admin.ts';
import type { Floor, FloorAgent } from '../../../shared/floor.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { loadPersonWarnings, type Unstaffed } from './warnings.ts';
import { UnstaffedLines } from './WarningsDialog.tsx';

interface Props {
  readonly person: PersonView;
  readonly isSelf: boolean;
  readonly onDone: (person: PersonView) => void;
  readonly onClose: () => void;
}

export function DeactivateDialog({ person, isSelf, onDone, onClose }: Props) {
  const t = useText(adminPeopleText);
  const about = useText(leadText);
  const { name } = person;
  const inHand = useLeadInHand(person);
  const left = useUnstaffedCampaigns(person);
  return (
    <ConfirmDialog<PersonView>
      title={t('deactivate.title', { name })}
      act={t('deactivate.do')}
      send={() =>
        ask(`/api/admin/people/${encodeURIComponent(person.id)}/deactivate`, {
          method: 'POST',
          body: { version: person.version },
        })
      }
      onDone={onDone}
      onClose={onClose}
    >
      {isSelf ? <p class="notice notice-warn">{t('link.self')}</p> : null}
      <ul class="consequences">
        <li>{t('deactivate.sessions')}</li>
        {person.agent ? (
          <>
            <li>
              {inHand
                ? t('deactivate.hand', { lead: inHand.name, state: about(`state.${inHand.state}`) })
                : t('deactivate.idle')}
            </li>
            <li>{t('deactivate.promises')}</li>
            <UnstaffedLines unstaffed={left} />
          </>
        ) : null}
        <li>{t('deactivate.back')}</li>
      </ul>
    </ConfirmDialog>
  );
}

function useUnstaffedCampaigns(person: PersonView): readonly Unstaffed[] {
  const [left, setLeft] = useState<readonly Unstaffed[]>([]);
  useEffect(() => {
    void loadPersonWarnings({ ...person, state: 'deactivated' }).then(({ unstaffed }) => setLeft(unstaffed));
  }, [person]);
  return left;
}

function useLeadInHand({ id, agent }: PersonView): FloorAgent['lead'] {
  const [lead, setLead] = useState<FloorAgent['lead']>(undefined);
  const asks = agent !== null;
  useEffect(() => {
    if (!asks) return;
    void ask<Floor>('/api/floor').then((answer) => {
      if (answer.ok) setLead(answer.data.agents.find((one) => one.id === id)?.lead);
    });
  }, [asks, id]);
  return lead;
}
