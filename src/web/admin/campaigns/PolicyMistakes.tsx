/** Why a policy can't be activated, or what of it has no effect: each reason with its place. */
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { useText } from '../../base/text.ts';
import { focusField } from '../form/focusField.ts';
import { labelOf } from '../form/labels.ts';
import { sectionOf } from './sections.ts';
import { withNames, type Names } from '../ui/withNames.ts';

/** Where the policy stands in the body of a question. */
const PREFIX = /^(unsaved|draft)\./;

interface Props {
  readonly title: 'try.mistakes' | 'try.mistakes.lead' | 'active.mistakes' | 'reads.idle';
  readonly fields: Readonly<Record<string, string>>;
  /** Of what a place may be the ID of, such as a weight's agent. */
  readonly names?: Names;
}

export function PolicyMistakes({ title, fields, names = {} }: Props) {
  const t = useText(adminPolicyText);
  const fieldsText = useText(adminFieldsText);
  return (
    <>
      <p class={title === 'reads.idle' ? 'field-idle' : 'field-error'}>{t(title)}</p>
      <ul class="stack-tight small">
        {Object.entries(fields).map(([sent, reason]) => {
          const path = sent.replace(PREFIX, '');
          return (
            <li key={path}>
              <a
                // A field elsewhere is in its section; a lead's are on this one.
                href={`#${title === 'try.mistakes.lead' ? encodeURIComponent(path) : sectionOf(path)}`}
                onClick={(event) => {
                  if (focusField(path) || title === 'try.mistakes.lead') event.preventDefault();
                }}
              >
                {withNames(labelOf(path, fieldsText), names)}
              </a>
              : {reason}
            </li>
          );
        })}
      </ul>
    </>
  );
}
