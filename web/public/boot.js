// Runs before the first paint: theme, language and direction of the last visit. A file of its own,
// because the page allows no inline script.
(function () {
  var root = document.documentElement;
  var scheme = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  if (scheme === 'auto') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.setAttribute('data-mantine-color-scheme', scheme);
  var language = localStorage.getItem('gv-language') === 'ar' ? 'ar' : 'en';
  root.lang = language;
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
})();
