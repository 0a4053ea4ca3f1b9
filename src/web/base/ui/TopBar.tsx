/** The top bar of every page: current page, navigation, theme, language and sign-out. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Me } from '../../../shared/api.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../createStore.ts';
import { ask } from '../http.ts';
import { chooseOwnLanguage } from '../accountLanguage.ts';
import { chooseTheme, language, theme, type Theme } from '../settings.ts';
import { useText } from '../text.ts';
import { Icon } from './Icon.tsx';
import { useMenu } from './useMenu.ts';

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICON = { system: 'auto', light: 'sun', dark: 'moon' } as const;

export function TopBar({
  me,
  children,
}: {
  me: Pick<Me, 'name' | 'role' | 'takesLeads'> | null;
  children?: ComponentChildren;
}) {
  const t = useText(commonText);
  return (
    <>
      <SkipLink />
      {'demo' in document.documentElement.dataset ? (
        <aside class="demo-strip" aria-label={t('demo')}>
          {t('demo.strip')}
        </aside>
      ) : null}
      <header class="topbar">
        <Brand />
        {me ? <Nav me={me} /> : null}
        <div class="grow" />
        {children}
        <ThemeButton />
        <LanguageButton isSignedIn={me !== null} />
        {me ? <SignOut name={me.name} /> : null}
      </header>
    </>
  );
}

/** The first tab stop of every page: skips what all pages share. */
function SkipLink() {
  const t = useText(commonText);
  return (
    <a
      class="skip-link"
      href="#main"
      onClick={(event) => {
        // The part after # belongs to the page, such as a section of a campaign.
        event.preventDefault();
        const main = document.querySelector('main');
        if (!main) return;
        main.tabIndex = -1;
        main.focus();
      }}
    >
      {t('nav.skip')}
    </a>
  );
}

function Brand() {
  const t = useText(commonText);
  return (
    <a class="brand" href="/">
      <Icon name="bell" size={20} />
      <span class="brand-name">{t('brand')}</span>
    </a>
  );
}

/** A row of links; on a phone, behind a button. A single link is hidden on a phone while the user is on that page. */
function Nav({ me: { role, takesLeads } }: { me: Pick<Me, 'role' | 'takesLeads'> }) {
  const t = useText(commonText);
  const id = useId();
  const { open, setOpen, ref, onKeyDown } = useMenu();
  const pages = [
    ...(role === 'agent' || takesLeads ? (['desk'] as const) : []),
    ...(role === 'agent' ? (['leads'] as const) : (['floor', 'leads', 'reports'] as const)),
    ...(role === 'administrator' ? (['admin'] as const) : []),
  ];
  const isOnly = pages.every((name) => location.pathname === `/${name}`);
  return (
    <nav aria-label={t('nav.label')} class={`pages ${pages.length > 1 ? 'pages-several' : isOnly ? 'pages-here' : ''}`}>
      <div ref={ref} onKeyDown={onKeyDown}>
        <button
          type="button"
          class="icon-button pages-menu"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('nav.label')}
          title={t('nav.label')}
          onClick={() => setOpen(!open)}
        >
          <Icon name="menu" />
        </button>
        <div id={id} class={open ? 'pages-list pages-open' : 'pages-list'}>
          {/* On the desk, a phone has no room for the brand. */}
          <a class="pages-home" href="/">
            {t('brand')}
          </a>
          {pages.map((name) => (
            <a key={name} href={`/${name}`} aria-current={isHere(`/${name}`) ? 'page' : undefined}>
              {t(name === 'leads' && role === 'agent' ? 'nav.myLeads' : `nav.${name}`)}
            </a>
          ))}
        </div>
      </div>
    </nav>
  );
}

function isHere(href: string): boolean {
  return location.pathname === href || location.pathname.startsWith(`${href}/`);
}

function ThemeButton() {
  const t = useText(commonText);
  const now = useStore(theme);
  return (
    <button
      type="button"
      class="icon-button"
      title={t(`theme.${now}`)}
      aria-label={t(`theme.${now}`)}
      onClick={() => chooseTheme(NEXT_THEME[now])}
    >
      <Icon name={THEME_ICON[now]} />
    </button>
  );
}

function LanguageButton({ isSignedIn }: { isSignedIn: boolean }) {
  const t = useText(commonText);
  const now = useStore(language);
  const other = now === 'en' ? 'ko' : 'en';
  return (
    <button
      type="button"
      class="icon-button"
      lang={other}
      title={t('language.switch')}
      onClick={() => void chooseOwnLanguage(other, isSignedIn)}
    >
      {t('language.other')}
    </button>
  );
}

function SignOut({ name }: { name: string }) {
  const t = useText(commonText);
  const leave = async () => {
    await ask('/api/session', { method: 'DELETE', staySignedOut: true });
    location.assign('/');
  };
  return (
    <button type="button" class="icon-button sign-out" title={name} onClick={() => void leave()}>
      <Icon name="leave" />
      <span class="sign-out-text">{t('signOut')}</span>
    </button>
  );
}
