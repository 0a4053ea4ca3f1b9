/** `/why`: “Why not me?” for agents. */
import './why.css';
import { startPage } from '../base/start.tsx';
import { WhyPage } from './WhyPage.tsx';

startPage(<WhyPage />);
