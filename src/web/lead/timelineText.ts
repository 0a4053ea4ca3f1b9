/** The text of a history entry. Pure. Unknown keys are omitted, not guessed. */
import type { Language } from '../../core/vocabulary/language.ts';
import { MOST_TAGS } from '../../core/vocabulary/tags.ts';
import type { ShownEdit, TimelineItem } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import type { Translate } from '../../shared/text/index.ts';
import { moneyOf } from '../base/format.ts';
import { knownKey } from '../base/text.ts';

type LeadWords = Translate<Extract<keyof typeof leadText, string>>;

export function sentenceOf(item: TimelineItem, t: LeadWords): string {
  const key = knownKey(leadText, `timeline.${item.kind}`);
  return key ? t(key) : t('timeline.other', { kind: item.kind });
}

export function whoOf(item: TimelineItem, t: LeadWords): string {
  if (item.by === 'prospect' || item.by === 'system') return t(`by.${item.by}`);
  return item.by;
}

/** Result, outcome, reason, due time and note of an entry, in that order; empty if it has none. */
export function detailOf(
  { kind, data }: TimelineItem,
  t: LeadWords,
  when: (at: number) => string,
  language: Language,
): string {
  const word = (prefix: string, value: unknown): string | null => {
    if (typeof value !== 'string') return null;
    const key = knownKey(leadText, `${prefix}.${value}`);
    return key ? t(key) : null;
  };
  const { dueAt, note, reason, seconds, announced, reservedUntil } = data;
  const said = [
    word('data.result', data['result']),
    typeof data['outcomeLabel'] === 'string' ? data['outcomeLabel'] : word('outcome', data['outcome']),
    saleOf(kind, data, t, language),
    word('why', data['why']),
    typeof data['limit'] === 'number'
      ? t('data.backlog', { waiting: Number(data['waiting']), limit: data['limit'] })
      : null,
    word('mayNot', reason),
    word('data.said', data['said']),
    kind === 'textUndelivered' && typeof data['code'] === 'string' && data['code'] !== ''
      ? t('data.code', { code: data['code'] })
      : null,
    kind === 'declined'
      ? (wordingIn(data['said'], language) ?? word('decline', reason) ?? (typeof reason === 'string' ? reason : null))
      : null,
    kind === 'inquiry' || kind === 'created' ? word('inquiry', data['kind']) : null,
    typeof dueAt === 'number' ? t('data.due', { when: when(dueAt) }) : null,
    typeof seconds === 'number' ? lengthOf(seconds, t) : null,
    typeof announced === 'string' ? announced : null,
    typeof data['agents'] === 'string'
      ? t(kind === 'ownToAnyone' ? 'data.for' : 'data.to', { name: data['agents'] })
      : null,
    typeof reservedUntil === 'number' ? t('data.reservedUntil', { when: when(reservedUntil) }) : null,
    ...editsOf(data['edits'], t),
    Array.isArray(data['tagsLeft']) ? t('data.tagsLeft', { tags: data['tagsLeft'].join(', '), most: MOST_TAGS }) : null,
    kind === 'named' && typeof data['name'] === 'string' ? data['name'] : null,
    data['isAppointment'] === true ? t('appointment') : null,
    typeof data['place'] === 'string' ? data['place'] : null,
    typeof note === 'string' && note !== '' ? note : null,
  ];
  return said.filter((one) => one !== null).join(' · ');
}

function lengthOf(seconds: number, t: LeadWords): string {
  if (seconds < 60) return t('data.seconds', { count: seconds });
  return t('data.minutes', { m: Math.floor(seconds / 60), s: seconds % 60 });
}

/** The value of a sale, or how it was corrected; null if the entry isn't about one. */
function saleOf(kind: string, data: TimelineItem['data'], t: LeadWords, language: Language): string | null {
  const { currency, from, saleValue } = data;
  if (typeof currency !== 'string') return null;
  const shown = (amount: unknown) =>
    typeof amount === 'number' ? moneyOf(amount, currency, language) : t('data.sale.unknown');
  if (kind === 'saleValue') return t('data.sale.changed', { from: shown(from), to: shown(saleValue) });
  return saleValue === undefined ? null : shown(saleValue);
}

/** Each changed detail with its old and new value, as far as the reader may see them. */
function editsOf(edits: unknown, t: LeadWords): readonly string[] {
  if (!Array.isArray(edits)) return [];
  return (edits as readonly ShownEdit[]).map(({ field, label, from, to }) => {
    const key = knownKey(leadText, `profile.${field}`);
    const shown = label ?? (key ? t(key) : field);
    const word = (value = '') => {
      const language = field === 'language' ? knownKey(leadText, `language.${value}`) : null;
      return language ? t(language) : value;
    };
    if (to === undefined) return shown;
    const values = { label: shown, from: word(from), to: word(to) };
    return t(from === '' ? 'data.edit.added' : to === '' ? 'data.edit.removed' : 'data.edit', values);
  });
}

/** A wording as it was when chosen, in the reader's language or in English; null if there is none. */
function wordingIn(said: unknown, language: Language): string | null {
  if (typeof said !== 'object' || said === null) return null;
  const { [language]: own, en } = said as Partial<Record<Language, unknown>>;
  return typeof own === 'string' ? own : typeof en === 'string' ? en : null;
}
