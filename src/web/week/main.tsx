/** `/week`: an agent’s own week. */
import './week.css';
import { startPage } from '../base/start.tsx';
import { WeekPage } from './WeekPage.tsx';

startPage(<WeekPage />);
