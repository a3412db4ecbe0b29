import type { budget as en } from '../en/budget';
import type { Texts } from '../texts';

export const budget: Texts<typeof en> = {
  budget: {
    title: 'محسّن الميزانية',
    subtitle: 'يوزع ميزانية يومية على كل الإعلانات. لا يصل شيء إلى منصة قبل تطبيقه.',
    total: 'الميزانية اليومية، {currency}',
    totalHint: 'فارغ: ما لدى الإعلانات الآن',
    notAnAmount: 'ليس مبلغًا بعملة {currency}.',
    seed: 'البذرة',
    seedHint: 'فارغ: 0. البذرة نفسها تقرر القرار نفسه.',
    notASeed: 'عدد صحيح من فضلك.',
    preview: 'معاينة',
    keep: 'شغّل واحفظ',
    notAllowed: 'دورك يسمح بالاطلاع لا بالقرار.',
    none: 'لا تشغيل معروض',
    noneHint: 'عاين ما سيتغير: يحصل كل إعلان على ميزانية وسبب. تُحفظ المعاينات يومًا.',
    unallocated: 'الباقي',
    unallocatedHint: 'ما لا ينبغي أن يناله أي إعلان',
    warnings: 'جدير بالمعرفة',
    leftOut: 'مستبعدة',
    leftOutHint: 'إعلانات لم تستطع المشاركة، والسبب',
    moves: 'أين ينتقل المال',
    movesSummary:
      '{count, plural, zero {لا إعلان يتغير} one {إعلان واحد يتغير} two {إعلانان يتغيران} few {# إعلانات تتغير} many {# إعلانًا يتغير} other {# إعلان يتغير}}: {up} و{down} في اليوم',
    noMoves: 'كل إعلان يحتفظ بميزانيته.',
    change: 'التغير',
    rows: 'التوصيات',
    rowsHint: 'اختر إعلانات لتُستبعد من التشغيل التالي أو لتحتفظ بميزانيتها الحالية.',
    exclude: 'استبعد',
    pin: 'أبقِ الميزانية',
    excluded: 'دون {ad}',
    include: 'أعد {ad}',
    pinned: '{ad} يبقى على {amount}',
    unpin: 'دع ميزانية {ad} تتحرك',
  },
};
