/**
 * Area codes by region, including overlays: the states and territories of the United States, and the provinces of Canada.
 * Sources: assignments of the North American Numbering Plan Administrator and of the Canadian Numbering Administrator as of
 * 2026-11-29. A code that isn't listed is newer, or belongs to no place (500, 800 …): the region is unknown.
 */
const US: Readonly<Record<string, string>> = {
  AK: '907',
  AL: '205 251 256 334 659 938',
  AR: '327 479 501 870',
  AS: '684',
  AZ: '480 520 602 623 928',
  CA: '209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 840 858 909 916 925 949 951',
  CO: '303 719 720 970 983',
  CT: '203 475 860 959',
  DC: '202 771',
  DE: '302',
  FL: '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954',
  GA: '229 404 470 478 678 706 762 770 912 943',
  GU: '671',
  HI: '808',
  IA: '319 515 563 641 712',
  ID: '208 986',
  IL: '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872',
  IN: '219 260 317 463 574 765 812 930',
  KS: '316 620 785 913',
  KY: '270 364 502 606 859',
  LA: '225 318 337 504 985',
  MA: '339 351 413 508 617 774 781 857 978',
  MD: '227 240 301 410 443 667',
  ME: '207',
  MI: '231 248 269 313 517 586 616 679 734 810 906 947 989',
  MN: '218 320 507 612 651 763 952',
  MO: '235 314 417 557 573 636 660 816 975',
  MP: '670',
  MS: '228 601 662 769',
  MT: '406',
  NC: '252 336 472 704 743 828 910 919 980 984',
  ND: '701',
  NE: '308 402 531',
  NH: '603',
  NJ: '201 551 609 640 732 848 856 862 908 973',
  NM: '505 575',
  NV: '702 725 775',
  NY: '212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934',
  OH: '216 220 234 283 326 330 380 419 440 513 567 614 740 937',
  OK: '405 539 572 580 918',
  OR: '458 503 541 971',
  PA: '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878',
  PR: '787 939',
  RI: '401',
  SC: '803 821 839 843 854 864',
  SD: '605',
  TN: '423 615 629 731 865 901 931',
  TX: '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979',
  UT: '385 435 801',
  VA: '276 434 540 571 686 703 757 804 826 948',
  VI: '340',
  VT: '802',
  WA: '206 253 360 425 509 564',
  WI: '262 274 353 414 534 608 715 920',
  WV: '304 681',
  WY: '307',
};

/** Codes that several provinces share (782 and 902, 867) aren't listed: the province is unknown. */
const CA: Readonly<Record<string, string>> = {
  AB: '368 403 587 780 825',
  BC: '236 250 257 604 672 778',
  MB: '204 431 584',
  NB: '428 506',
  NL: '709 879',
  ON: '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942',
  QC: '263 354 367 418 438 450 468 514 579 581 819 873',
  SK: '306 474 639',
};

const COUNTRIES_WITH_REGIONS = { US, CA };

/**
 * The states in each zone, including those with only a border area in it: a person in that zone may be in any of them.
 */
const STATES_BY_ZONE: Readonly<Record<string, string>> = {
  'America/New_York': 'AL CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC TN VA VT WV',
  'America/Detroit': 'MI',
  'America/Indiana': 'IN',
  'America/Kentucky': 'KY',
  'America/Chicago': 'AL AR FL IA IL IN KS KY LA MI MN MO MS ND NE OK SD TN TX WI',
  'America/Menominee': 'MI',
  'America/North_Dakota': 'ND',
  'America/Denver': 'AZ CO ID KS MT ND NE NM NV OK OR SD TX UT WY',
  'America/Boise': 'ID OR',
  'America/Phoenix': 'AZ',
  'America/Los_Angeles': 'CA ID NV OR WA',
  'America/Anchorage': 'AK',
  'America/Juneau': 'AK',
  'America/Sitka': 'AK',
  'America/Nome': 'AK',
  'America/Yakutat': 'AK',
  'America/Metlakatla': 'AK',
  'America/Adak': 'AK',
  'Pacific/Honolulu': 'AK HI',
  'America/Puerto_Rico': 'PR VI',
  'America/St_Thomas': 'VI',
  'Pacific/Guam': 'GU MP',
  'Pacific/Saipan': 'MP',
  'Pacific/Pago_Pago': 'AS',
};

const REGION_BY_CODE = new Map(
  Object.entries(COUNTRIES_WITH_REGIONS).flatMap(([country, regions]) =>
    Object.entries(regions).flatMap(([region, codes]) =>
      codes.split(' ').map((code) => [code, `${country}-${region}`] as const),
    ),
  ),
);

/** The region of an E.164 number, such as `US-FL` or `CA-ON`; null when its area code has none. */
export function regionOfNumber(tel: string): string | null {
  return tel.startsWith('+1') ? (REGION_BY_CODE.get(tel.slice(2, 5)) ?? null) : null;
}

/** The area codes of a region such as `US-FL`; none for one without its own. */
export function areaCodesOf(region: string): readonly string[] {
  return [...REGION_BY_CODE].filter(([, one]) => one === region).map(([code]) => code);
}

/** Whether the law may differ within a country, so that a place needs a region; `US-?` when it is unknown. */
export function hasRegions(country: string): boolean {
  return country in COUNTRIES_WITH_REGIONS;
}

/** The states that use this zone; none for a zone elsewhere. */
export function statesInZone(zone: string): readonly string[] {
  const known = STATES_BY_ZONE[zone] ?? STATES_BY_ZONE[zone.split('/').slice(0, 2).join('/')];
  return known?.split(' ') ?? [];
}

export const US_STATES: readonly string[] = Object.keys(US);
export const PROVINCES: readonly string[] = Object.keys(CA);
