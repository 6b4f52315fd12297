/** Somebody at the pages with a browser of their own, who notes everything that a page must not do. */
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import * as z from 'zod';
import type { SignInWay } from '#local/issuer/ways.ts';
import { type Answers, answerCalls } from './answer-calls.ts';
import type { PageState } from './states.ts';

/** Pages of one kind, and where their people sign in. */
export interface Site {
  readonly origin: string;
  readonly issuer: string;
  readonly kind: 'portal' | 'console';
}

/** Where somebody comes to, and how they look at it at first. */
interface Coming {
  readonly site: Site;
  readonly usual: Looks;
}

export interface Looks {
  readonly language: 'ja' | 'en';
  readonly scheme: 'light' | 'dark';
  /** Pixels. */
  readonly width: number;
}

/** Every way to look at a page: both languages, light and dark, wide and narrow. What takes longest to change changes least. */
export const ALL_LOOKS: readonly Looks[] = (['ja', 'en'] as const).flatMap((language) =>
  [320, 1280].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => ({ language, scheme, width })),
  ),
);

/** Every way to look at the console, which is for wide screens: in each language light first. */
export const CONSOLE_LOOKS: readonly Looks[] = ALL_LOOKS.filter(({ width }) => width === 1280);

/** Of the window, pixels. */
const HEIGHT = 900;

export const USUAL_LOOKS: Looks = { language: 'ja', scheme: 'light', width: 1280 };

/** How long something may take to be seen on a busy machine, milliseconds. */
const PATIENCE = 90_000;

const Sizes = z.object({ scrollWidth: z.number(), clientWidth: z.number() });

/** Only what is wanted, and as a text: each value of an object takes the browser's driver its time. */
const check = (rules: object) =>
  `axe.run(document, ${JSON.stringify({
    ...rules,
    // Neither what passed is wanted, nor that style sheets are read a second time.
    resultTypes: ['violations'],
    preload: false,
  })}).then(({ violations }) => JSON.stringify(violations))`;
/** With the one rule of WCAG 2.2 AA that axe leaves off. */
const CHECK = check({ rules: { 'target-size': { enabled: true } } });
/** The rules of axe that ask for colours, and the one for which a pixel may matter. */
const CHECK_COLOURS = check({
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size'] },
});
/** All that is written on the page, and where each part of it lies: whatever is the same of both looks, but for its colours. */
const FORM = `JSON.stringify({
  language: document.documentElement.lang,
  // Cloudscape names the scheme in classes.
  markup: document.body.innerHTML.replaceAll(/awsui-(polaris-)?dark-mode ?/g, ''),
  parts: [...document.body.querySelectorAll('*')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { box: [x, y, width, height], visibility: getComputedStyle(element).visibility };
  }),
})`;
const Form = z.object({
  language: z.string(),
  markup: z.string(),
  parts: z.array(z.object({ box: z.array(z.number()), visibility: z.string() })),
});
type Form = z.infer<typeof Form>;
/** A line that is drawn in one scheme alone may move what is below it, and make what it bounds larger, by so much, pixels. */
const HAIR = 1;
const isSame = (one: Form, other: Form) =>
  one.language === other.language &&
  one.markup === other.markup &&
  one.parts.every(({ box, visibility }, index) => {
    const beside = other.parts[index];
    return (
      visibility === beside?.visibility &&
      box.every((value, side) => Math.abs(value - (beside.box[side] ?? Number.NaN)) <= HAIR)
    );
  });

const Violations = z.array(
  z.object({
    id: z.string(),
    nodes: z.array(
      z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() }),
    ),
  }),
);

/** Pages that ask the service for nothing. */
const QUIET_PAGES = ['/how-to', '/shop-visit', '/nowhere'];
/**
 * How a page leads on to another without loading anew: by links as they are, or by the browser's history alone. The heading
 * of the page that is left stands until the next one is there.
 */
const FOLLOW: Readonly<Record<Site['kind'], string>> = {
  portal: `(path) => {
    document.querySelector('h1').dataset.left = '';
    const link = document.createElement('a');
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
  }`,
  console: `(path) => {
    document.querySelector('h1').dataset.left = '';
    history.pushState(null, '', path);
  }`,
};

/** What leads to a language, one after the other. */
const LANGUAGE_CONTROLS: Readonly<
  Record<Site['kind'], (language: Looks['language']) => readonly string[]>
