/** The setup check of the phone network: results and what to do about them. */
import type { CheckName, CheckReason } from '../../core/call/connection.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Catalogue, Text } from './index.ts';

const found = {
  'found.noNetwork': { en: 'No phone network is set up.', ko: '전화망이 설정되지 않았습니다.' },
  'found.notChecked': { en: 'Not checked.', ko: '확인하지 않았습니다.' },
  'found.noAnswer': { en: 'Twilio didn’t answer in time.', ko: 'Twilio가 제시간에 응답하지 않았습니다.' },
  'found.tooManyRequests': {
    en: 'Twilio is refusing requests because there are too many (error {code}).',
    ko: '요청이 너무 많아 Twilio가 거부했습니다(오류 {code}).',
  },
  'found.networkError': {
    en: 'Twilio refused the request (HTTP {status}, error {code}).',
    ko: 'Twilio가 요청을 거부했습니다(HTTP {status}, 오류 {code}).',
  },
  'found.accountActive': {
    en: 'Account {account} is active, and its Auth Token is accepted.',
    ko: '계정 {account}이(가) 활성 상태이며 Auth Token이 확인되었습니다.',
  },
  'found.accountTrial': {
    en: 'Account {account} is a trial: it reaches verified numbers only, and calls begin with a notice and end after 10 minutes.',
    ko: '계정 {account}은(는) 체험판입니다. 인증된 번호와만 통화할 수 있고, 안내 음성이 먼저 나오며 10분 후 통화가 끝납니다.',
  },
  'found.accountSuspended': { en: 'Account {account} is suspended.', ko: '계정 {account}이(가) 정지되었습니다.' },
  'found.accountClosed': { en: 'Account {account} is closed.', ko: '계정 {account}이(가) 해지되었습니다.' },
  'found.accountMissing': { en: 'Twilio has no account {account}.', ko: 'Twilio에 계정 {account}이(가) 없습니다.' },
  'found.tokenRefused': {
    en: 'Twilio doesn’t accept the Auth Token for account {account} (error {code}).',
    ko: 'Twilio가 계정 {account}의 Auth Token을 거부했습니다(오류 {code}).',
  },
  'found.testCredentials': {
    en: 'These are test credentials. They can’t make calls.',
    ko: '테스트 자격 증명입니다. 전화를 걸 수 없습니다.',
  },
  'found.regionHome': { en: 'The account is in the US region (US1).', ko: '계정이 미국 리전(US1)에 있습니다.' },
  'found.regionOwn': {
    en: 'Requests go to the server in TWILIO_API_URL, or to the demo’s own network.',
    ko: '요청이 TWILIO_API_URL의 서버 또는 데모 전화망으로 전송됩니다.',
  },
  'found.regionElsewhere': {
    en: 'The Auth Token belongs to another region: {region}.',
    ko: 'Auth Token이 다른 리전의 것입니다: {region}.',
  },
  'found.addressPublic': { en: 'Webhooks point to {url}.', ko: '웹훅 주소는 {url}입니다.' },
  'found.addressLocal': {
    en: 'Twilio can’t reach {url}: it’s a local address.',
    ko: '{url}은(는) 내부 주소라서 Twilio가 접속할 수 없습니다.',
  },
  'found.addressPlain': {
    en: '{url} isn’t encrypted. Numbers and callers’ answers travel in the clear.',
    ko: '{url}은(는) 암호화되지 않습니다. 전화번호와 고객 응답이 그대로 전송됩니다.',
  },
  'found.keyAccepted': {
    en: 'The API key is accepted. Agents can take calls in their browsers.',
    ko: 'API 키가 확인되었습니다. 상담원이 브라우저에서 전화를 받을 수 있습니다.',
  },
  'found.keySimulated': {
    en: 'Browsers use the demo’s own network, which needs no key.',
    ko: '브라우저가 데모 전화망을 사용하므로 키가 필요 없습니다.',
  },
  'found.keyMissing': {
    en: 'No API key is set. Agents need their own phones.',
    ko: 'API 키가 없습니다. 상담원의 개인 전화가 필요합니다.',
  },
  'found.keyRefused': {
    en: 'Twilio doesn’t accept the API key or its secret (error {code}).',
    ko: 'Twilio가 API 키 또는 암호를 거부했습니다(오류 {code}).',
  },
  'found.noNumbers': { en: 'This campaign has no saved number.', ko: '이 캠페인에 저장된 번호가 없습니다.' },
  'found.numberOwned': { en: 'The account owns this number.', ko: '계정이 보유한 번호입니다.' },
  'found.numberMissing': { en: 'The account doesn’t own this number.', ko: '계정이 보유하지 않은 번호입니다.' },
  'found.numberWithoutCalls': {
    en: 'This number can’t take voice calls.',
    ko: '음성 통화를 지원하지 않는 번호입니다.',
  },
  'found.webhookHere': { en: 'Points here.', ko: '이 서비스를 가리킵니다.' },
  'found.webhookEmpty': { en: 'Not set.', ko: '설정되지 않았습니다.' },
  'found.webhookElsewhere': { en: 'Points elsewhere: {url}', ko: '다른 주소를 가리킵니다: {url}' },
  'found.webhookByGet': {
    en: 'Points here, but with HTTP GET.',
    ko: '이 서비스를 가리키지만 HTTP GET을 사용합니다.',
  },
  'found.webhookOfApplication': {
    en: 'The TwiML app {application} overrides it.',
    ko: 'TwiML 앱 {application}이(가) 대신 처리합니다.',
  },
  'found.webhookOfTrunk': {
    en: 'The SIP trunk {trunk} takes this number’s calls.',
    ko: 'SIP 트렁크 {trunk}이(가) 이 번호의 전화를 처리합니다.',
  },
  'found.fallbackElsewhere': {
    en: 'Points elsewhere: {url}. Twilio uses it when this service can’t respond.',
    ko: '다른 주소를 가리킵니다: {url}. 이 서비스가 응답하지 못하면 그 주소가 사용됩니다.',
  },
  'found.noTexts': { en: 'This number can’t text.', ko: '문자를 지원하지 않는 번호입니다.' },
} as const satisfies Readonly<Record<`found.${CheckReason}`, Readonly<Record<Language, Text>>>>;

