/**
 * A prompt in each language, either spoken by the network's voice or played from a URL. Switching between the two keeps both
 * values.
 */
import { useRef } from 'preact/hooks';
import type { Spoken } from '../../../../core/call/flow.ts';
import type { Wording } from '../../../../core/vocabulary/language.ts';
import { adminCallsText } from '../../../../shared/text/adminCalls.ts';
import { useText } from '../../../base/text.ts';
import { useField } from '../../form/context.ts';
import { useLabel } from '../../form/fields.tsx';
import { WordingField } from '../../form/WordingField.tsx';

export function SpokenField({ path }: { path: string }) {
  const t = useText(adminCallsText);
  const label = useLabel(path);
  const { value, set } = useField<Spoken>(path);
  const isPlayed = 'recording' in value;
  const kept = useRef<{ text: Wording; recording: Wording }>({ text: { en: '' }, recording: { en: '' } });
  kept.current = { ...kept.current, ...value };
  const option = (played: boolean, words: string) => (
    <label class="choice">
      <input
        type="radio"
        name={path}
        checked={isPlayed === played}
        onChange={() => set(played ? { recording: kept.current.recording } : { text: kept.current.text })}
      />
      <span>{words}</span>
    </label>
  );
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="label">{label}</legend>
      <div class="row">
        {option(false, t('spoken.said'))}
        {option(true, t('spoken.played'))}
      </div>
      {isPlayed ? (
        <WordingField key="played" path={`${path}.recording`} max={500} />
      ) : (
        <WordingField key="said" path={`${path}.text`} max={500} />
      )}
    </fieldset>
  );
}
