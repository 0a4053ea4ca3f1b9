/** Pages outside the work areas: `/`, `/sign-in`, `/setup`, `/welcome` and `/reset`, chosen by path. */
import './home.css';
import { startPage } from '../base/start.tsx';
import { HomePage } from './HomePage.tsx';
import { ResetPage } from './ResetPage.tsx';
import { SetupPage } from './SetupPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { WelcomePage } from './WelcomePage.tsx';

const PAGES = {
  '/sign-in': SignInPage,
  '/setup': SetupPage,
  '/welcome': WelcomePage,
  '/reset': ResetPage,
} as const;

const path = location.pathname.replace(/(.)\/$/, '$1');
const Page = path in PAGES ? PAGES[path as keyof typeof PAGES] : HomePage;
startPage(<Page />);
