import type { overview as en } from '../en/overview';
import type { Texts } from '../texts';

const ads =
  '{count, plural, zero {لا إعلانات} one {إعلان واحد} two {إعلانان} few {# إعلانات} many {# إعلانًا} other {# إعلان}}';

export const overview: Texts<typeof en> = {
  overview: {
    title: 'نظرة عامة',
    subtitle: 'ماذا سيحدث للمال، ولماذا، وما مدى الثقة في ذلك.',
    moved: 'ميزانية منقولة',
    perDay: 'في اليوم، حسب أحدث القرارات',
    avoided: 'هدر تم تجنبه',
    gained: 'قيمة مكتسبة',
    interval: '90 % بين {low} و{high}',
    applied: 'نُفّذ على المنصات',
    appliedHint: 'إجراءات وصلت إلى منصة',
    span: '{from} إلى {to}',
    actions: 'القرارات',
    actionsHint: 'أحدث قرار لكل إعلان، دون المعاينات',
    noActions: 'لم يُتخذ قرار في هذه المدة.',
    latest: 'الأكثر إلحاحًا',
    needsYou: 'في انتظارك',
    need: {
      approvals: '{count, plural, other {تغييرات تنتظر الموافقة}}',
      troubled: '{count, plural, other {تغييرات فشلت}}',
      holds: '{count, plural, other {تعليقات توقف التغييرات}}',
      connections: '{count, plural, other {روابط متعطلة}}',
    },
    look: 'انظر',
    part: {
      database: 'قاعدة البيانات',
      migrations: 'المخطط',
      disk: 'القرص',
      not_draining: 'يستقبل الطلبات',
      'ad-change': 'تغييرات الإعلانات',
      'capi-flush': 'التحويلات إلى المنصات',
      'hubspot-webhook-events': 'أحداث HubSpot',
      'platform-sync': 'تقارير المنصات',
      'privacy-purge': 'محو البيانات الشخصية',
    },
    everyAd: 'كل الإعلانات',
    runs: 'أحدث التشغيلات',
    all: 'الكل',
    runAds: ads,
    health: 'حالة النظام',
    ok: 'سليم',
    failing: 'متعطل',
    queue: '{waiting} في الانتظار، {failed} فشلت',
  },
};
