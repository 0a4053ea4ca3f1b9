/** The customer's details to ask for, and all of them to correct. */
import { useState } from 'preact/hooks';
import type { DeskLead } from '../../../shared/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useText } from '../../base/text.ts';
import { ProfileInput } from './ProfileInput.tsx';
import type { ProfileSaver } from './profileSaver.ts';
import { isMissing } from './profileValues.ts';

/** Give it the lead's ID as its key. */
interface FieldsProps {
  readonly lead: DeskLead;
  readonly saver: ProfileSaver;
}

/** What was missing when the lead appeared. A detail stays where it is once it's known, so that nothing moves. */
export function useAskedPaths({ profile }: DeskLead): readonly string[] {
  const [paths] = useState(() => profile.filter(isMissing).map(({ path }) => path));
  return paths;
}

export function AskFor({ lead, saver, paths }: FieldsProps & { readonly paths: readonly string[] }) {
  const t = useText(leadText);
  const fields = lead.profile.filter(({ path }) => paths.includes(path));
  if (fields.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{t('profile.ask')}</h2>
      <Inputs fields={fields} saver={saver} />
    </section>
  );
}

/** `except`: shown elsewhere. */
export function EditDetails({ lead, saver, except = [] }: FieldsProps & { readonly except?: readonly string[] }) {
  const t = useText(leadText);
  const fields = lead.profile.filter(({ path }) => !except.includes(path));
  if (fields.length === 0) return null;
  return (
    <details class="edit-details">
      <summary>{t('profile.edit')}</summary>
      <Inputs fields={fields} saver={saver} />
    </details>
  );
}

function Inputs({ fields, saver }: { fields: DeskLead['profile']; saver: ProfileSaver }) {
  return (
    <div class="profile-inputs">
      {fields.map((field) => (
        <ProfileInput key={field.path} field={field} saver={saver} />
      ))}
    </div>
  );
}
