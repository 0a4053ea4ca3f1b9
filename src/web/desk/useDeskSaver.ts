/** Saves the customer's details over the desk's connection, where they survive a lost connection like every other click. */
import type { DeskLead } from '../../shared/desk.ts';
import { sayRefusal } from '../../shared/text/refusals.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import { useSentDetails, type ProfileSaver } from '../lead/profile/profileSaver.ts';
import { isAbout, pathsOf } from '../lead/profile/profileValues.ts';
import { useLine } from './context.ts';

export function useDeskSaver({ id: leadId }: Pick<DeskLead, 'id'>): ProfileSaver {
  const line = useLine();
  const state = useStore(line.state);
  const reads = useStore(language);
  const save: ProfileSaver['save'] = (changes) => line.ask({ event: 'lead:profile', body: { leadId, changes } });
  const isSaving = (path: string) =>
    state.requests.some(
      (one) => one.event === 'lead:profile' && one.body.leadId === leadId && pathsOf(one.body.changes).includes(path),
    );
  const { saveDetail, lastSent } = useSentDetails(leadId, { save, isSaving });
  const refusal = (path: string) => {
    const { notice } = state;
    if (notice?.kind !== 'refused' || notice.event !== 'lead:profile') return null;
    return notice.failure.mistakes?.some((mistake) => isAbout(path, mistake.path)) ? notice.failure : null;
  };
  return {
    ...{ save, saveDetail, isSaving },
    trouble: (path) => {
      const failure = refusal(path);
      return failure ? sayRefusal(failure, reads) : '';
    },
    overtaken: (path) => (refusal(path)?.code === 'edited-meanwhile' ? lastSent(path) : null),
  };
}
