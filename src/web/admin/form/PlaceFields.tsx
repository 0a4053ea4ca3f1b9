/** Country and time zone, named in the page's language. */
import { useId } from 'preact/hooks';
import type { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { COUNTRIES } from './countries.ts';
import { SelectField, TextField } from './fields.tsx';

type Hint = Extract<keyof typeof adminFieldsText, string>;

export function CountryField({ path, hint }: { path: string; hint?: Hint }) {
  const reads = useStore(language);
  const names = new Intl.DisplayNames([reads], { type: 'region' });
  const options = COUNTRIES.map((code) => [code, names.of(code) ?? code] as const).sort((a, b) =>
    a[1].localeCompare(b[1], reads),
  );
  return <SelectField path={path} options={options} {...(hint && { hint })} />;
}

/** A text field with suggestions: with 400 zones, typing is faster than finding one in a list. */
export function ZoneField({ path }: { path: string }) {
  const listId = useId();
  return (
    <>
      <TextField path={path} code list={listId} max={64} />
      <datalist id={listId}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

/** This browser's time zone, as the default. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
