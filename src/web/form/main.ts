/**
 * The little that a script adds to the form and the receipt. Both work without it: the form posts, the receipt loads itself
 * again. With it, a failed connection loses nothing that was typed, a second click sends nothing twice, and the status is
 * live.
 */
import './form.css';
import { keepUpToDate } from './receipt.ts';
import { sendWithoutLeaving } from './send.ts';

sendWithoutLeaving();
keepUpToDate();
