/** The number as a link to dial, with a copy button, or the reason why it is hidden. */
import { useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { knownKey, useText } from '../base/text.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { LawLine } from '../lead/LawLine.tsx';

/** `isQuiet`: the network dials, so the number needs no emphasis. */
export function NumberLine({ person, isQuiet = false }: { person: DeskLead['person']; isQuiet?: boolean }) {
  const t = useText(deskText);
  const about = useText(leadText);
  const common = useText(commonText);
  const [copied, setCopied] = useState(false);
  if (person.tel === undefined) {
    const code = person.whyNoTel ?? 'no-number';
    const key = knownKey(leadText, `mayNot.${code}`);
    return (
      <>
        <p class="notice notice-warn">{key ? about(key) : code}</p>
        <LawLine person={person} />
      </>
    );
  }
  const shown = person.telShown ?? person.tel;
  const copy = async (tel: string) => {
    try {
      await navigator.clipboard.writeText(tel);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // No clipboard (plain HTTP or permission denied): the number is selectable text.
    }
  };
  return (
    <>
      <div class="number-line">
        <a
          class={isQuiet ? 'button button-quiet grow' : 'button button-large grow'}
          href={`tel:${person.tel}`}
          aria-label={t('call.dial', { number: shown })}
          data-tel={person.tel}
        >
          <Icon name="phone" />
          <span class="nowrap">{shown}</span>
        </a>
        {person.isUnknownRange ? <span class="badge badge-warn">{about('number.unknownRange')}</span> : null}
        <button type="button" class="button copy" onClick={() => void copy(person.tel ?? '')}>
          <Icon name={copied ? 'check' : 'copy'} />
          <span class="visually-hidden">{common('copy')}</span>
        </button>
        <span class="visually-hidden" role="status">
          {copied ? common('copied') : ''}
        </span>
      </div>
      <LawLine person={person} />
    </>
  );
}
