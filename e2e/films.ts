import { statSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNEYS } from './journeys/index.ts';
import { Recorder, WINDOW } from './support/recorder.ts';
import { expect, testAlone as test } from './support/test.ts';
import { LANGUAGES } from './support/texts.ts';

const FILMS = join(import.meta.dirname, '../crates/web/media/films');
const LARGEST = 700_000;

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, viewport: WINDOW });
    for (const [name, play] of Object.entries(JOURNEYS)) {
      test(`film of ${name}`, async ({ page, t }) => {
        const recorder = new Recorder(page, name, language, t);
        await play(await recorder.stage());
        const film = await recorder.write(FILMS);
        expect(statSync(film).size, film).toBeLessThan(LARGEST);
      });
    }
  });
}
