/** `/leads/duplicates`: leads that may belong to the same customer. */
import './duplicates.css';
import { startPage } from '../base/start.tsx';
import { DuplicatesPage } from './DuplicatesPage.tsx';

startPage(<DuplicatesPage />);
