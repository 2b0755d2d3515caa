import { importing } from './import.ts';
import { notice } from './notice.ts';
import { own } from './own.ts';
import { question } from './question.ts';
import { quick } from './quick.ts';
import { sheet } from './sheet.ts';
import type { Stage } from './stage.ts';

/** The journeys that are filmed, by the name of their film. */
export const JOURNEYS: Record<string, (stage: Stage) => Promise<unknown>> = {
  import: importing,
  quick,
  sheet,
  question,
  notice,
  own,
};
