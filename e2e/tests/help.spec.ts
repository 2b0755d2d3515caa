import { DESKTOP, PHONE, expectGood, expectGoodAnywhere } from '../support/pages.ts';
import { EMPLOYEES, PEOPLE, registerOf, signIn } from '../support/signin.ts';
import { expect, test } from '../support/test.ts';
import { LANGUAGES, texts } from '../support/texts.ts';

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language, viewport: DESKTOP });

    test('a task is found, read and seen', async ({ page, t }) => {
      await page.goto('/help');
      await page.getByLabel(t('help-find'), { exact: true }).fill(t('do-quick').slice(0, 12));
      await expect(page.locator('#tasks').getByRole('link', { name: t('do-import'), exact: true })).toBeHidden();
      await page.locator('#tasks').getByRole('link', { name: t('do-quick'), exact: true }).click();
      await expect(page).toHaveURL(/\/help\/officer#quick$/);
      const part = page.getByRole('region', { name: t('do-quick'), exact: true });
      await expect(part.getByRole('heading')).toBeInViewport();
      // The names of buttons are those of the pages.
      await expect(part.locator('strong', { hasText: t('quick') }).first()).toBeVisible();
      await expect(part.getByRole('img')).toHaveJSProperty('complete', true);

      const film = part.locator('video');
      await film.evaluate((video: HTMLVideoElement) => video.load());
      await film.evaluate((video: HTMLVideoElement) => video.play());
      await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.3);
      expect(await film.evaluate((v: HTMLVideoElement) => v.videoWidth)).toBe(960);
      const tracks = await film.evaluate((v: HTMLVideoElement) =>
        Array.from(v.textTracks as ArrayLike<TextTrack>).map((track) => [track.language, track.mode, track.cues?.length ?? 0]),
      );
      expect(tracks.map(([code]) => code)).toEqual([...LANGUAGES]);
      expect(tracks.find(([code]) => code === language)).toEqual([language, 'showing', 5]);
      await part.getByText(t('film-words')).click();
      await expect(part.locator('details li').first()).toHaveText(t('film-quick-1'));
      await film.evaluate((video: HTMLVideoElement) => video.pause());
    });
  });
}

test.describe('from a page to its help, and back', () => {
  test.use({ language: 'nl', viewport: DESKTOP });

  test('each page leads to the part about it', async ({ page, t }) => {
    await signIn(page, PEOPLE.baker);
    const register = registerOf(page);
    for (const [path, task] of [
      ['', 'figures'], ['/import', 'import'], ['/trainings/quick', 'quick'], ['/sheets', 'sheet'],
      ['/papers', 'notice'], ['/disputes', 'question'], ['/tasks', 'tasks'],
    ] as const) {
      await page.goto(register + path);
      await page.getByRole('link', { name: t('help-here'), exact: true }).click();
      await expect(page.locator(`#${task} h3`)).toBeInViewport();
      await page.locator(`#${task}`).getByRole('link', { name: t('help-open') }).click();
      await expect(page).toHaveURL((url) => url.pathname === register + path);
    }
  });

  test('who works for several employers chooses one on the way', async ({ page, t }) => {
    await signIn(page, PEOPLE.two, '/help/officer');
    await page.locator('#sheet').getByRole('link', { name: t('help-open') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('capacity-title'));
    await page.locator('main .topics a').first().click();
    await expect(page).toHaveURL(/\/sheets$/);
  });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'the tour' : 'the tour without scripting', () => {
    test.use({ language: 'fr', viewport: PHONE, javaScriptEnabled });

    for (const [kind, who, start] of [
      ['officer', PEOPLE.baker, '/register'],
      ['access', PEOPLE.accessManager, '/register'],
      ['reader', PEOPLE.reader, '/register'],
      ['employee', EMPLOYEES.one, '/account'],
    ] as const) {
      test(`of ${kind}`, async ({ page }) => {
        const t = texts('fr');
        await signInPlainly(page, who, start);
        await page.getByRole('button', { name: t('tour-take'), exact: true }).click();
        const tour = page.getByRole('region', { name: t(`tour-${kind}-1`), exact: true });
        await expect(tour).toBeVisible();
        let steps = 1;
        for (; ; steps += 1) {
          const step = page.locator('section.tour');
          await expect(step).toContainText(t(`tour-${kind}-${steps}`));
          // The step is on its own page, so nothing offers the way there.
          await expect(step.getByRole('button', { name: t('tour-show'), exact: true })).toHaveCount(0);
          if (javaScriptEnabled && (kind === 'officer' || kind === 'employee')) await expectGood(page);
          const on = step.getByRole('button', { name: t('tour-next'), exact: true });
          if ((await on.count()) === 0) break;
          await on.click();
          await expect(page).toHaveURL(/#tour$/);
        }
        expect(steps).toBeGreaterThan(3);
        // Elsewhere the tour waits; it can be gone back to, and stopped.
        await page.goto('/help');
        await expect(page.locator('section.tour')).toContainText(t(`tour-${kind}-${steps}`));
        await page.getByRole('button', { name: t('tour-previous'), exact: true }).click();
        await expect(page.locator('section.tour')).toContainText(t(`tour-${kind}-${steps - 1}`));
        await page.getByRole('button', { name: t('tour-stop'), exact: true }).click();
        await expect(page.locator('section.tour')).toHaveCount(0);
      });
    }
  });
}

test.describe('the help in the dark', () => {
  test.use({ language: 'de', colorScheme: 'dark', viewport: DESKTOP });

  test('can be read', async ({ page }) => {
    for (const address of ['/help', '/help/officer', '/help/faq']) {
      await page.goto(address);
      await expectGoodAnywhere(page);
    }
  });
});

/** As `signIn`, for those without scripting too: the language is what the browser asks for. */
async function signInPlainly(page: Parameters<typeof signIn>[0], who: string | RegExp, then: string) {
  await page.goto(`/sign-in?${new URLSearchParams({ return: then })}`);
  await page.getByRole('button', { name: who }).click();
  await page.locator('.languages button[value="fr"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
}
