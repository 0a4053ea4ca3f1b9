/** `/reports`: how fast leads got somewhere, what agents did, how callers waited, and what surveys say. */
import './reports.css';
import { startPage } from '../base/start.tsx';
import { AgentsPage } from './AgentsPage.tsx';
import { CallersPage } from './CallersPage.tsx';
import { SpeedPage } from './SpeedPage.tsx';
import { SurveyPage } from './SurveyPage.tsx';

const PAGES: Readonly<Record<string, () => preact.JSX.Element>> = {
  '/reports/agents': AgentsPage,
  '/reports/callers': CallersPage,
  '/reports/survey': SurveyPage,
};
const Page = PAGES[location.pathname] ?? SpeedPage;

startPage(<Page />);
