/** `/phone`: a phone in the browser on the demo's network. */
import './phone.css';
import { startPage } from '../base/start.tsx';
import { PhonePage } from './PhonePage.tsx';

startPage(<PhonePage />);
