/** Home, sign-in, setup, invitations and password resets. */
import type { Catalogue } from './index.ts';

export const homeText = {
  'home.title': { en: 'Home', ko: '홈' },
  'home.hello': { en: 'Hello, {name}', ko: '{name}님, 안녕하세요' },
  'home.lead': {
    en: 'Every inquiry becomes a conversation within seconds, and every lead is accounted for.',
    ko: '문의가 몇 초 만에 상담으로 이어지고, 모든 리드를 빠짐없이 관리합니다.',
  },
  'go.desk': { en: 'Desk', ko: '상담 화면' },
  'go.desk.about': { en: 'Accept leads, talk to customers, close.', ko: '리드를 수락하고, 상담하고, 종료합니다.' },
  'go.floor': { en: 'Floor', ko: '실시간 현황' },
  'go.floor.about': {
    en: 'Waiting leads, agents, callbacks, and whether every lead is accounted for.',
    ko: '대기 중인 리드, 상담원, 콜백, 리드 누락 여부를 확인합니다.',
  },
  'go.admin': { en: 'Admin', ko: '관리' },
  'go.admin.about': {
    en: 'Business, people, campaigns, API keys and the audit log.',
    ko: '회사, 구성원, 캠페인, API 키, 변경 기록을 관리합니다.',
  },
  'go.form': { en: 'Inquiry form', ko: '문의 양식' },
  'go.form.about': {
    en: 'What customers see. Send it, and the lead shows up on the desk.',
    ko: '고객이 보는 화면입니다. 보내면 상담 화면에 리드가 도착합니다.',
  },
  'go.phone': { en: 'Phone', ko: '전화기' },
  'go.phone.about': {
    en: 'Call the toll-free number from this browser and watch the call flow.',
    ko: '이 브라우저에서 수신자 부담 번호로 걸고 전화망의 요청을 함께 볼 수 있습니다.',
  },
  'demo.title': { en: 'Demo', ko: '데모' },
  'demo.how': {
    en: 'Open the form in one window and a desk in another. Start your shift, send the form, and the lead arrives.',
    ko: '한 창에서 양식을, 다른 창에서 상담 화면을 여세요. 근무를 시작하고 양식을 보내면 리드가 도착합니다.',
  },
  'demo.people': { en: 'Sign in as', ko: '로그인할 사용자' },
  'demo.password': { en: 'Everyone’s password is', ko: '공통 비밀번호:' },
  'demo.phone': { en: 'Call in from a phone in this browser', ko: '이 브라우저의 전화기로 걸어 보기' },
  'demo.outbox': { en: 'Emails the demo would have sent', ko: '데모가 보냈을 이메일 보기' },
  'demo.current': { en: 'signed in', ko: '로그인됨' },
  'demo.otherWindow': {
    en: 'Each browser has one sign-in. Use a private window for a second person.',
    ko: '브라우저마다 한 명만 로그인할 수 있습니다. 다른 사용자는 시크릿 창을 이용하세요.',
  },
  'role.agent': { en: 'Agent', ko: '상담원' },
  'role.supervisor': { en: 'Supervisor', ko: '슈퍼바이저' },
  'role.administrator': { en: 'Administrator', ko: '관리자' },

  'signIn.title': { en: 'Sign in', ko: '로그인' },
  'signIn.email': { en: 'Email', ko: '이메일' },
  'signIn.password': { en: 'Password', ko: '비밀번호' },
  'signIn.show': { en: 'Show password', ko: '비밀번호 표시' },
  'signIn.hide': { en: 'Hide password', ko: '비밀번호 숨기기' },
  'signIn.do': { en: 'Sign in', ko: '로그인' },
  'signIn.doing': { en: 'Signing in…', ko: '로그인하는 중…' },
  'signIn.wrong': {
    en: 'Wrong email or password.',
    ko: '이메일 또는 비밀번호가 올바르지 않습니다.',
  },
  'signIn.closed': {
    en: 'This account is deactivated. Ask an administrator to activate it again.',
    ko: '비활성화된 계정입니다. 관리자에게 다시 활성화를 요청하세요.',
  },
  'signIn.tooMany': {
    en: 'Too many attempts. Wait a moment and try again.',
    ko: '시도 횟수가 너무 많습니다. 잠시 후 다시 시도하세요.',
  },
  'signIn.ended': {
    en: 'Sign in to continue.',
    ko: '계속하려면 로그인하세요.',
  },

  'signIn.forgot': { en: 'Forgot your password?', ko: '비밀번호를 잊으셨나요?' },

  'password.new': { en: 'New password', ko: '새 비밀번호' },
  'password.hint': {
    en: 'At least 10 characters. A sentence only you would say works well; pasting is fine.',
    ko: '10자 이상 입력하세요. 나만 아는 문장이 좋으며 붙여 넣어도 됩니다.',
  },
  'link.gone.title': { en: 'This link no longer works', ko: '사용할 수 없는 링크입니다' },
  'link.gone.used': {
    en: 'It was already used, has expired, or was replaced by a newer one.',
    ko: '이미 사용했거나, 만료되었거나, 새 링크로 대체되었습니다.',
  },
  'link.toSignIn': { en: 'Go to sign-in', ko: '로그인하기' },

  'welcome.title': { en: 'Welcome to Leadbell', ko: 'Leadbell에 오신 것을 환영합니다' },
  'welcome.body': {
    en: 'Choose a password to get started. No one else knows it, not even the administrator.',
    ko: '비밀번호를 정하면 바로 시작할 수 있습니다. 관리자를 포함해 다른 사람은 알 수 없습니다.',
  },
  'welcome.name': { en: 'Your name (optional)', ko: '이름(선택)' },
  'welcome.nameHint': {
    en: 'Leave empty to keep the name you were invited with.',
    ko: '비워 두면 초대받은 이름을 사용합니다.',
  },
  'welcome.do': { en: 'Get started', ko: '시작하기' },
  'welcome.noToken': {
    en: 'You need an invitation link to open this page. Ask your administrator for one.',
    ko: '초대 링크가 있어야 열 수 있습니다. 관리자에게 요청하세요.',
  },
  'welcome.gone': {
    en: 'If you’ve already chosen a password, sign in. Otherwise, ask your administrator for a new invitation.',
    ko: '비밀번호를 이미 정했다면 로그인하세요. 아니면 관리자에게 새 초대를 요청하세요.',
  },

  'reset.title': { en: 'Choose a new password', ko: '새 비밀번호 설정' },
  'reset.body': {
    en: 'You’ll be signed out everywhere else.',
    ko: '다른 기기에서는 모두 로그아웃됩니다.',
  },
  'reset.do': { en: 'Save and sign in', ko: '저장하고 로그인' },
  'reset.gone': {
    en: 'Ask for a new link below, or ask your administrator.',
    ko: '아래에서 새 링크를 요청하거나 관리자에게 문의하세요.',
  },
  'forgot.title': { en: 'Forgot your password?', ko: '비밀번호를 잊으셨나요?' },
  'forgot.body': {
    en: 'We’ll email you a link to choose a new one. It works for one hour.',
    ko: '새 비밀번호를 설정할 링크를 이메일로 보냅니다. 1시간 동안 사용할 수 있습니다.',
  },
  'forgot.do': { en: 'Send link', ko: '링크 보내기' },
  'forgot.done': {
    en: 'If this email has an account, a link is on its way. Didn’t get it? Ask an administrator for a link.',
    ko: '등록된 이메일이면 링크를 보냈습니다. 이메일이 오지 않으면 관리자에게 링크를 요청하세요.',
  },
  'forgot.mailOff': {
    en: 'Email is off, so we can’t send a link. Ask an administrator for one, or run npm start -- --reset-link on the server.',
    ko: '이메일 발송이 꺼져 있어 링크를 보낼 수 없습니다. 관리자에게 요청하거나 서버에서 npm start -- --reset-link 명령을 실행하세요.',
  },
  'forgot.back': { en: 'Back to sign-in', ko: '로그인으로 돌아가기' },

  'setup.gone': {
    en: 'If you’ve already created the account, sign in. Otherwise, restart Leadbell: until there’s an account, every start prints a new link.',
    ko: '이미 계정을 만들었다면 로그인하세요. 아니면 Leadbell을 다시 시작하세요. 계정이 없는 동안에는 시작할 때마다 새 링크가 출력됩니다.',
  },
  'setup.title': { en: 'First administrator', ko: '첫 관리자 계정' },
  'setup.body': {
    en: 'This link works once. The account you create manages this Leadbell.',
    ko: '이 링크는 한 번만 사용할 수 있습니다. 만든 계정이 이 Leadbell을 관리합니다.',
  },
  'setup.name': { en: 'Your name', ko: '이름' },
  'setup.do': { en: 'Create account', ko: '계정 만들기' },
  'setup.noToken': {
    en: 'You need the one-time link that the first start printed.',
    ko: '첫 시작 때 출력된 일회용 링크로 열어야 합니다.',
  },
} as const satisfies Catalogue;
