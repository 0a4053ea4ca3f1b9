/** The supervisor's pages: `/floor` and `/leads/:id`. */
import './floor.css';
import { startPage } from '../base/start.tsx';
import { LeadPage } from '../lead/LeadPage.tsx';
import { FloorPage } from './FloorPage.tsx';

const leadId = /^\/leads\/([^/]+)\/?$/.exec(location.pathname)?.[1];
startPage(leadId === undefined ? <FloorPage /> : <LeadPage id={decodeURIComponent(leadId)} />);