const todo = {
  'todo.noNetwork': {
    en: 'Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and PUBLIC_URL, then restart Leadbell.',
    ko: 'TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PUBLIC_URL을 설정한 뒤 Leadbell을 다시 시작하세요.',
  },
  'todo.notChecked': {
    en: 'Fix the account first, then test again.',
    ko: '계정 문제를 먼저 해결한 뒤 다시 테스트하세요.',
  },
  'todo.noAnswer': {
    en: 'Check that this server can reach api.twilio.com over HTTPS, and status.twilio.com. Then test again.',
    ko: '이 서버에서 api.twilio.com에 HTTPS로 접속되는지, status.twilio.com에 장애가 없는지 확인한 뒤 다시 테스트하세요.',
  },
  'todo.tooManyRequests': { en: 'Wait a minute, then test again.', ko: '1분 후 다시 테스트하세요.' },
  'todo.networkError': {
    en: 'Look up the error at twilio.com/docs/api/errors/{code}, then test again.',
    ko: 'twilio.com/docs/api/errors/{code}에서 오류를 확인한 뒤 다시 테스트하세요.',
  },
  'todo.accountTrial': {
    en: 'Upgrade the account in Twilio Console.',
    ko: 'Twilio Console에서 계정을 업그레이드하세요.',
  },
  'todo.accountSuspended': {
    en: 'Check the balance and the notices in Twilio Console.',
    ko: 'Twilio Console에서 잔액과 공지를 확인하세요.',
  },
  'todo.accountClosed': {
    en: 'Use another account: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, then restart Leadbell.',
    ko: '다른 계정을 사용하세요. TWILIO_ACCOUNT_SID와 TWILIO_AUTH_TOKEN을 설정한 뒤 Leadbell을 다시 시작하세요.',
  },
  'todo.accountMissing': {
    en: 'Copy the Account SID from Twilio Console into TWILIO_ACCOUNT_SID, then restart Leadbell.',
    ko: 'Twilio Console의 Account SID를 TWILIO_ACCOUNT_SID에 넣고 Leadbell을 다시 시작하세요.',
  },
  'todo.tokenRefused': {
    en: 'Copy the primary Auth Token from Twilio Console into TWILIO_AUTH_TOKEN, then restart Leadbell. A secondary token or an API key doesn’t work here.',
    ko: 'Twilio Console의 기본(primary) Auth Token을 TWILIO_AUTH_TOKEN에 넣고 Leadbell을 다시 시작하세요. 보조 토큰이나 API 키는 사용할 수 없습니다.',
  },
  'todo.testCredentials': {
    en: 'Use the live Account SID and Auth Token instead, then restart Leadbell.',
    ko: '실제 Account SID와 Auth Token을 사용하고 Leadbell을 다시 시작하세요.',
  },
  'todo.regionElsewhere': {
    en: 'Leadbell uses the US region. Copy the Auth Token of US1 from Twilio Console → API keys & tokens.',
    ko: 'Leadbell은 미국 리전을 사용합니다. Twilio Console → API keys & tokens에서 US1의 Auth Token을 복사하세요.',
  },
  'todo.addressLocal': {
    en: 'Set PUBLIC_URL to an https address on the internet, then restart Leadbell.',
    ko: 'PUBLIC_URL을 인터넷에서 접속되는 https 주소로 설정한 뒤 Leadbell을 다시 시작하세요.',
  },
  'todo.addressPlain': { en: 'Use an https address in PUBLIC_URL.', ko: 'PUBLIC_URL에 https 주소를 사용하세요.' },
  'todo.keyMissing': {
    en: 'To take calls in browsers, create a standard API key in Twilio Console and set TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET.',
    ko: '브라우저에서 전화를 받으려면 Twilio Console에서 표준 API 키를 만들어 TWILIO_API_KEY_SID와 TWILIO_API_KEY_SECRET에 설정하세요.',
  },
  'todo.keyRefused': {
    en: 'Create a new standard API key in the US region and set TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET, then restart Leadbell.',
    ko: '미국 리전에서 표준 API 키를 새로 만들어 TWILIO_API_KEY_SID와 TWILIO_API_KEY_SECRET에 설정하고 Leadbell을 다시 시작하세요.',
  },
  'todo.noNumbers': {
    en: 'Add the number below and save, then test again.',
    ko: '아래에 번호를 추가하고 저장한 뒤 다시 테스트하세요.',
  },
  'todo.numberMissing': {
    en: 'Buy or port {number} in this account, or correct the number below.',
    ko: '이 계정에서 {number}을(를) 구매하거나 이전하세요. 번호가 잘못되었다면 아래에서 고치세요.',
  },
  'todo.numberWithoutCalls': {
    en: 'Choose a number with voice capability.',
    ko: '음성 통화를 지원하는 번호를 사용하세요.',
  },
  'todo.webhookEmpty': { en: 'Should be: {expected}', ko: '올바른 주소: {expected}' },
  'todo.webhookElsewhere': { en: 'Should be: {expected}', ko: '올바른 주소: {expected}' },
  'todo.webhookByGet': { en: 'Should be HTTP POST.', ko: 'HTTP POST여야 합니다.' },
  'todo.webhookOfApplication': {
    en: 'Setting the webhooks takes the app off this number.',
    ko: '웹훅을 설정하면 이 번호에서 앱 연결이 해제됩니다.',
  },
  'todo.webhookOfTrunk': {
    en: 'Take the number off the trunk in Twilio Console.',
    ko: 'Twilio Console에서 번호를 트렁크에서 분리하세요.',
  },
  'todo.fallbackElsewhere': {
    en: 'Nothing to do if you chose it. To continue calls here instead: {expected}',
    ko: '직접 설정했다면 그대로 두세요. 이 서비스에서 통화를 이어 가려면: {expected}',
  },
} as const satisfies Partial<Readonly<Record<`todo.${CheckReason}`, Readonly<Record<Language, Text>>>>>;

