/** `/reports`: how fast and how far leads got. */
import './reports.css';
import { startPage } from '../base/start.tsx';
import { ReportsPage } from './ReportsPage.tsx';

startPage(<ReportsPage />);
