import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from '@playwright/test';
import type { Stage } from '../journeys/stage.ts';
import type { Language, Texts } from './texts.ts';

/** What is filmed, and how large the film is. */
export const WINDOW = { width: 1120, height: 700 };
const FILM = '960:600';
const FRAMES_A_SECOND = 8;

type Frame = { file: string; at: number };
type Cue = { from: number; to: number };

/**
 * Films a page: each picture the browser draws, when it draws it, with a pointer that only the
 * recorder puts there. What is said is not in the picture; its times are kept beside the film, and
 * the product shows the words as captions in any language.
 */
export class Recorder {
  private readonly folder = mkdtempSync(join(tmpdir(), 'fla-film-'));
  private readonly frames: Frame[] = [];
  private readonly cues: Cue[] = [];
  private session: CDPSession | undefined;
  private began = 0;
  /** The time that is not in the film. */
  private cut = 0;
  private least = 0;

  constructor(
    private readonly page: Page,
    private readonly name: string,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  /** The stage for a journey; filming begins with the first word. */
  async stage(): Promise<Stage> {
    await this.page.context().addInitScript(pointer);
    const { page, language, t } = this;
    return {
      page,
      language,
      t,
      say: (cue) => this.say(cue),
      point: (at) => this.point(at),
      behind: (what) => this.behind(what),
    };
  }

  private now(): number {
    return Date.now() - this.began - this.cut;
  }

  private async say(cue: number): Promise<void> {
    if (!this.session) await this.film();
    await this.untilRead();
    const last = this.cues.at(-1);
    if (last) last.to = this.now();
    const words = this.t(`film-${this.name}-${cue}`);
    if (this.cues.length !== cue - 1) throw new Error(`${this.name}: ${cue} is said out of turn`);
    this.cues.push({ from: this.now(), to: 0 });
    this.least = this.now() + 1_200 + words.split(' ').length * 260;
    await this.page.waitForTimeout(900);
  }

  private async untilRead(): Promise<void> {
    const left = this.least - this.now();
    if (left > 0) await this.page.waitForTimeout(left);
  }

  private async point(at: Locator): Promise<void> {
    await at.scrollIntoViewIfNeeded();
    const box = await at.boundingBox();
    if (!box) return;
    const x = box.x + Math.min(box.width / 2, 90);
    await this.page.mouse.move(x, box.y + Math.min(box.height / 2, 30), { steps: 10 });
    await this.page.waitForTimeout(450);
  }

  private async behind(what: () => Promise<void>): Promise<void> {
    const filming = this.session !== undefined;
    if (filming) {
      await this.untilRead();
      await this.stop();
    }
    const from = Date.now();
    await what();
    if (filming) {
      this.cut += Date.now() - from;
      await this.film();
    }
  }

  private async film(): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    if (this.began === 0) this.began = Date.now();
    session.on('Page.screencastFrame', ({ data, sessionId }) => {
      const file = join(this.folder, `${String(this.frames.length).padStart(5, '0')}.png`);
      writeFileSync(file, Buffer.from(data, 'base64'));
      this.frames.push({ file, at: this.now() });
      void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    });
    await session.send('Page.startScreencast', {
      format: 'png',
      maxWidth: WINDOW.width,
      maxHeight: WINDOW.height,
    });
    this.session = session;
  }

  private async stop(): Promise<void> {
    await this.session?.send('Page.stopScreencast');
    await this.session?.detach();
    this.session = undefined;
  }

  /** Ends the film and writes it into a folder, with its poster and the times of its words. */
  async write(folder: string): Promise<string> {
    await this.untilRead();
    await this.page.waitForTimeout(600);
    const end = this.now();
    await this.stop();
    const last = this.cues.at(-1);
    if (!last) throw new Error(`${this.name}: nothing was said`);
    last.to = end;
    mkdirSync(folder, { recursive: true });
    const file = (kind: string) => join(folder, `${this.name}.${this.language}.${kind}`);
    this.encode(file('webm'), end);
    this.poster(file('webp'));
    const cues = this.cues.map(({ from, to }) => ({ from: Math.round(from), to: Math.round(to) }));
    writeFileSync(file('json'), `${JSON.stringify(cues)}\n`);
    rmSync(this.folder, { recursive: true, force: true });
    return file('webm');
  }

  private encode(file: string, end: number): void {
    const lines = ['ffconcat version 1.0'];
    this.frames.forEach((frame, n) => {
      const until = this.frames[n + 1]?.at ?? end;
      // The first picture stands from the beginning.
      const from = n === 0 ? 0 : frame.at;
      lines.push(`file ${frame.file}`, `duration ${(Math.max(until - from, 1) / 1000).toFixed(3)}`);
    });
    const final = this.frames.at(-1);
    if (final) lines.push(`file ${final.file}`);
    const list = join(this.folder, 'list.txt');
    writeFileSync(list, `${lines.join('\n')}\n`);
    ffmpeg([
      '-f', 'concat', '-safe', '0', '-i', list,
      '-vf', `fps=${FRAMES_A_SECOND},scale=${FILM}:flags=lanczos`,
      '-c:v', 'libvpx-vp9', '-b:v', '0', '-crf', '38', '-deadline', 'good', '-cpu-used', '2',
      '-g', '160', '-row-mt', '1', '-pix_fmt', 'yuv420p', '-an', file,
    ]);
  }

  private poster(file: string): void {
    const first = this.frames[Math.min(3, this.frames.length - 1)];
    if (!first) throw new Error(`${this.name}: no pictures`);
    toWebp(first.file, file, FILM);
  }
}

/** A picture made small: WebP, at the given size where one is given. */
export function toWebp(from: string, to: string, size?: string): void {
  const scale = size ? ['-vf', `scale=${size}:flags=lanczos`] : [];
  ffmpeg(['-i', from, ...scale, '-c:v', 'libwebp', '-quality', '64', '-compression_level', '6', to]);
}

function ffmpeg(args: string[]): void {
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Runs in the page: a dot that follows the mouse, and a ring where it is pressed. */
function pointer(): void {
  const put = () => {
    if (!document.body || document.getElementById('recorder-pointer')) return;
    const dot = document.createElement('div');
    dot.id = 'recorder-pointer';
    dot.setAttribute('aria-hidden', 'true');
    Object.assign(dot.style, {
      position: 'fixed', zIndex: '99999', width: '22px', height: '22px', borderRadius: '50%',
      background: 'rgba(243, 180, 63, 0.55)', border: '2px solid #7a4a00', pointerEvents: 'none',
      transform: 'translate(-50%, -50%)', left: '-60px', top: '-60px',
    });
    const at = sessionStorage.getItem('recorder-pointer')?.split(' ');
    if (at) Object.assign(dot.style, { left: at[0], top: at[1] });
    document.body.append(dot);
    addEventListener('mousemove', (event) => {
      Object.assign(dot.style, { left: `${event.clientX}px`, top: `${event.clientY}px` });
      sessionStorage.setItem('recorder-pointer', `${event.clientX}px ${event.clientY}px`);
    });
    addEventListener('mousedown', () => Object.assign(dot.style, { boxShadow: '0 0 0 10px rgba(243, 180, 63, 0.4)' }));
    addEventListener('mouseup', () => Object.assign(dot.style, { boxShadow: 'none' }));
  };
  put();
  addEventListener('DOMContentLoaded', put);
}
