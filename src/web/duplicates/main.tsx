/** `/leads/duplicates`: leads that may be of the same customer. */
import './duplicates.css';
import { startPage } from '../base/start.tsx';
import { DuplicatesPage } from './DuplicatesPage.tsx';

startPage(<DuplicatesPage />);