> = {
  portal: (language) => [`.language[lang="${language}"]`],
  console: (language) => [
    '#header button[aria-label^="言語"], #header button[aria-label^="Language"]',
    `#header [role="menuitem"]:has-text("${{ ja: '日本語', en: 'English' }[language]}")`,
  ],
};

const LOCALES = { ja: 'ja-JP', en: 'en-GB' } as const;
/** A call that fails on purpose is told by the browser as well. */
const ANSWERED_WITH = /^Failed to load resource: the server responded with a status of (4|5)/;
const CUT_OFF = /^Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED)/;

export class Visitor {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, and what the content security policy forbade. */
  readonly complaints: string[] = [];
  /** Origins that were asked for anything. */
  readonly origins = new Set<string>();
  readonly #context: BrowserContext;
  #answers: Answers | undefined;
  readonly site: Site;
  /** As the page looks when it is come to. */
  readonly #usual: Looks;
  /** That the page was told last. */
  #scheme: Looks['scheme'];
  /** The form of the page that was checked last by every rule. */
  #checked: Form | undefined;
  /** Who looked at the last state, a person or nobody. */
  #lastShownTo: string | undefined;

  private constructor(context: BrowserContext, page: Page, { site, usual }: Coming) {
    this.#context = context;
    this.page = page;
    this.site = site;
    this.#usual = usual;
    this.#scheme = usual.scheme;
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (line) => {
      const text = line.text();
      if (line.type() === 'error' && !ANSWERED_WITH.test(text) && !CUT_OFF.test(text))
        this.complaints.push(text);
    });
    page.on('request', (request) => {
      if (/^https?:/.test(request.url())) this.origins.add(new URL(request.url()).origin);
    });
  }

  static async come(browser: Browser, site: Site, looks: Partial<Looks> = {}): Promise<Visitor> {
    const usual = { ...USUAL_LOOKS, ...looks };
    const { language, scheme, width } = usual;
    const context = await browser.newContext({
      locale: LOCALES[language],
      colorScheme: scheme,
      reducedMotion: 'reduce',
      viewport: { width, height: HEIGHT },
    });
    context.setDefaultTimeout(PATIENCE);
    return Visitor.#at(context, { site, usual });
  }

  static async #at(context: BrowserContext, coming: Coming): Promise<Visitor> {
    return new Visitor(context, await context.newPage(), coming);
  }

  /** The same person at another tab of the same browser, which begins at a path. */
  async anotherTab(path: string): Promise<Visitor> {
    const other = await Visitor.#at(this.#context, { site: this.site, usual: this.#usual });
    await other.open(path);
    return other;
  }

  /** From now on the state answers what it has answers to. Nobody listens in where there is no state. */
  async #answerBy(answers: Answers): Promise<void> {
    const before = this.#answers;
    this.#answers = answers;
    if (before === undefined) await answerCalls(this.page, () => this.#answers ?? {});
  }

  /** Brings a page into one of its states. */
  async show({ path, as, answers = {}, act }: PageState): Promise<void> {
    await this.#answerBy(answers);
    // Nothing of the next page is pointed at.
    await this.page.mouse.move(0, 0);
    const person = as ?? 'nobody';
    if (person === this.#lastShownTo) await this.follow(path);
    else await this.#arrive(path);
    const way = this.signInButton();
    if (as !== undefined && (await way.isVisible())) {
      await this.signIn(as, 'second-factor', way);
      await this.page.getByRole('heading', { level: 1 }).waitFor();
    }
    this.#lastShownTo = person;
    await this.#settle();
    await this.look(this.#usual);
    await act?.(this);
    await this.#settle();
  }

  async #arrive(path: string): Promise<void> {
    // Another fragment of the same address would not be a visit.
    await this.page.goto('about:blank');
    await this.open(path);
    await this.page.waitForURL(`${this.site.origin}/**`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Goes on to a path as by a link: nothing is loaded anew, nobody signs in again, and yet the page begins from its beginning. */
  async follow(path: string): Promise<void> {
    const between = QUIET_PAGES.find((each) => each !== path && each !== this.path) ?? '/';
    for (const each of [between, path]) {
      await this.page.evaluate(`(${FOLLOW[this.site.kind]})(${JSON.stringify(each)})`);
      await this.page.locator('h1:not([data-left])').waitFor();
    }
  }

  /** Looks at the page as it is in another way: nothing of it is loaded anew. */
  async look({ language, scheme, width }: Looks): Promise<void> {
    const size = this.page.viewportSize();
    if (size?.width !== width || size.height !== HEIGHT)
      await this.page.setViewportSize({ width, height: HEIGHT });
    if (scheme !== this.#scheme) await this.page.emulateMedia({ colorScheme: scheme });
    this.#scheme = scheme;
    if (this.site.kind === 'console') await this.#inColours(scheme);
    if ((await this.page.locator('html').getAttribute('lang')) === language) return;
    // Nobody could press these while a dialog is open, which is to be looked at in both languages as well.
    for (const control of LANGUAGE_CONTROLS[this.site.kind](language))
      await this.page.locator(control).filter({ visible: true }).first().dispatchEvent('click');
    await this.page.locator(`html[lang="${language}"]`).waitFor();
    await this.#settle();
  }

  /** Until Cloudscape has taken the colours of the scheme, which it does by a class of its own. */
  async #inColours(scheme: Looks['scheme']): Promise<void> {
    const isDark = scheme === 'dark';
    await this.page
      .locator(isDark ? 'body.awsui-dark-mode' : 'body:not(.awsui-dark-mode)')
      .waitFor({ state: 'attached' });
    await this.drawn();
  }

  /** Until nothing is on its way any more, and every font that is needed is there. */
  async #settle(): Promise<void> {
    await this.page.locator('.loading, .button-busy').first().waitFor({ state: 'detached' });
    await this.page.evaluate('document.fonts.ready.then(() => undefined)');
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.site.origin}${path}`);
  }

  /** The path that the browser shows. */
  get path(): string {
    const { pathname, search, hash } = new URL(this.page.url());
    return `${pathname}${search}${hash}`;
  }

  /** Presses a button that leads to the issuer, and signs in there as this person. */
  async signIn(person: string, way: SignInWay, by: Locator = this.signInButton()): Promise<void> {
    await by.click();
    await this.pickPerson(person, way);
  }

  signInButton(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: /サインイン|Sign in/ });
  }

  /** At the issuer's page. */
  async pickPerson(person: string, way: SignInWay): Promise<void> {
    await this.page.waitForURL(`${this.site.issuer}/**`);
    await this.choiceOf(person, way).click();
    // The way back is known when the pages have taken what the issuer sent.
    await this.comesTo(/^\/(?!callback)/);
  }

  /** The button at the issuer. */
  choiceOf(person: string, way: SignInWay): Locator {
    return this.page
      .locator('form', { has: this.page.locator(`input[value="${person}"]`) })
      .locator(`button[value="${way}"]`);
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** A link of the page itself. */
  link(name: string | RegExp): Locator {
    return this.main.getByRole('link', { name });
  }

  button(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  /** Waits until the page says this to be seen: controls keep words in hidden places as well. */
  async reads(text: string | RegExp): Promise<void> {
    await this.main.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Waits until the focus is where this is said. */
  async focusComesTo(text: string): Promise<void> {
    await this.main.locator(':focus', { hasText: text }).waitFor();
  }

  /** Waits until what the page does after it has been drawn is done: until then the focus may still move. */
  async drawn(): Promise<void> {
    await this.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => done()))))',
    );
  }

  /** Waits until the browser is at a path of the pages. */
  async comesTo(path: RegExp): Promise<void> {
    const { origin } = this.site;
    await this.page.waitForURL((url) => url.origin === origin && path.test(url.pathname));
  }

  /** The page's heading, once there is one with this name. */
  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /**
   * What axe finds against WCAG 2.2 AA and good practice, by rule and element. Of a page that is as it was checked before
   * only the colours are new.
   */
  async violations(): Promise<string[]> {
    if (!(await this.page.evaluate('"axe" in window'))) await this.page.evaluate(axe.source);
    const form = Form.parse(JSON.parse(await this.#text(FORM)));
    const isKnown = this.#checked !== undefined && isSame(form, this.#checked);
    if (!isKnown) this.#checked = form;
    const violations = Violations.parse(
      JSON.parse(await this.#text(isKnown ? CHECK_COLOURS : CHECK)),
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`,
      ),
    );
  }

  async #text(expression: string): Promise<string> {
    return z.string().parse(await this.page.evaluate(expression));
  }

  /** Whether the page is wider than the window: then people have to scroll sideways. */
  async overflow(): Promise<number> {
    const { scrollWidth, clientWidth } = Sizes.parse(
      await this.page.evaluate(
        '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
      ),
    );
    return scrollWidth - clientWidth;
  }
}
