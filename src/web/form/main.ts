/**
 * Script for the form and the receipt. Both work without it: the form posts, and the receipt reloads. The script keeps the
 * input after a failed connection, prevents double submits, and updates the status live.
 */
import './form.css';
import { keepUpToDate } from './receipt.ts';
import { enableInlineSubmit } from './send.ts';

enableInlineSubmit();
keepUpToDate();