const checks = {
  'check.network': { en: 'Phone network', ko: '전화망' },
  'check.account': { en: 'Account and Auth Token', ko: '계정과 Auth Token' },
  'check.region': { en: 'Region', ko: '리전' },
  'check.address': { en: 'Public address', ko: '공개 주소' },
  'check.key': { en: 'API key for browser phones', ko: '브라우저 전화용 API 키' },
  'check.number': { en: 'Number', ko: '번호' },
  'check.voice': { en: 'A call comes in', ko: '전화 수신' },
  'check.fallback': { en: 'Primary handler fails', ko: '기본 처리 실패 시' },
  'check.status': { en: 'Call status changes', ko: '통화 상태 변경' },
  'check.message': { en: 'A message comes in', ko: '문자 수신' },
  'check.change': { en: 'Setting the webhooks', ko: '웹훅 설정' },
} as const satisfies Readonly<Record<`check.${CheckName}`, Readonly<Record<Language, Text>>>>;

export const adminConnectionText = {
  ...found,
  ...todo,
  ...checks,
  title: { en: 'Phone network', ko: '전화망' },
  about: {
    en: 'Checks the Twilio account and the webhooks of the saved numbers.',
    ko: 'Twilio 계정과 저장된 번호의 웹훅을 확인합니다.',
  },
  test: { en: 'Test connection', ko: '연결 테스트' },
  testing: { en: 'Testing…', ko: '테스트 중…' },
  'state.ok': { en: 'OK', ko: '정상' },
  'state.warning': { en: 'Note', ko: '참고' },
  'state.wrong': { en: 'Fix', ko: '조치 필요' },
  'state.skipped': { en: 'Not checked', ko: '확인 안 함' },
  'sum.ok': { en: 'Everything is set up.', ko: '모두 설정되었습니다.' },
  'sum.wrong': {
    en: { one: 'One thing needs fixing.', other: '{count} things need fixing.' },
    ko: '{count}개 항목에 조치가 필요합니다.',
  },
  account: { en: 'Account', ko: '계정' },
  set: { en: 'Set the webhooks', ko: '웹훅 설정' },
  'set.title': { en: 'Set these webhooks at Twilio?', ko: 'Twilio에 웹훅을 설정할까요?' },
  'set.about': {
    en: 'Calls and texts to these numbers will come to this service right away. The change is in the audit log.',
    ko: '이 번호로 오는 전화와 문자가 즉시 이 서비스로 연결됩니다. 변경 내용은 변경 기록에 남습니다.',
  },
  'set.from': { en: 'Now: {url}', ko: '현재: {url}' },
  'set.to': { en: 'New: {url}', ko: '변경 후: {url}' },
  'set.none': { en: 'not set', ko: '설정 안 됨' },
  'region.ie1': { en: 'Ireland (IE1)', ko: '아일랜드(IE1)' },
  'region.au1': { en: 'Australia (AU1)', ko: '호주(AU1)' },
} as const satisfies Catalogue;
