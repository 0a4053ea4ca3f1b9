/** The pages before and around the work: where to go, signing in, the first administrator, administration. */
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
  'go.admin.about': { en: 'People and campaigns.', ko: '사람과 캠페인.' },
  'go.form': { en: 'Interest form', ko: '관심 등록 양식' },
  'go.form.about': {
    en: 'What a prospect sees. Send it and watch it ring.',
    ko: '고객이 보는 화면. 보내고 벨이 울리는 것을 보세요.',
  },
  'demo.title': { en: 'Demo', ko: '데모' },
  'demo.how': {
    en: 'Open the form in one window and a desk in another. Start the shift, send the form, and the lead rings.',
    ko: '한 창에서 양식을, 다른 창에서 상담석을 여세요. 근무를 시작하고 양식을 보내면 리드가 도착합니다.',
  },
  'demo.people': { en: 'Sign in as', ko: '다음 사람으로 로그인' },
  'demo.password': { en: 'Everybody’s password is', ko: '모두의 비밀번호는' },
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
  'signIn.tooMany': {
    en: 'Too many tries. Wait a little, then try again.',
    ko: '시도가 너무 많습니다. 잠시 후 다시 시도하세요.',
  },
  'signIn.ended': {
    en: 'Sign in, and the page you wanted opens.',
    ko: '로그인하면 요청하신 페이지가 열립니다.',
  },

  'setup.title': { en: 'First administrator', ko: '첫 관리자' },
  'setup.body': {
    en: 'This link works once. Whoever uses it runs this Leadbell.',
    ko: '이 링크는 한 번만 쓸 수 있습니다. 사용한 사람이 이 Leadbell을 운영합니다.',
  },
  'setup.name': { en: 'Your name', ko: '이름' },
  'setup.passwordHint': { en: 'At least 10 characters; a sentence is good.', ko: '10자 이상. 문장이 좋습니다.' },
  'setup.do': { en: 'Create the account', ko: '계정 만들기' },
  'setup.noToken': {
    en: 'This page needs the one-time link that the first start printed.',
    ko: '첫 시작 때 출력된 일회용 링크로 열어야 합니다.',
  },
  'setup.done': { en: 'Done. You can sign in now.', ko: '완료되었습니다. 이제 로그인하세요.' },

  'admin.title': { en: 'Administration', ko: '관리' },
  'admin.body': {
    en: 'There are no settings pages yet. This is how things are set today:',
    ko: '아직 설정 화면이 없습니다. 지금은 다음과 같이 설정합니다.',
  },
  'admin.people': {
    en: 'The first administrator comes from the one-time link that the first start prints. The demo has its own people.',
    ko: '첫 관리자는 첫 시작 때 출력되는 일회용 링크로 만듭니다. 데모에는 준비된 사람들이 있습니다.',
  },
  'admin.campaigns': {
    en: 'Campaigns (form, consent wording, hours, script, policy) are data in the database.',
    ko: '캠페인(양식, 동의 문구, 운영 시간, 스크립트, 정책)은 데이터베이스의 데이터입니다.',
  },
  'admin.service': {
    en: 'Ports, mail, telephony and keys are environment variables, explained in .env.example.',
    ko: '포트, 메일, 전화, 키는 환경 변수이며 .env.example에 설명되어 있습니다.',
  },
} as const satisfies Catalogue;
