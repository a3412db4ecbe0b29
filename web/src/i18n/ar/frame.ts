import type { frame as en } from '../en/frame';
import type { Texts } from '../texts';

const rows =
  '{count, plural, zero {لا صفوف} one {صف واحد} two {صفان} few {# صفوف} many {# صفًا} other {# صف}}';

export const frame: Texts<typeof en> = {
  nav: {
    overview: 'نظرة عامة',
    campaigns: 'الحملات',
    budget: 'الميزانية',
    decisions: 'القرارات',
    fatigue: 'إرهاق الإعلان',
    studio: 'استوديو الفيديو',
    publish: 'النشر',
    pipeline: 'قيم مراحل البيع',
    attribution: 'الإسناد',
    reconciliation: 'المطابقة',
    executor: 'التنفيذ',
    settings: 'الإعدادات',
    money: 'المال',
    creative: 'المواد الإبداعية',
    revenue: 'الإيرادات',
    system: 'النظام',
  },
  frame: {
    skip: 'انتقل إلى المحتوى',
    menu: 'القائمة',
    navigation: 'الصفحات',
    language: 'اللغة',
    light: 'مظهر فاتح',
    dark: 'مظهر داكن',
    account: 'الحساب: {name}',
    accounts: 'الحسابات',
    demo: 'تجريبي',
    user: 'أنت',
    role: 'الدور: {role}',
    docs: 'وصف الواجهة البرمجية',
    signOut: 'تسجيل الخروج',
    close: 'إغلاق',
    noAccount: 'لا تنتمي إلى أي حساب. اطلب من مالك الحساب إضافتك.',
  },
  notFound: {
    title: 'لا شيء هنا',
    what: 'هذه الصفحة غير موجودة.',
    home: 'إلى النظرة العامة',
  },
  problem: {
    unreachable: 'لا يمكن الوصول إلى الخادم. تحقق من الاتصال؛ لم يتغير شيء.',
    trace: 'رقم التتبع',
    retry: 'أعد المحاولة',
  },
  state: {
    loading: 'جارٍ التحميل',
    stale: 'لا إجابة أحدث: هذه الأرقام من {ago}.',
  },
  table: {
    search: 'بحث',
    rows,
    selected: '{count, plural, one {# محدد} other {# محددة}}',
    select: 'حدد {row}',
    selectAll: 'حدد الكل',
    noMatch: 'لا صف يطابق البحث.',
    more: 'عرض المزيد',
  },
  chart: { table: 'عرض كجدول', plot: 'عرض كرسم', save: 'حفظ' },
  confirm: { type: 'اكتب {name} للتأكيد', cancel: 'إلغاء' },
  search: {
    title: 'البحث في كل شيء',
    hint: 'إعلان أو حملة أو فيديو أو قرار أو إعداد',
    nothing: 'لا شيء يحمل «{q}» في اسمه.',
    kind: {
      ad: 'إعلان',
      campaign: 'حملة',
      asset: 'فيديو',
      decision: 'قرار',
      setting: 'إعداد',
    },
  },
  keysList: { title: 'لوحة المفاتيح', on: 'المفاتيح المفردة تعمل' },
  live: {
    live: 'مباشر: تظهر التغييرات فور حدوثها',
    polling: 'يُسأل الخادم كل 15 ثانية',
    offline: 'غير متصل: قد يكون المعروض قديمًا',
  },
  stop: {
    stop: 'إيقاف',
    held: 'موقوف',
    title: 'أوقف كل تغييرات {account}',
    consequences:
      'لن يُرسل شيء إلى أي منصة من الآن. تغييرات منتظرة تُجمّد: {queued}؛ وقيد الإرسال وتُسرد: {flying}.',
    pauseAds: 'أوقف أيضًا ما ينفق على المنصة',
    pauseAdsHint: 'تُوقف كل حملة تنفق ويُتحقق منها؛ وتُلغى الزيادات المنتظرة.',
    now: 'أوقف الآن',
    done: 'تم الإيقاف',
    result: 'كان قيد الإرسال: {flying}؛ أُلغي: {cancelled}.',
    show: 'اعرض الإيقافات',
  },
};
