/** The browser of the machine, kept from talking to anybody but the server under test. */
export const chromium = {
  browserName: 'chromium' as const,
  timezoneId: 'Europe/Brussels',
  launchOptions: {
    executablePath: process.env['FLA_CHROMIUM'] || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};
