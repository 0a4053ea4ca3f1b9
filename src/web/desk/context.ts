/** What every part of the desk may use: asking the server for something, and what is being asked. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DeskLine } from './line.ts';

export const LineContext = createContext<DeskLine | null>(null);

export function useLine(): DeskLine {
  const line = useContext(LineContext);
  if (!line) throw new Error('the desk draws nothing without its line');
  return line;
}
