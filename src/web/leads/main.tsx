/** `/leads`: the table of leads. */
import './leads.css';
import { startPage } from '../base/start.tsx';
import { LeadsPage } from './LeadsPage.tsx';

startPage(<LeadsPage />);
