/**
 * The law of calls by place as it ships, one row each: a country, or what a region adds to its country's law. Compiled on
 * `HOURS_READ_ON` from public tables and the statutes they cite. Where sources disagree, the stricter value is used and
 * the row says so. Administrators change, add and confirm rows (administration/checkLaw.ts); lawTable.ts applies them.
 */
import type { HolidayPlace } from './holidays.ts';

export const HOURS_READ_ON = '2026-11-29';

/** As `8-20` or `9-21:30`, in hours of the day; null without calls. */
export type HoursText = string | null;

export interface PlaceLaw {
  /** ISO 3166: a country, or a region such as `US-FL`. */
  readonly place: string;
  /**
   * Weekdays, Saturday, Sunday. Saturday and Sunday default to the weekday hours. Absent: those of the country alone.
   */
  readonly hours?: readonly [weekdays: HoursText, saturday?: HoursText, sunday?: HoursText];
  /** No calls on the legal holidays of this place. */
  readonly holidays?: HolidayPlace;
  /** Maximum calls to a person in 24 hours, by anyone. */
  readonly maxPerDay?: number;
  /** Maximum calls to a person in 30 days without their permission (L183). */
  readonly unaskedPer30Days?: number;
  /** The statute, shown to users. */
  readonly citation: string;
  /** When someone last compared it with its source, as `2026-11-29`. Absent: when the table was compiled. */
  readonly verifiedOn?: string;
  /** Disagreements between sources, each with its value, or other grounds. */
  readonly note?: string;
  /** The note in Korean, of a row that ships. */
  readonly noteKo?: string;
}

/**
 * The public tables that rows name: dropcowboy.com/state-compliance, blog.clickpointsoftware.com/telemarketing-calling-hours-by-state,
 * g2leadstosales.com/2025-state-by-state-calling-restrictions-telemarketing-call-centers.html, and the state call times of VICIdial.
 */
const DROP_COWBOY = 'Drop Cowboy (2025-11-01)';
const CLICKPOINT = 'ClickPoint (2025-07)';
const G2_LEADS = 'G2 Leads To Sales (2024-11-08)';

