/** Saves the customer's details over the desk's connection, where they survive a lost connection like every other click. */
import type { DeskLead } from '../../shared/desk.ts';
import { sayRefusal } from '../../shared/text/refusals.ts';
import { useStore } from '../base/createStore.ts';
import { language } from '../base/settings.ts';
import type { ProfileSaver } from '../lead/profile/ProfileInput.tsx';
import { isAbout, pathsOf } from '../lead/profile/profileValues.ts';
import { useLine } from './context.ts';

export function useDeskSaver({ id: leadId }: Pick<DeskLead, 'id'>): ProfileSaver {
  const line = useLine();
  const state = useStore(line.state);
  const reads = useStore(language);
  return {
    save: (changes) => line.ask({ event: 'lead:profile', body: { leadId, changes } }),
    isSaving: (path) =>
      state.requests.some(
        (one) => one.event === 'lead:profile' && one.body.leadId === leadId && pathsOf(one.body.changes).includes(path),
      ),
    trouble: (path) => {
      const { notice } = state;
      if (notice?.kind !== 'refused' || notice.event !== 'lead:profile') return '';
      const isIts = notice.failure.mistakes?.some((mistake) => isAbout(path, mistake.path));
      return isIts ? sayRefusal(notice.failure, reads) : '';
    },
  };
}
