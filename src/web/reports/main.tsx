/** `/reports`: how fast leads got somewhere, what agents did, how callers waited, what surveys say, and what the law refused. */
import './reports.css';
import { startPage } from '../base/start.tsx';
import { AgentsPage } from './AgentsPage.tsx';
import { CallersPage } from './CallersPage.tsx';
import { CompliancePage } from './CompliancePage.tsx';
import { SpeedPage } from './SpeedPage.tsx';
import { SurveyPage } from './SurveyPage.tsx';

const PAGES: Readonly<Record<string, () => preact.JSX.Element>> = {
  '/reports/agents': AgentsPage,
  '/reports/callers': CallersPage,
  '/reports/survey': SurveyPage,
  '/reports/compliance': CompliancePage,
};
const Page = PAGES[location.pathname] ?? SpeedPage;

startPage(<Page />);