export const SHIPPED_LAW: readonly PlaceLaw[] = [
  { place: 'US', hours: ['8-21'], citation: '47 CFR 64.1200(c)(1); 16 CFR 310.4(c)' },
  {
    place: 'CA',
    hours: ['9-21:30', '10-18', '10-18'],
    citation: 'CRTC Unsolicited Telecommunications Rules, Part III, sections 23 and 24',
    verifiedOn: '2026-11-30',
  },
  {
    place: 'CA-BC',
    hours: ['9-21:30', '10-18', '10-18'],
    holidays: 'CA-BC',
    unaskedPer30Days: 1,
    citation: 'Telemarketer Licensing Regulation, Business Practices and Consumer Protection Act (B.C.)',
    verifiedOn: '2026-11-30',
    note: 'By the guide of Consumer Protection BC, which permits one call in 30 days about the same offer unless the customer permitted more.',
    noteKo:
      'Consumer Protection BC 안내 기준. 고객이 허락하지 않은 경우 같은 상품에 관한 전화는 30일에 한 번만 할 수 있습니다.',
  },
  { place: 'KR', hours: ['8-21'], citation: '정보통신망법 제50조 제3항' },
  { place: 'US-AL', hours: ['8-20', '8-20', null], holidays: 'US-AL', citation: 'Ala. Code § 8-19A-14' },
  {
    place: 'US-CT',
    hours: ['9-20'],
    citation: 'Conn. Gen. Stat. § 42-288a',
    note: `9-20 by ${DROP_COWBOY} and ${G2_LEADS}, 9-21 by ${CLICKPOINT}.`,
    noteKo: `${DROP_COWBOY}와 ${G2_LEADS}는 9-20, ${CLICKPOINT}는 9-21.`,
  },
  { place: 'US-FL', hours: ['8-20'], maxPerDay: 3, citation: 'Fla. Stat. § 501.616(6)' },
  {
    place: 'US-IL',
    hours: ['9-21'],
    citation: '815 ILCS 413/15',
    note: `8-21 by ${DROP_COWBOY} and ${G2_LEADS}, 9-21 by ${CLICKPOINT}.`,
    noteKo: `${DROP_COWBOY}와 ${G2_LEADS}는 8-21, ${CLICKPOINT}는 9-21.`,
  },
  { place: 'US-IN', hours: ['9-20'], citation: 'Ind. Code § 24-4.7-4' },
  { place: 'US-KY', hours: ['10-21'], citation: 'Ky. Rev. Stat. § 367.46955' },
  {
    place: 'US-LA',
    hours: ['8-20', '8-20', null],
    holidays: 'US-LA',
    citation: 'La. Rev. Stat. § 45:844.14; La. Pub. Serv. Comm’n Gen. Order R-29617 § V',
    verifiedOn: '2026-11-30',
    note: 'The order permits no calls at all in an emergency that the governor declares, nor on holidays that the governor proclaims: add those yourself.',
    noteKo:
      '주지사가 선포한 비상사태 중에는 모든 전화가 금지되고, 주지사가 정한 공휴일에도 전화할 수 없습니다. 해당하는 날은 직접 추가해 주세요.',
  },
  { place: 'US-MA', hours: ['8-20'], citation: 'Mass. Gen. Laws ch. 159C § 3; 201 CMR 12.02' },
  { place: 'US-MD', hours: ['8-20'], maxPerDay: 3, citation: 'Md. Code, Com. Law § 14-4503' },
  {
    place: 'US-ME',
    hours: ['9-17', null, null],
    citation: 'Me. Rev. Stat. tit. 10 § 1498',
    note: 'VICIdial has it for every call; a public reading of the statute, for automatic dialing devices alone.',
    noteKo: 'VICIdial은 모든 전화에 적용합니다. 법 조문이 자동 발신 장치만 규율한다고 보는 공개 해석도 있습니다.',
  },
  {
    place: 'US-MI',
    hours: ['9-21'],
    citation: 'Drop Cowboy, State Calling Restrictions Guide, 2025-11-01',
    verifiedOn: '2026-11-30',
    note: `9-21 by ${DROP_COWBOY} and ${CLICKPOINT}; ${G2_LEADS} has no row for it, so 8-21. No statute was found.`,
    noteKo: `${DROP_COWBOY}와 ${CLICKPOINT}는 9-21. ${G2_LEADS}에는 항목이 없어 8-21입니다. 근거 법령은 찾지 못했습니다.`,
  },
  { place: 'US-MN', hours: ['9-21'], citation: 'Minn. Stat. § 325E.30' },
  {
    place: 'US-MS',
    hours: ['9-20', '9-20', null],
    holidays: 'US-MS',
    citation: 'Miss. Code §§ 77-3-723, 79-11-524',
    verifiedOn: '2026-11-30',
    note: `8-20 for sales, 9-21 for fundraising. Holidays are permitted by ${DROP_COWBOY} and refused by ${G2_LEADS}.`,
    noteKo: `판매 전화는 8-20, 모금 전화는 9-21. 공휴일 전화는 ${DROP_COWBOY}에서는 가능, ${G2_LEADS}에서는 불가입니다.`,
  },
  { place: 'US-NM', hours: ['9-21'], citation: 'N.M. Stat. § 57-12-22' },
  { place: 'US-NV', hours: ['9-20'], citation: 'Nev. Rev. Stat. § 599B.190' },
  { place: 'US-OK', hours: ['8-20'], maxPerDay: 3, citation: 'Okla. Stat. tit. 15 § 775C.4' },
  {
    place: 'US-PA',
    hours: ['9-19', '9-12', null],
    holidays: 'US-PA',
    citation: '73 Pa. Stat. § 2245(a)(1), (10); Pa. S.B. 992 of 2025',
    verifiedOn: '2026-11-30',
    note: '8-21 every day by the statute as of 2019; 9-19 and never on Sundays by Senate Bill 992 of 2025, as its sponsor describes it (pasenategop.com), in force from 2026-10-18 by one public table that names no source. Sundays from 13:30 by VICIdial. Saturdays end at 12 by one public table.',
    noteKo:
      '2019년 기준 법령은 매일 8-21. 2025년 상원 법안 992호는 발의 의원의 설명(pasenategop.com)에 따르면 9-19이고 일요일 전화를 금지하며, 출처를 밝히지 않은 공개 자료에 따르면 2026-10-18부터 시행됩니다. VICIdial은 일요일 13:30부터, 다른 공개 자료는 토요일 12시까지로 봅니다.',
  },
  {
    place: 'US-RI',
    hours: ['9-18', '10-17', null],
    holidays: 'US-RI',
    citation: 'R.I. Gen. Laws §§ 5-61-2(9), 5-61-3.6',
    verifiedOn: '2026-11-30',
  },
  { place: 'US-SD', hours: ['9-21', '9-21', null], citation: 'S.D. Codified Laws § 37-30A-3' },
  { place: 'US-TX', hours: ['9-21', '9-21', '12-21'], citation: 'Tex. Bus. & Com. Code § 301.051' },
  {
    place: 'US-UT',
    hours: ['9-20', '9-20', null],
    holidays: 'US-UT',
    citation: 'Utah Code §§ 13-25a-103(3), 13-26-11',
    verifiedOn: '2026-11-30',
    note: '8-21 and never on Sundays by § 13-25a-103, 9-20 by VICIdial.',
    noteKo: '§ 13-25a-103에 따르면 8-21이고 일요일은 불가, VICIdial은 9-20.',
  },
  { place: 'US-WA', hours: ['8-20'], citation: 'Wash. Rev. Code § 80.36.390' },
  { place: 'US-WY', hours: ['8-20'], citation: 'Wyo. Stat. § 40-12-302' },
];

/** Countries with a row. */
export const COUNTRIES: readonly string[] = SHIPPED_LAW.map(({ place }) => place).filter(
  (place) => !place.includes('-'),
);
