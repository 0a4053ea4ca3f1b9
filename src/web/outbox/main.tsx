/** `/outbox`: the emails that the demo would have sent. */
import './outbox.css';
import { startPage } from '../base/start.tsx';
import { OutboxPage } from './OutboxPage.tsx';

startPage(<OutboxPage />);
