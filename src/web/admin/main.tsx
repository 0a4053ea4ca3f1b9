/** `/admin` and all pages below it. */
import './admin.css';
import { startPage } from '../base/start.tsx';
import { AdminApp } from './AdminApp.tsx';
import { startRoute } from './route.ts';

startRoute();
startPage(<AdminApp />);
