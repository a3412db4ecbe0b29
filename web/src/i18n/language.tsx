import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';

import type { Language } from '~/lib/format';

import { en } from './en';
import { isolated } from './isolated';

export const kLanguages: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'ar', label: 'العربية' },
];

const kStored = 'gv-language';

export function storedLanguage(): Language {
  return localStorage.getItem(kStored) === 'ar' ? 'ar' : 'en';
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

async function load(language: Language): Promise<void> {
  if (language === 'ar' && !i18next.hasResourceBundle('ar', 'translation')) {
    const { ar } = await import('./ar');
    i18next.addResourceBundle('ar', 'translation', isolated(ar));
  }
}

/** Speaks another language from now on, and at the next visit. */
export async function speak(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(kStored, language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

export async function startLanguage(language: Language): Promise<void> {
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      interpolation: { escapeValue: false }, // React escapes
    });
  if (language !== 'en') await speak(language);
}
