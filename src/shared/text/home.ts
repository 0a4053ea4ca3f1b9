/** The pages before and around the work: where to go, signing in, the first administrator, invitations, new passwords. */
import type { Catalogue } from './index.ts';

export const homeText = {
  'home.title': { en: 'Where to go', ko: '어디로 갈까요' },
  'home.hello': { en: 'Hello, {name}', ko: '{name}님, 안녕하세요' },
  'home.lead': {
    en: 'Interest becomes a conversation within seconds, and no lead is ever nowhere.',
    ko: '관심이 몇 초 만에 대화로 이어지고, 어떤 리드도 사라지지 않습니다.',
  },
  'go.desk': { en: 'Desk', ko: '상담석' },
  'go.desk.about': { en: 'Take leads as they ring, talk, close.', ko: '도착하는 리드를 받아 상담하고 마무리합니다.' },
  'go.floor': { en: 'Floor', ko: '현황판' },
  'go.floor.about': {
    en: 'Who waits, who is there, what is promised, and whether every lead is accounted for.',
    ko: '대기 고객, 상담원, 회신 약속, 그리고 모든 리드의 확인 여부.',
  },
  'go.admin': { en: 'Administration', ko: '관리' },
  'go.admin.about': {
    en: 'Business, people, campaigns, keys, and who changed what.',
    ko: '회사, 사람, 캠페인, 키, 그리고 변경 기록.',
  },
  'go.form': { en: 'Interest form', ko: '관심 등록 양식' },
  'go.form.about': {
    en: 'What a prospect sees. Send it and watch it ring.',
    ko: '고객이 보는 화면. 보내고 벨이 울리는 것을 보세요.',
  },
  'go.phone': { en: 'Telephone', ko: '전화기' },
  'go.phone.about': {
    en: 'Call the toll-free number from this browser, and read along what the network asks.',
    ko: '이 브라우저에서 무료 전화번호로 걸고, 통신망이 주고받는 요청을 함께 읽어 보세요.',
  },
  'demo.title': { en: 'Demo', ko: '데모' },
  'demo.how': {
    en: 'Open the form in one window and a desk in another. Start the shift, send the form, and the lead rings.',
    ko: '한 창에서 양식을, 다른 창에서 상담석을 여세요. 근무를 시작하고 양식을 보내면 리드가 도착합니다.',
  },
  'demo.people': { en: 'Sign in as', ko: '다음 사람으로 로그인' },
  'demo.password': { en: 'Everybody’s password is', ko: '모두의 비밀번호는' },
  'demo.phone': { en: 'Call in from a telephone in this browser', ko: '이 브라우저의 전화기로 걸어 보기' },
  'demo.outbox': { en: 'Mails that the demo would have sent', ko: '데모가 보냈을 메일 보기' },
  'demo.current': { en: 'signed in', ko: '로그인됨' },
  'demo.otherWindow': {
    en: 'One browser holds one sign-in: use a private window for a second person.',
    ko: '브라우저 하나에는 한 사람만 로그인됩니다. 다른 사람은 시크릿 창을 쓰세요.',
  },
  'role.agent': { en: 'Agent', ko: '상담원' },
  'role.supervisor': { en: 'Supervisor', ko: '관리 감독' },
  'role.administrator': { en: 'Administrator', ko: '관리자' },

  'signIn.title': { en: 'Sign in', ko: '로그인' },
  'signIn.email': { en: 'E-mail address', ko: '이메일 주소' },
  'signIn.password': { en: 'Password', ko: '비밀번호' },
  'signIn.show': { en: 'Show password', ko: '비밀번호 표시' },
  'signIn.hide': { en: 'Hide password', ko: '비밀번호 숨기기' },
  'signIn.do': { en: 'Sign in', ko: '로그인' },
  'signIn.doing': { en: 'Signing in…', ko: '로그인하는 중…' },
  'signIn.wrong': {
    en: 'This address and password do not belong together.',
    ko: '이메일 주소와 비밀번호가 맞지 않습니다.',
  },
  'signIn.closed': {
    en: 'This account was closed. An administrator of your business can open it again; ask one of them.',
    ko: '이 계정은 닫혔습니다. 회사의 관리자가 다시 열 수 있으니 관리자에게 문의하세요.',
  },
  'signIn.tooMany': {
    en: 'Too many tries. Wait a little, then try again.',
    ko: '시도가 너무 많습니다. 잠시 후 다시 시도하세요.',
  },
  'signIn.ended': {
    en: 'Sign in, and the page you wanted opens.',
    ko: '로그인하면 요청하신 페이지가 열립니다.',
  },

  'signIn.forgot': { en: 'Forgot your password?', ko: '비밀번호를 잊으셨나요?' },

  'password.new': { en: 'New password', ko: '새 비밀번호' },
  'password.hint': {
    en: 'At least 10 characters. A sentence that only you would say is good; pasting is fine.',
    ko: '10자 이상. 나만 쓸 법한 문장이 좋고, 붙여 넣어도 됩니다.',
  },
  'link.gone.title': { en: 'This link no longer works', ko: '더 이상 쓸 수 없는 링크입니다' },
  'link.gone.used': {
    en: 'It has been used, has run out, or a newer one was made.',
    ko: '이미 사용했거나, 기한이 지났거나, 새 링크가 만들어졌습니다.',
  },
  'link.toSignIn': { en: 'Go to sign-in', ko: '로그인하기' },

  'welcome.title': { en: 'Welcome to Leadbell', ko: 'Leadbell에 오신 것을 환영합니다' },
  'welcome.body': {
    en: 'Choose a password, and you are in. Nobody else knows it, the administrator neither.',
    ko: '비밀번호를 정하면 바로 시작합니다. 관리자를 포함해 아무도 알 수 없습니다.',
  },
  'welcome.name': { en: 'Your name, if it should be another', ko: '이름(바꾸려면)' },
  'welcome.nameHint': {
    en: 'Leave it empty to keep the one you were invited by.',
    ko: '비워 두면 초대받은 이름을 씁니다.',
  },
  'welcome.do': { en: 'Begin', ko: '시작하기' },
  'welcome.noToken': {
    en: 'This page needs the link of an invitation. Ask your administrator for one.',
    ko: '초대 링크로 열어야 합니다. 관리자에게 요청하세요.',
  },
  'welcome.gone': {
    en: 'If you chose a password already, sign in with it. Otherwise ask your administrator for a new invitation.',
    ko: '비밀번호를 이미 정했다면 로그인하세요. 아니라면 관리자에게 새 초대를 요청하세요.',
  },

  'reset.title': { en: 'Choose a new password', ko: '새 비밀번호 정하기' },
  'reset.body': {
    en: 'Every other sign-in of yours ends with it.',
    ko: '새 비밀번호를 정하면 다른 곳의 로그인이 모두 끝납니다.',
  },
  'reset.do': { en: 'Save and sign in', ko: '저장하고 로그인' },
  'reset.gone': {
    en: 'Ask for a new link below, or ask your administrator.',
    ko: '아래에서 새 링크를 요청하거나 관리자에게 문의하세요.',
  },
  'forgot.title': { en: 'Forgot your password?', ko: '비밀번호를 잊으셨나요?' },
  'forgot.body': {
    en: 'A link to choose a new one goes to your address. It works for an hour.',
    ko: '새 비밀번호를 정할 링크를 이메일로 보냅니다. 한 시간 동안 쓸 수 있습니다.',
  },
  'forgot.do': { en: 'Send the link', ko: '링크 보내기' },
  'forgot.done': {
    en: 'If the address belongs to somebody here, a link is on its way. Nothing comes? An administrator can make one for you.',
    ko: '등록된 주소라면 링크를 보냈습니다. 메일이 오지 않으면 관리자가 링크를 만들어 줄 수 있습니다.',
  },
  'forgot.mailOff': {
    en: 'No mail is sent from here, so no link would come. An administrator can make one for you; whoever runs the machine can, too, with npm start -- --reset-link.',
    ko: '이곳에서는 메일을 보내지 않아 링크가 가지 않습니다. 관리자가 링크를 만들어 줄 수 있고, 서버를 운영하는 사람은 npm start -- --reset-link 명령으로 만들 수 있습니다.',
  },
  'forgot.back': { en: 'Back to sign-in', ko: '로그인으로 돌아가기' },

  'setup.gone': {
    en: 'If you made the account already, sign in. Otherwise start Leadbell again: while there is no account, each start prints a new link.',
    ko: '이미 계정을 만들었다면 로그인하세요. 아니라면 Leadbell을 다시 시작하세요. 계정이 없는 동안에는 시작할 때마다 새 링크가 출력됩니다.',
  },
  'setup.title': { en: 'First administrator', ko: '첫 관리자' },
  'setup.body': {
    en: 'This link works once. Whoever uses it runs this Leadbell.',
    ko: '이 링크는 한 번만 쓸 수 있습니다. 사용한 사람이 이 Leadbell을 운영합니다.',
  },
  'setup.name': { en: 'Your name', ko: '이름' },
  'setup.do': { en: 'Create the account', ko: '계정 만들기' },
  'setup.noToken': {
    en: 'This page needs the one-time link that the first start printed.',
    ko: '첫 시작 때 출력된 일회용 링크로 열어야 합니다.',
  },
} as const satisfies Catalogue;
