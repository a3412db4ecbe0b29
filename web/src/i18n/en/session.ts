/** The way in. */
export const session = {
  session: {
    signIn: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    code: 'Code',
    codeHint: 'If you sign in with an app for codes. A recovery code does too.',
    expired: 'Your session has ended. Sign in to go on; what you typed is still here.',
    firstRunHint:
      'First run? Open the link that the server printed when it started: it sets up the first user.',
  },
  link: {
    title: 'Signing in',
    failed: 'This link is used up or too old. Ask for another one, or sign in by your password.',
    signIn: 'Sign in by password',
  },
  setup: {
    title: 'Set up geminivideo',
    subtitle: 'The first user owns the first account. Both can be changed later.',
    you: 'You',
    name: 'Name',
    passwordHint: 'At least {count} characters.',
    account: 'Account',
    accountName: 'Name of the business',
    currency: 'Currency',
    currencyHint: 'Of every amount of this account. It cannot be changed later.',
    zone: 'Time zone',
    submit: 'Create and sign in',
  },
};
