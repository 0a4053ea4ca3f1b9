/** The pages before and around the work: `/`, `/sign-in`, `/setup` and `/admin`, chosen by the address. */
import './home.css';
import { startPage } from '../base/start.tsx';
import { AdminPage } from './AdminPage.tsx';
import { HomePage } from './HomePage.tsx';
import { SetupPage } from './SetupPage.tsx';
import { SignInPage } from './SignInPage.tsx';

const PAGES = { '/sign-in': SignInPage, '/setup': SetupPage, '/admin': AdminPage } as const;

const path = location.pathname.replace(/(.)\/$/, '$1');
const Page = path in PAGES ? PAGES[path as keyof typeof PAGES] : HomePage;
startPage(<Page />);
