/** What people and machines put into fields that someone else reads later. Each must come out as text or be refused. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  formula: '=HYPERLINK("http://evil.example","click")',
  plusFormula: "+SUM(1+1)*cmd|'/C calc'!A0",
  atFormula: '@SUM(A1:A9)',
  script: '<script>alert(1)</script>',
  image: '<img src=x onerror=alert(1)>',
  attribute: '"><svg onload=alert(1)>',
  javascriptUrl: 'javascript:alert(1)',
  mailHeader: 'Maria\r\nBcc: everybody@evil.example',
  rightToLeft: 'user\u202egnp.exe',
  zeroWidth: 'Ma\u200bria\u200d',
  nul: 'Ma\u0000ria',
  controls: 'Ma\u0007\u001b[31mria\u009f',
  loneSurrogate: 'Maria \ud83d',
  loneLowSurrogate: '\ude00 Maria',
  template: '{{7*7}} ${7*7} <%= 7*7 %>',
  where: '$where: sleep(1000)',
  proto: '__proto__',
  twiml: '</Say><Dial>+19005550100</Dial>',
  sql: "Robert'); DROP TABLE leads;--",
  emoji: '👩🏽‍🚀 Ana 🏳️‍🌈',
  hangulNfd: '김민수'.normalize('NFD'),
  hangulNfc: '김민수',
  arabic: 'ماريا',
};

/** Longer than any form field allows, but within the request limit. */
export const TEN_KILOBYTES = 'x'.repeat(10_000);

/** Bodies whose shape is the attack. Each is a field of an otherwise valid form. */
export const HOSTILE_SHAPES: Readonly<Record<string, unknown>> = {
  operator: { $ne: 1 },
  number: 5,
  boolean: true,
  list: ['a', 'b'],
  nothing: null,
};
