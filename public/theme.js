// Before anything is drawn: the theme that was chosen in this browser, as src/web/base/settings.ts keeps it.
try {
  const theme = localStorage.getItem('leadbell.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; the system's theme is shown then.
}
