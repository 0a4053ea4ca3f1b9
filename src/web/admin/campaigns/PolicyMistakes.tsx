/** Why a policy can't be activated: each reason with its place. */
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { useText } from '../../base/text.ts';
import { focusField } from '../form/focusField.ts';
import { labelOf } from '../form/labels.ts';

/** Where the policy stands in the body of a question. */
const PREFIX = /^(unsaved|draft)\./;

interface Props {
  readonly title: 'try.mistakes' | 'try.mistakes.lead' | 'active.mistakes';
  readonly fields: Readonly<Record<string, string>>;
}

export function PolicyMistakes({ title, fields }: Props) {
  const t = useText(adminPolicyText);
  const fieldsText = useText(adminFieldsText);
  return (
    <>
      <p class="field-error">{t(title)}</p>
      <ul class="stack-tight small">
        {Object.entries(fields).map(([sent, reason]) => {
          const path = sent.replace(PREFIX, '');
          return (
            <li key={path}>
              <a
                href={`#${encodeURIComponent(path)}`}
                onClick={(event) => {
                  event.preventDefault();
                  focusField(path);
                }}
              >
                {labelOf(path, fieldsText)}
              </a>
              : {reason}
            </li>
          );
        })}
      </ul>
    </>
  );
}
