import type { session as en } from '../en/session';
import type { Texts } from '../texts';

export const session: Texts<typeof en> = {
  session: {
    signIn: 'تسجيل الدخول',
    email: 'البريد الإلكتروني',
    password: 'كلمة المرور',
    code: 'الرمز',
    codeHint: 'إن كنت تستخدم تطبيقًا للرموز. رمز الاسترداد يكفي أيضًا.',
    expired: 'انتهت جلستك. سجّل الدخول للمتابعة؛ ما كتبته ما زال هنا.',
    firstRunHint: 'أول تشغيل؟ افتح الرابط الذي طبعه الخادم عند بدئه: به يُنشأ المستخدم الأول.',
  },
  link: {
    title: 'جارٍ تسجيل الدخول',
    failed: 'استُخدم هذا الرابط أو انتهت مدته. اطلب غيره أو ادخل بكلمة مرورك.',
    signIn: 'ادخل بكلمة المرور',
  },
  setup: {
    title: 'إعداد geminivideo',
    subtitle: 'المستخدم الأول يملك الحساب الأول. يمكن تغيير الاثنين لاحقًا.',
    you: 'أنت',
    name: 'الاسم',
    passwordHint: '{count} حرفًا على الأقل.',
    account: 'الحساب',
    accountName: 'اسم النشاط التجاري',
    currency: 'العملة',
    currencyHint: 'عملة كل مبلغ في هذا الحساب. لا يمكن تغييرها لاحقًا.',
    zone: 'المنطقة الزمنية',
    submit: 'إنشاء وتسجيل الدخول',
  },
};
