/** What a change of a person may do unintended, and the question whether to save anyway. */
import { wordingIn } from '../../../core/vocabulary/language.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { sentenceOfLeft } from '../../../shared/unstaffed.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import type { PersonWarnings, StartsCounting, Unstaffed } from './warnings.ts';

export function UnstaffedLines({ unstaffed }: { unstaffed: readonly Unstaffed[] }) {
  const t = useText(adminPeopleText);
  const reads = useStore(language);
  return (
    <>
      {unstaffed.map(({ campaign: { id, name }, left }) => (
        <li key={`${id} ${left.rule ?? ''} ${left.step ?? ''}`}>
          <strong>{sentenceOfLeft(left, wordingIn(name, reads), t)}</strong>
        </li>
      ))}
    </>
  );
}

function StartsLines({ starts }: { starts: readonly StartsCounting[] }) {
  const t = useText(adminPeopleText);
  const reads = useStore(language);
  return (
    <>
      {starts.map(({ campaign: { id, name }, count }) => (
        <li key={id}>{t('starts.campaign', { name: name[reads] ?? name.en, count })}</li>
      ))}
    </>
  );
}

interface Props extends PersonWarnings {
  readonly onSave: () => void;
  readonly onClose: () => void;
}

export function WarningsDialog({ unstaffed, starts, onSave, onClose }: Props) {
  const t = useText(adminPeopleText);
  return (
    <ConfirmDialog
      title={t(unstaffed.length > 0 ? 'alone.title' : 'starts.title')}
      act={t('alone.do')}
      harmless={unstaffed.length === 0}
      // The form saves and shows the result.
      send={() => Promise.resolve({ ok: true as const, data: undefined })}
      onDone={onSave}
      onClose={onClose}
    >
      <ul class="consequences">
        <UnstaffedLines unstaffed={unstaffed} />
        <StartsLines starts={starts} />
      </ul>
    </ConfirmDialog>
  );
}
