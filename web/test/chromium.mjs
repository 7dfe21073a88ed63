import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
               '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A browser of its own, with an empty profile; set CHROMIUM where it is not at Debian's place. */
export function startBrowser(options = {}) {
  return startOn(mkdtempSync(join(tmpdir(), 'sanaq-chromium-')), options);
}

/** A browser on a profile that may have been used before: what it kept is there. */
export function startOn(profile, {flags: more = [], ...options} = {}) {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...flags, ...more], viewport: {width: 390, height: 844}, ...options,
  });
}
