import type { Amount } from '~/api/client';

const kNoDecimals = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
);
const kThreeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
const kFourDecimals = new Set(['CLF', 'UYW']);

/** Decimals of the minor unit by ISO 4217, as the server has them; Intl knows other ones for some. */
export function exponentOf(currency: string): number {
  if (kNoDecimals.has(currency)) return 0;
  if (kThreeDecimals.has(currency)) return 3;
  return kFourDecimals.has(currency) ? 4 : 2;
}

/** Major units as decimal text: -5 fils are "-0.05". Exact; no double in between. */
export function majorText({ amount_minor, currency }: Amount): string {
  const exponent = exponentOf(currency);
  const negative = amount_minor < 0;
  const digits = String(Math.abs(amount_minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return negative ? `-${text}` : text;
}

/** Minor units of major units that a person typed; null when it is no amount of this currency. */
export function minorUnits(text: string, currency: string): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim().replaceAll(',', ''));
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const exponent = exponentOf(currency);
  if (fraction.length > exponent) return null;
  const minor = Number(whole + fraction.padEnd(exponent, '0'));
  if (!Number.isSafeInteger(minor)) return null;
  return sign === '-' && minor !== 0 ? -minor : minor;
}

const kLocales = { en: 'en-GB', ar: 'ar-AE-u-nu-latn' } as const;
export type Language = keyof typeof kLocales;

/** Turns figures of the interface into text of one language, in one time zone. */
export class Formatter {
  readonly locale: string;
  readonly zone: string;
  /** By their options: making one takes longer than all the figures of a row. */
  readonly #numbers = new Map<string, Intl.NumberFormat>();

  constructor(language: Language, zone: string) {
    this.locale = kLocales[language];
    this.zone = zone;
  }

  money(amount: Amount, sign: 'auto' | 'exceptZero' = 'auto'): string {
    const digits = exponentOf(amount.currency);
    const style = {
      style: 'currency',
      currency: amount.currency,
      currencyDisplay: 'code',
      signDisplay: sign,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    // A decimal text keeps every digit; its type is that of a literal.
    return this.#formatOf(style).format(majorText(amount) as `${number}`);
  }

  /** A fraction as percent: 0.0234 is 2.34 %. */
  percent(fraction: number, digits = 1): string {
    return this.#number(fraction, digits, { style: 'percent' });
  }

  /** The change as percent with its sign. */
  change(fraction: number, digits = 1): string {
    return this.#number(fraction, digits, { style: 'percent', signDisplay: 'exceptZero' });
  }

  number(value: number, digits = 0): string {
    return this.#number(value, digits, {});
  }

  /** At most `digits` decimals, no zeros at the end: for values of any size. */
  plain(value: number, digits = 4): string {
    return this.#formatOf({ maximumFractionDigits: digits }).format(value);
  }

  dateTime(iso: string): string {
    return this.#date(iso, { dateStyle: 'medium', timeStyle: 'short' });
  }

  date(iso: string): string {
    return this.#date(iso, { dateStyle: 'medium' });
  }

  /** "3 Mar" of 2025-03-03; what is no day, such as its number, stays as it is. */
  day(isoDay: string): string {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDay)) return isoDay;
    return this.#date(isoDay, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  }

  /** The zone's short name at this instant. */
  zoneName(at: Date): string {
    const parts = new Intl.DateTimeFormat(this.locale, {
      timeZone: this.zone,
      timeZoneName: 'short',
    }).formatToParts(at);
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? this.zone;
  }

  /** "3 hours ago", in the largest unit that is at least one. */
  ago(iso: string, now: number): string {
    const seconds = Math.round((Date.parse(iso) - now) / 1000);
    const format = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    for (const [unit, size] of kUnits) {
      if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
    }
    return format.format(seconds, 'second');
  }

  hours(hours: number): string {
    const [value, unit] = hours < 48 ? [hours, 'hour'] : [hours / 24, 'day'];
    return this.#number(value, value < 10 ? 1 : 0, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      minimumFractionDigits: 0,
    });
  }

  seconds(seconds: number, digits = 1): string {
    return this.#number(seconds, digits, { style: 'unit', unit: 'second', unitDisplay: 'narrow' });
  }

  /** A length of time in the largest unit that is at least one: "0 sec", "45 sec", "3 hr". */
  span(seconds: number): string {
    const [unit, size] = kUnits.find(([, one]) => seconds >= one) ?? (['second', 1] as const);
    const value = seconds / size;
    return this.#number(value, value < 10 && unit !== 'second' ? 1 : 0, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      minimumFractionDigits: 0,
    });
  }

  bytes(bytes: number): string {
    const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
    return this.#number(value, 1, { style: 'unit', unit, unitDisplay: 'short' });
  }

  #number(value: number, digits: number, options: Intl.NumberFormatOptions): string {
    return this.#formatOf({
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...options,
    }).format(value);
  }

  #formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    let format = this.#numbers.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(this.locale, options);
      this.#numbers.set(key, format);
    }
    return format;
  }

  #date(iso: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, { timeZone: this.zone, ...options }).format(
      new Date(iso),
    );
  }
}

const kUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
