/** `/reports`: how fast leads got somewhere, what agents did, and how callers waited. */
import './reports.css';
import { startPage } from '../base/start.tsx';
import { AgentsPage } from './AgentsPage.tsx';
import { CallersPage } from './CallersPage.tsx';
import { SpeedPage } from './SpeedPage.tsx';

const PAGES: Readonly<Record<string, () => preact.JSX.Element>> = {
  '/reports/agents': AgentsPage,
  '/reports/callers': CallersPage,
};
const Page = PAGES[location.pathname] ?? SpeedPage;

startPage(<Page />);
