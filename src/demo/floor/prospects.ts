/**
 * Who sends the next form, and what it says. A number always belongs to the same person, in every run. The numbers
 * reach no one: North American ones end in 555-0100 to 555-0199, which are reserved for fiction; Korean ones begin with
 * 010-0000, which isn’t assigned.
 */
import type { Language } from '../../core/vocabulary/language.ts';
import { diceOf, type Dice } from './dice.ts';

/** The body of POST /api/forms/demo/leads. */
export interface Submission {
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly interest: string;
  readonly message?: string;
  readonly home?: string;
  readonly bill?: number;
  readonly consent: { readonly call: true; readonly now?: boolean; readonly text?: boolean; readonly email?: boolean };
}

type Prospect = Pick<Submission, 'name' | 'phone' | 'email' | 'language' | 'timeZone'>;
type List<T> = readonly [T, ...T[]];

const AREAS: List<readonly [area: string, zone: string]> = [
  ['206', 'America/Los_Angeles'],
  ['303', 'America/Denver'],
  ['305', 'America/New_York'],
  ['404', 'America/New_York'],
  ['503', 'America/Los_Angeles'],
  ['512', 'America/Chicago'],
  ['602', 'America/Phoenix'],
  ['702', 'America/Los_Angeles'],
  ['704', 'America/New_York'],
  ['713', 'America/Chicago'],
  ['718', 'America/New_York'],
  ['816', 'America/Chicago'],
  ['916', 'America/Los_Angeles'],
];
const LINES_PER_AREA = 100;
const KOREAN_LINES = 1000;
const KOREAN_SHARE = 0.25;
const SAME_PERSON_SHARE = 0.1;
/** A repeat submission comes from one of this many latest people. */
const REMEMBERED = 12;

const GIVEN: List<string> = [
  ...(['Hannah', 'Marcus', 'Elena', 'Tyrone', 'Grace', 'Victor', 'Naomi', 'Dylan', 'Fatima', 'Owen'] as const),
  ...(['Ruth', 'Carlos', 'Bridget', 'Anil', 'Joan', 'Wesley', 'Mei', 'Patrick', 'Simone', 'Leon'] as const),
];
const FAMILY: List<string> = [
  ...(['Bennett', 'Okafor', 'Vasquez', 'Lindqvist', 'Moore', 'Patel', 'Hughes', 'Romero', 'Nguyen'] as const),
  ...(['Sullivan', 'Haddad', 'Fischer', 'Grant', 'Ito', 'Walker', 'Novak', 'Delgado', 'Price', 'Byrne'] as const),
];
const KOREAN_FAMILY: List<string> = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임'];
const KOREAN_GIVEN: List<string> = ['민준', '서윤', '도윤', '지우', '하은', '현우', '수빈', '예린', '성민', '유진'];

const INTERESTS: List<string> = ['roof', 'battery', 'wallbox', 'advice'];
const MESSAGES: Readonly<Record<Language, List<string>>> = {
  en: [
    'How long does the installation take?',
    'We have a flat roof of about 650 square feet.',
    'Our neighbors have yours and are happy with them.',
    'What would a battery for a family of four cost?',
    'We move in March and would like to plan ahead.',
  ],
  ko: [
    '설치까지 얼마나 걸리나요?',
    '평지붕도 가능한가요?',
    '월 전기요금이 많이 나와서 상담받고 싶어요.',
    '보조금도 알려 주세요.',
  ],
};

/** Draws one submission after another: mostly new people, sometimes one of the latest again. */
export function drawProspects(dice: Dice): () => Submission {
  const recent: Prospect[] = [];
  // Each number comes up once before any repeats: 17 shares no factor with either count.
  let north = Math.floor(dice.next() * AREAS.length * LINES_PER_AREA);
  let korean = Math.floor(dice.next() * KOREAN_LINES);
  const someone = (): Prospect => {
    const [first, ...others] = recent;
    if (first && dice.chance(SAME_PERSON_SHARE)) return dice.pick([first, ...others]);
    const person = dice.chance(KOREAN_SHARE) ? koreanAt((korean += 17)) : northAmericanAt((north += 17));
    recent.push(person);
    if (recent.length > REMEMBERED) recent.shift();
    return person;
  };
  return () => {
    const person = someone();
    return {
      ...person,
      interest: dice.pick(INTERESTS),
      ...(dice.chance(0.4) && { message: dice.pick(MESSAGES[person.language]) }),
      ...(dice.chance(0.5) && { home: dice.pick(['house', 'terrace', 'flat']) }),
      ...(dice.chance(0.4) && { bill: 10 * Math.round(dice.between(6, 32)) }),
      consent: {
        call: true,
        // A customer who doesn’t ask to be called now waits for the permitted hours.
        ...(dice.chance(0.75) && { now: true }),
        ...(dice.chance(0.3) && { text: true }),
        ...(person.email !== undefined && dice.chance(0.5) && { email: true }),
      },
    };
  };
}

function northAmericanAt(index: number): Prospect {
  const line = index % LINES_PER_AREA;
  const [area, timeZone] = AREAS[Math.floor(index / LINES_PER_AREA) % AREAS.length] ?? AREAS[0];
  const phone = `+1${area}55501${String(line).padStart(2, '0')}`;
  const own = diceOf(0, phone);
  const [given, family] = [own.pick(GIVEN), own.pick(FAMILY)];
  const email = own.chance(0.4) && { email: `${given}.${family}.${area}${line}@example.com`.toLowerCase() };
  return { name: `${given} ${family}`, phone, ...email, language: 'en', timeZone };
}

function koreanAt(index: number): Prospect {
  const phone = `+82100000${String(index % KOREAN_LINES).padStart(4, '0')}`;
  const own = diceOf(0, phone);
  return { name: own.pick(KOREAN_FAMILY) + own.pick(KOREAN_GIVEN), phone, language: 'ko', timeZone: 'Asia/Seoul' };
}
